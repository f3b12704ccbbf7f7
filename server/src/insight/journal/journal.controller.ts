import { Controller, Get, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import type { JournalTxView } from '@xianfeng/shared';
import { CurrentMe, IdParam, inQuery, May } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { num, page, str } from '../../http/schema.js';
import { JournalQueryDto } from './journal.dto.js';
import { JournalService } from './journal.service.js';

@Controller('journal')
export class JournalController {
  constructor(private readonly journal: JournalService) {}
  @Get() @May('audit.read', inQuery()) @RouteSchema(page({ id: num, at: num, kind: str, personName: str, areaName: str, title: str, amount: num, held: num, actorName: str }))
  list(@CurrentMe() me: Me, @Query() query: JournalQueryDto) { return this.journal.list(me, query); }
  @Get(':id') @May('audit.read', 'row') get(@CurrentMe() me: Me, @IdParam() id: number): Promise<JournalTxView> { return this.journal.get(me, id); }
}
