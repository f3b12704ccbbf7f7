import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import type { PointsView, PointsWhyView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import type { Me } from '../../http/me.js';
import { num, page, str } from '../../http/schema.js';
import { FreezesService } from './freezes.service.js';
import { AppealDto } from './points.dto.js';
import { PointsService } from './points.service.js';

@Controller('points')
export class PointsController {
  constructor(private readonly points: PointsService, private readonly freezes: FreezesService) {}
  @Get() @Own()
  mine(@CurrentMe() me: Me): Promise<PointsView> { return this.points.mine(me); }
  @Get('entries') @Own() @RouteSchema(page({ id: num, at: num, kind: str, amount: num, title: str, why: str, balance: num }))
  entries(@CurrentMe() me: Me, @Query() query: PageDto) { return this.points.entries(me, query.after); }
  @Get('entries/:id') @Own()
  why(@CurrentMe() me: Me, @IdParam() id: number): Promise<PointsWhyView> { return this.points.why(me, id); }
  @Post('appeal') @Own()
  appeal(@CurrentMe() me: Me, @Body() body: AppealDto, @IdemKey() key: string): Promise<PointsView> { return this.freezes.appeal(me, body, key); }
}
