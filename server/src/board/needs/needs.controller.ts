import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { NeedCard, NeedView, Page } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inQuery, May, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import type { Me } from '../../http/me.js';
import { CreateNeedDto, FeedbackDto, NeedListDto, ReplyDto } from './needs.dto.js';
import { NeedsService } from './needs.service.js';

@Controller('needs')
export class NeedsController {
  constructor(private readonly needs: NeedsService) {}
  @Post() @Own() create(@CurrentMe() me: Me, @IdemKey() key: string, @Body() body: CreateNeedDto): Promise<NeedView> { return this.needs.create(me, key, body); }
  @Get('mine') @Own() mine(@CurrentMe() me: Me, @Query() { after }: PageDto): Promise<Page<NeedCard>> { return this.needs.mine(me, after); }
  @Get() @May('need.review', inQuery()) list(@CurrentMe() me: Me, @Query() query: NeedListDto): Promise<Page<NeedCard>> { return this.needs.list(me, query); }
  @Get(':id') @Own() get(@CurrentMe() me: Me, @IdParam() id: number): Promise<NeedView> { return this.needs.get(me, id); }
  @Post(':id/answer') @May('need.review', 'row') answer(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ReplyDto): Promise<NeedView> { return this.needs.answer(me, id, body); }
  @Post(':id/refuse') @May('need.review', 'row') refuse(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ReplyDto): Promise<NeedView> { return this.needs.refuse(me, id, body); }
  @Post(':id/withdraw') @Own() withdraw(@CurrentMe() me: Me, @IdParam() id: number): Promise<NeedView> { return this.needs.withdraw(me, id); }
  @Post(':id/feedback') @Own() feedback(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: FeedbackDto): Promise<NeedView> { return this.needs.feedback(me, id, body); }
  @Post(':id/unquote') @Own() unquote(@CurrentMe() me: Me, @IdParam() id: number): Promise<NeedView> { return this.needs.unquote(me, id); }
}
