import { Controller, Get, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import type { DashboardChild, DashboardView, Page } from '@xianfeng/shared';
import { CurrentMe, inQuery, May } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { num, page, str, strNull } from '../../http/schema.js';
import { ChildrenQueryDto, DashboardQueryDto, RowsQueryDto } from './dashboards.dto.js';
import { DashboardsService } from './dashboards.service.js';
import { DrillService } from './drill.service.js';

const inside = { type: ['object', 'null'], properties: { measure: str, day: str } };
@Controller('dashboards')
export class DashboardsController {
  constructor(private readonly dashboards: DashboardsService, private readonly drill: DrillService) {}
  @Get() @May('insight.view', 'any-held') get(@CurrentMe() me: Me, @Query() query: DashboardQueryDto): Promise<DashboardView> { return this.dashboards.get(me, query); }
  @Get('children') @May('insight.view', inQuery()) children(@CurrentMe() me: Me, @Query() query: ChildrenQueryDto): Promise<Page<DashboardChild>> { return this.dashboards.children(me, query); }
  @Get('rows') @May('insight.view', inQuery()) @RouteSchema(page({ id: num, at: num, title: str, note: str, areaName: str, value: num, link: strNull, inside }))
  rows(@CurrentMe() me: Me, @Query() query: RowsQueryDto) { return this.drill.rows(me, query); }
}
