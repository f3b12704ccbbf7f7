import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { CurrentMe, IdemKey, inBody, inQuery, May } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { num, page, str } from '../../http/schema.js';
import { FundDto, FundListDto } from './funds.dto.js';
import { FundsService } from './funds.service.js';

@Controller()
export class FundsController {
  constructor(private readonly funds: FundsService) {}
  @Get('guard') @May('desk.view', 'any-held') @Header('content-type', 'application/json; charset=utf-8')
  guard() { return this.funds.guard(); }
  @Get('funds') @May('tariff.manage', inQuery()) @RouteSchema(page({ id: num, at: num, areaName: str, amountFen: num, source: str, note: str, actorName: str }))
  list(@CurrentMe() me: Me, @Query() query: FundListDto) { return this.funds.list(me, query); }
  @Post('funds') @May('tariff.manage', inBody())
  add(@CurrentMe() me: Me, @Body() body: FundDto, @IdemKey() key: string) { return this.funds.add(me, body, key); }
}
