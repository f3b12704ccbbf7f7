import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { EntryView, Page, RecordRequestView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import { Me } from '../../http/me.js';
import { EntryDto, EntryQueryDto, GrantDto, OfficeCorrectionDto, RecordRequestDto, RequestQueryDto, WhyDto } from './entries.dto.js';
import { EntriesService } from './entries.service.js';
import { RequestsService } from './requests.service.js';

/** 补录 */
@Controller('entries')
export class EntriesController {
  constructor(private readonly entries: EntriesService) {}
  @Post() @May('record.enter', inBody()) propose(@CurrentMe() me: Me, @Body() body: EntryDto, @IdemKey() key: string): Promise<EntryView> { return this.entries.propose(me, body, key); }
  @Get() @May('record.enter', inQuery()) list(@CurrentMe() me: Me, @Query() query: EntryQueryDto): Promise<Page<EntryView>> { return this.entries.list(me, query); }
  @Post(':id/approve') @May('record.enter', 'row') approve(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<EntryView> { return this.entries.approve(me, id, key); }
  @Post(':id/refuse') @May('record.enter', 'row') refuse(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: WhyDto, @IdemKey() key: string): Promise<EntryView> { return this.entries.refuse(me, id, body, key); }
}
/** 更正申请 */
@Controller('record-requests')
export class RecordRequestsController {
  constructor(private readonly requests: RequestsService) {}
  @Post() @Own() create(@CurrentMe() me: Me, @Body() body: RecordRequestDto, @IdemKey() key: string): Promise<RecordRequestView> { return this.requests.create(me, body, key); }
  @Post('by-office') @May('record.enter', 'any-held') propose(@CurrentMe() me: Me, @Body() body: OfficeCorrectionDto, @IdemKey() key: string): Promise<RecordRequestView> { return this.requests.propose(me, body, key); }
  @Get('mine') @Own() mine(@CurrentMe() me: Me, @Query() query: PageDto): Promise<Page<RecordRequestView>> { return this.requests.mine(me, query.after); }
  @Get() @May('record.enter', inQuery()) list(@CurrentMe() me: Me, @Query() query: RequestQueryDto): Promise<Page<RecordRequestView>> { return this.requests.list(me, query); }
  @Post(':id/grant') @May('record.enter', 'row') grant(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: GrantDto, @IdemKey() key: string): Promise<RecordRequestView> { return this.requests.grant(me, id, body, key); }
  @Post(':id/refuse') @May('record.enter', 'row') refuse(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: WhyDto, @IdemKey() key: string): Promise<RecordRequestView> { return this.requests.refuse(me, id, body, key); }
  @Post(':id/approve') @May('record.enter', 'row') approve(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<RecordRequestView> { return this.requests.approve(me, id, key); }
  @Post(':id/return') @May('record.enter', 'row') return(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: WhyDto, @IdemKey() key: string): Promise<RecordRequestView> { return this.requests.return(me, id, body, key); }
}
