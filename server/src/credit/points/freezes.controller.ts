import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { FreezeView, Page } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inQuery, May } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { FreezesService } from './freezes.service.js';
import { FreezeDto, FreezeListQueryDto, PointsReasonDto } from './points.dto.js';

@Controller('freezes')
export class FreezesController {
  constructor(private readonly freezes: FreezesService) {}
  @Get() @May('points.correct', inQuery()) list(@CurrentMe() me: Me, @Query() query: FreezeListQueryDto): Promise<Page<FreezeView>> { return this.freezes.list(me, query); }
  @Post() @May('points.correct', 'any-held') create(@CurrentMe() me: Me, @Body() body: FreezeDto, @IdemKey() key: string): Promise<FreezeView> { return this.freezes.create(me, body, key); }
  @Post(':id/lift') @May('points.correct', 'row') lift(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: PointsReasonDto, @IdemKey() key: string): Promise<FreezeView> { return this.freezes.lift(me, id, body, key); }
  @Post(':id/keep') @May('points.correct', 'row') keep(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: PointsReasonDto, @IdemKey() key: string): Promise<FreezeView> { return this.freezes.keep(me, id, body, key); }
}
