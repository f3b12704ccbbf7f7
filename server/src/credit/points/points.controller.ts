import { Controller, Get, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { CurrentMe, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import type { Me } from '../../http/me.js';
import { num, page, str } from '../../http/schema.js';
import { PointsService } from './points.service.js';

@Controller('points')
export class PointsController {
  constructor(private readonly points: PointsService) {}
  @Get() @Own()
  mine(@CurrentMe() me: Me) { return this.points.mine(me); }
  @Get('entries') @Own() @RouteSchema(page({ id: num, at: num, kind: str, amount: num, title: str, why: str, balance: num }))
  entries(@CurrentMe() me: Me, @Query() query: PageDto) { return this.points.entries(me, query.after); }
}
