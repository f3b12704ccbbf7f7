import { Controller, Get, Post, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import type { ReconcileRunView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, May } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { num, page, str } from '../../http/schema.js';
import { ReconcileListDto } from './reconcile.dto.js';
import { ReconcileService } from './reconcile.service.js';

@Controller('reconcile')
export class ReconcileController {
  constructor(private readonly service: ReconcileService) {}
  @Get() @May('audit.read', 'any-held') @RouteSchema(page({ id: num, at: num, ms: num, transactions: num, findings: num, by: str }))
  runs(@CurrentMe() me: Me, @Query() query: ReconcileListDto) { return this.service.runs(me, query); }
  @Get(':id') @May('audit.read', 'row') get(@CurrentMe() me: Me, @IdParam() id: number): Promise<ReconcileRunView> { return this.service.get(me, id); }
  @Post() @May('audit.read', 'any-held') run(@CurrentMe() me: Me, @IdemKey() key: string): Promise<ReconcileRunView> { return this.service.byHand(me, key); }
}
