import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { CurrentMe, IdemKey, IdParam, May } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { num, page, str, strNull } from '../../http/schema.js';
import { RewardListDto } from './shelf.dto.js';
import { CountDto } from './takes.dto.js';
import { TakesService } from './takes.service.js';

@Controller()
export class TakesController {
  constructor(private readonly takes: TakesService) {}
  @Get('stock-takes') @May('reward.manage', 'row') @RouteSchema(page({ id: num, status: str, startedBy: str, startedAt: num, confirmedBy: strNull, differences: num }))
  list(@CurrentMe() me: Me, @Query() query: RewardListDto) { return this.takes.list(me, query); }
  @Post('pickup-points/:id/stock-takes') @May('reward.manage', 'row')
  begin(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.takes.begin(me, id, key); }
  @Get('stock-takes/:id') @May('reward.manage', 'row')
  get(@CurrentMe() me: Me, @IdParam() id: number) { return this.takes.get(me, id); }
  @Put('stock-takes/:id') @May('reward.manage', 'row')
  count(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: CountDto) { return this.takes.count(me, id, body); }
  @Post('stock-takes/:id/submit') @May('reward.manage', 'row')
  submit(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.takes.submit(me, id, key); }
  @Post('stock-takes/:id/confirm') @May('reward.manage', 'row')
  confirm(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.takes.confirm(me, id, key); }
  @Post('stock-takes/:id/drop') @May('reward.manage', 'row')
  drop(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.takes.drop(me, id, key); }
}
