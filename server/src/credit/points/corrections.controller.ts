import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { CorrectionView, Page } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inQuery, May } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { CorrectionsService } from './corrections.service.js';
import { CorrectionDto, CorrectionListQueryDto, PointsReasonDto } from './points.dto.js';

@Controller('corrections')
export class CorrectionsController {
  constructor(private readonly corrections: CorrectionsService) {}
  @Get() @May('points.correct', inQuery()) list(@CurrentMe() me: Me, @Query() query: CorrectionListQueryDto): Promise<Page<CorrectionView>> { return this.corrections.list(me, query); }
  @Post() @May('points.correct', 'any-held') propose(@CurrentMe() me: Me, @Body() body: CorrectionDto, @IdemKey() key: string): Promise<CorrectionView> { return this.corrections.propose(me, body, key); }
  @Post(':id/approve') @May('points.correct', 'row') approve(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<CorrectionView> { return this.corrections.approve(me, id, key); }
  @Post(':id/refuse') @May('points.correct', 'row') refuse(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: PointsReasonDto, @IdemKey() key: string): Promise<CorrectionView> { return this.corrections.refuse(me, id, body, key); }
}
