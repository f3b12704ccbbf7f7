import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import type { MessagesView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, Own } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { MuteDto, PromptAnswersDto } from './messages.dto.js';
import { MessagesService } from './messages.service.js';

@Controller('messages')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}
  @Get() @Own() get(@CurrentMe() me: Me): Promise<MessagesView> { return this.messages.view(me); }
  @Post('answers') @Own({ withoutPhone: true }) answer(@CurrentMe() me: Me, @IdemKey() key: string, @Body() body: PromptAnswersDto): Promise<MessagesView> { return this.messages.answer(me, key, body); }
  @Put('muted') @Own({ withoutPhone: true }) mute(@CurrentMe() me: Me, @Body() body: MuteDto): Promise<MessagesView> { return this.messages.mute(me, body); }
}
