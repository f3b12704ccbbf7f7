import { Controller, Get, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import type { Page, RecordSummary, ServiceRecordView } from '@xianfeng/shared';
import { CurrentMe, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import { Me } from '../../http/me.js';
import { num, numNull, page, str } from '../../http/schema.js';
import { RecordsService } from './records.service.js';

@Controller('records')
export class RecordsController {
  constructor(private readonly records: RecordsService) {}
  @Get('mine') @Own() @RouteSchema(page({ id: num, day: str, title: str, kind: str, origin: str, services: num, correctsId: numNull, areaName: str, minutes: num, evidence: str, points: num, pointsWhy: str, verifiedAt: num, unitOfRecord: str, counted: num, standing: num, asked: num }))
  mine(@CurrentMe() me: Me, @Query() query: PageDto): Promise<Page<ServiceRecordView>> { return this.records.mine(me, query); }
  @Get('summary') @Own() summary(@CurrentMe() me: Me): Promise<RecordSummary> { return this.records.summary(me); }
}
