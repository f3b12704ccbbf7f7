import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { MINUTE_MS, type AboutView, type BurdenView, type SuggestionView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, May, Open, Own } from '../../http/access.js';
import { PerAddress } from '../../http/address-limit.js';
import type { Me } from '../../http/me.js';
import { list, num, numNull, page, str, strNull } from '../../http/schema.js';
import { AnswerDto, BurdenQueryDto, BurdenReportDto, SuggestionDto, SuggestionQueryDto } from './burden.dto.js';
import { BurdenService } from './burden.service.js';
import { SuggestionsService } from './suggestions.service.js';
import { PageDto } from '../../http/fields.js';

const SUGGESTION = page({ id: num, kind: str, text: str, page: str, status: str, at: num, answer: strNull, answeredAt: numNull, actions: list(str) });
@Controller()
export class BurdenController {
  constructor(private readonly burden: BurdenService, private readonly suggestions: SuggestionsService) {}
  /** Far more than an office full of people does; fewer than would be needed to bend a day's sums. */
  @Post('burden') @HttpCode(204) @Open() @PerAddress('burden', 600, 10 * MINUTE_MS) report(@Body() body: BurdenReportDto): Promise<void> { return this.burden.report(body); }
  @Get('burden') @May('insight.view', 'row') view(@CurrentMe() me: Me, @Query() query: BurdenQueryDto): Promise<BurdenView> { return this.burden.view(me, query.weeks); }
  @Get('about') @Open() about(): AboutView { return this.burden.about(); }
  @Post('suggestions') @Own({ withoutPhone: true }) send(@CurrentMe() me: Me, @IdemKey() key: string, @Body() body: SuggestionDto): Promise<SuggestionView> { return this.suggestions.send(me, key, body); }
  @Get('suggestions/mine') @Own() @RouteSchema(SUGGESTION) mine(@CurrentMe() me: Me, @Query() query: PageDto) { return this.suggestions.mine(me, query.after); }
  @Get('suggestions') @May('desk.view', 'row') @RouteSchema(SUGGESTION) list(@CurrentMe() me: Me, @Query() query: SuggestionQueryDto) { return this.suggestions.list(me, query); }
  @Post('suggestions/:id/answer') @May('desk.view', 'row') answer(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string, @Body() body: AnswerDto): Promise<SuggestionView> { return this.suggestions.answer(me, id, key, body); }
}
