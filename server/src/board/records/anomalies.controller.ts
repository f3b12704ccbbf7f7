import { Controller, Get, Query } from '@nestjs/common';
import type { Page, SignedRecord, VerifierRow } from '@xianfeng/shared';
import { CurrentMe, inQuery, May } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { AnomalyQueryDto, SignQueryDto } from './anomalies.dto.js';
import { AnomaliesService } from './anomalies.service.js';

@Controller('anomalies')
export class AnomaliesController {
  constructor(private readonly anomalies: AnomaliesService) {}
  @Get() @May('audit.read', inQuery()) list(@CurrentMe() me: Me, @Query() query: AnomalyQueryDto): Promise<VerifierRow[]> { return this.anomalies.list(me, query); }
  @Get('records') @May('audit.read', inQuery()) records(@CurrentMe() me: Me, @Query() query: SignQueryDto): Promise<Page<SignedRecord>> { return this.anomalies.records(me, query); }
}
