import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import type { Page, StarCandidateView, StarCheckView, StarMineView, StarObjectionView, StarRecordView, StarRunCard, StarRunView, StarSchemeView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import { Me } from '../../http/me.js';
import { bool, num, numNull, page, str } from '../../http/schema.js';
import { ConfirmService } from './confirm.service.js';
import { MineService } from './mine.service.js';
import { ObjectionsService } from './objections.service.js';
import { RunsService } from './runs.service.js';
import { SchemesService } from './schemes.service.js';
import { StarAnswerDto, StarAreaDto, StarCandidateQueryDto, StarReasonDto, StarRunDto, StarRunQueryDto, StarSchemeDto } from './stars.dto.js';

@Controller('stars')
export class StarsController {
  constructor(private readonly stars: MineService) {}
  @Get('mine') @Own() mine(@CurrentMe() me: Me): Promise<StarMineView> { return this.stars.mine(me); }
  @Get('records') @Own() @RouteSchema(page({ id: num, day: str, title: str, minutes: num, evidence: str, origin: str, counts: bool, why: str }))
  records(@CurrentMe() me: Me, @Query() query: PageDto): Promise<Page<StarRecordView>> { return this.stars.records(me, query.after); }
}
@Controller('star-schemes')
export class StarSchemesController {
  constructor(private readonly schemes: SchemesService) {}
  @Get() @May('honour.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: StarAreaDto): Promise<StarSchemeView[]> { return this.schemes.list(me, query.areaId); }
  @Post() @May('honour.approve', inBody()) create(@CurrentMe() me: Me, @Body() body: StarSchemeDto, @IdemKey() key: string): Promise<StarSchemeView> { return this.schemes.create(me, body, key); }
  @Post(':id/revise') @May('honour.approve', 'row') revise(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: StarSchemeDto, @IdemKey() key: string): Promise<StarSchemeView> { return this.schemes.revise(me, id, body, key); }
  @Post(':id/retire') @May('honour.approve', 'row') retire(@CurrentMe() me: Me, @IdParam() id: number): Promise<void> { return this.schemes.retire(me, id); }
}
@Controller('star-runs')
export class StarRunsController {
  constructor(private readonly runs: RunsService, private readonly confirming: ConfirmService, private readonly objecting: ObjectionsService) {}
  @Get() @May('honour.manage', inQuery())
  @RouteSchema(page({ id: num, schemeName: str, subject: str, areaId: num, areaName: str, asOf: str, periodText: str, status: str, proposed: num, excluded: num, computedBy: str, computedAt: num, noticeFrom: numNull, noticeUntil: numNull, openObjections: num, ready: bool }))
  list(@CurrentMe() me: Me, @Query() query: StarRunQueryDto): Promise<Page<StarRunCard>> { return this.runs.list(me, query); }
  @Post() @May('honour.manage', inBody()) compute(@CurrentMe() me: Me, @Body() body: StarRunDto, @IdemKey() key: string): Promise<StarRunView> { return this.runs.compute(me, body, key); }
  @Get(':id') @May('honour.manage', 'row') get(@CurrentMe() me: Me, @IdParam() id: number): Promise<StarRunView> { return this.runs.get(me, id); }
  @Get(':id/candidates') @May('honour.manage', 'row') candidates(@CurrentMe() me: Me, @IdParam() id: number, @Query() query: StarCandidateQueryDto): Promise<Page<StarCandidateView>> { return this.runs.candidates(me, id, query); }
  @Get(':id/objections') @May('honour.manage', 'row') objections(@CurrentMe() me: Me, @IdParam() id: number): Promise<StarObjectionView[]> { return this.objecting.list(me, id); }
  @Get(':id/check') @May('honour.manage', 'row') check(@CurrentMe() me: Me, @IdParam() id: number): Promise<StarCheckView> { return this.runs.check(me, id); }
  @Post(':id/publish') @May('honour.manage', 'row') publish(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<StarRunView> { return this.runs.publish(me, id, key); }
  @Post(':id/confirm') @May('honour.approve', 'row') confirm(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<StarRunView> { return this.confirming.confirm(me, id, key); }
  @Post(':id/drop') @May('honour.manage', 'row') drop(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: StarReasonDto, @IdemKey() key: string): Promise<StarRunView> { return this.runs.drop(me, id, body, key); }
}
@Controller('star-candidates')
export class StarCandidatesController {
  constructor(private readonly runs: RunsService) {}
  @Post(':id/exclude') @May('honour.manage', 'row') exclude(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: StarReasonDto): Promise<StarCandidateView> { return this.runs.exclude(me, id, body); }
  @Post(':id/restore') @May('honour.manage', 'row') restore(@CurrentMe() me: Me, @IdParam() id: number): Promise<StarCandidateView> { return this.runs.restore(me, id); }
}
@Controller('star-objections')
export class StarAnswersController {
  constructor(private readonly objecting: ObjectionsService) {}
  @Post(':id/answer') @May('honour.manage', 'row') answer(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: StarAnswerDto, @IdemKey() key: string): Promise<StarObjectionView> { return this.objecting.answer(me, id, body, key); }
}
