import { Body, Controller, Get, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { MINUTE_MS, type FileLink, type Page, type StarAwardView, type StarBarView, type StarNoticeCard, type StarNoticePerson, type StarNoticeView, type StarObjectionView, type StarVerifyView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inQuery, May, MaybeMe, Open, Own } from '../../http/access.js';
import { PerAddress } from '../../http/address-limit.js';
import { DownloadDto } from '../../http/downloads.js';
import { PageDto } from '../../http/fields.js';
import { Me } from '../../http/me.js';
import { num, page, str } from '../../http/schema.js';
import { AwardsService } from './awards.service.js';
import { BarsService } from './bars.service.js';
import { NoticesService } from './notices.service.js';
import { ObjectionsService } from './objections.service.js';
import { StarAppealDto, StarAwardQueryDto, StarBarDecisionDto, StarBarDto, StarBarQueryDto, StarNoticeQueryDto, StarObjectionDto, StarReasonDto } from './stars.dto.js';

@Controller('star-notices')
export class StarNoticesController {
  constructor(private readonly notices: NoticesService) {}
  @Get() @Open() @RouteSchema(page({ id: num, schemeName: str, subject: str, areaName: str, periodText: str, noticeFrom: num, noticeUntil: num, proposed: num }))
  list(@Query() query: StarNoticeQueryDto): Promise<Page<StarNoticeCard>> { return this.notices.list(query.areaId, query.after); }
  @Get(':id') @Open() get(@MaybeMe() me: Me | null, @IdParam() id: number): Promise<StarNoticeView> { return this.notices.get(me, id); }
  @Get(':id/people') @Open() @RouteSchema(page({ id: num, name: str, stars: num, placeName: str })) people(@IdParam() id: number, @Query() query: PageDto): Promise<Page<StarNoticePerson>> { return this.notices.people(id, query.after); }
}
@Controller('star-objections')
export class StarObjectionsController {
  constructor(private readonly objecting: ObjectionsService) {}
  @Post() @Own() object(@CurrentMe() me: Me, @Body() body: StarObjectionDto, @IdemKey() key: string): Promise<StarObjectionView> { return this.objecting.object(me, body, key); }
}
@Controller()
export class StarAwardsController {
  constructor(private readonly awards: AwardsService) {}
  @Get('star-awards') @May('honour.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: StarAwardQueryDto): Promise<Page<StarAwardView>> { return this.awards.list(me, query); }
  @Post('star-awards/:id/void') @May('honour.approve', 'row') void(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: StarReasonDto, @IdemKey() key: string): Promise<StarAwardView> { return this.awards.void(me, id, body, key); }
  @Post('star-awards/:id/file') @Own() file(@CurrentMe() me: Me, @IdParam() id: number): Promise<FileLink> { return this.awards.file(me, id); }
  @Get('downloads/star-awards/:id/paper.pdf') @Open() download(@IdParam() id: number, @Query() link: DownloadDto, @Req() request: FastifyRequest): Promise<StreamableFile> { return this.awards.download(id, link, `${request.protocol}://${request.host}`); }
  @Get('star-verify/:number') @Open() @PerAddress('star-verify', 300, 10 * MINUTE_MS) verify(@Param('number') number: string): Promise<StarVerifyView> { return this.awards.verify(number); }
}
@Controller('star-bars')
export class StarBarsController {
  constructor(private readonly bars: BarsService) {}
  @Get() @May('honour.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: StarBarQueryDto): Promise<Page<StarBarView>> { return this.bars.list(me, query); }
  @Post() @May('honour.manage', 'any-held') create(@CurrentMe() me: Me, @Body() body: StarBarDto, @IdemKey() key: string): Promise<StarBarView> { return this.bars.create(me, body, key); }
  @Post(':id/appeal') @Own() appeal(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: StarAppealDto, @IdemKey() key: string): Promise<StarBarView> { return this.bars.appeal(me, id, body, key); }
  @Post(':id/decide') @May('honour.approve', 'row') decide(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: StarBarDecisionDto, @IdemKey() key: string): Promise<StarBarView> { return this.bars.decide(me, id, body, key); }
}
