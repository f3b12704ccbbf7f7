import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { DecidedDifferences, RosterDifferences } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, May } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { DeciderService } from './decider.service.js';
import { DifferencesService } from './differences.service.js';
import { DecideDifferencesDto, ListDifferencesDto } from './imports.dto.js';

@Controller('imports')
export class DifferencesController {
  constructor(private readonly differencesOf: DifferencesService, private readonly decider: DeciderService) {}
  @Get(':id/differences') @May('roster.import', 'row') differences(@CurrentMe() me: Me, @IdParam() id: number, @Query() query: ListDifferencesDto): Promise<RosterDifferences> { return this.differencesOf.list(me, id, query.kind, query.after); }
  @Post(':id/differences/decide') @May('roster.import', 'row') decide(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string, @Body() body: DecideDifferencesDto): Promise<DecidedDifferences> { return this.decider.decide(me, key, id, body); }
}
