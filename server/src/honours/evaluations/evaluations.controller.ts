import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { EvaluationRoundCard, EvaluationRoundView, EvaluationView, Page, UnitEvaluationView, VoiceAsk } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import { Me } from '../../http/me.js';
import { EvaluationAnswerDto, OpenRoundDto, RoundListDto, SendEvaluationsDto, VoiceDto } from './evaluations.dto.js';
import { ReceivedService } from './received.service.js';
import { RoundsService } from './rounds.service.js';
import { VoicesService } from './voices.service.js';

@Controller()
export class EvaluationsController {
  constructor(private readonly rounds: RoundsService, private readonly received: ReceivedService, private readonly voices: VoicesService) {}
  @Get('evaluation-rounds') @May('honour.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: RoundListDto): Promise<Page<EvaluationRoundCard>> { return this.rounds.list(me, query); }
  @Post('evaluation-rounds') @May('honour.manage', inBody()) open(@CurrentMe() me: Me, @Body() body: OpenRoundDto, @IdemKey() key: string): Promise<EvaluationRoundView> { return this.rounds.open(me, body, key); }
  @Get('evaluation-rounds/:id') @May('honour.manage', 'row') get(@CurrentMe() me: Me, @IdParam() id: number): Promise<EvaluationRoundView> { return this.rounds.get(me, id); }
  @Post('evaluation-rounds/:id/send') @May('honour.manage', 'row') send(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: SendEvaluationsDto, @IdemKey() key: string): Promise<EvaluationRoundView> { return this.rounds.send(me, id, body, key); }
  @Post('evaluation-rounds/:id/voice') @Own() voice(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: VoiceDto, @IdemKey() key: string): Promise<VoiceAsk> { return this.voices.give(me, id, body, key); }
  @Get('evaluations/asked') @Own() asked(@CurrentMe() me: Me): Promise<VoiceAsk[]> { return this.voices.asked(me); }
  @Get('evaluations/mine') @Own() mine(@CurrentMe() me: Me, @Query() query: PageDto): Promise<Page<EvaluationView>> { return this.received.mine(me, query.after); }
  @Get('evaluations/of-units') @Own() ofUnits(@CurrentMe() me: Me, @Query() query: PageDto): Promise<Page<UnitEvaluationView>> { return this.received.ofUnits(me, query.after); }
  @Post('evaluations/:id/answer') @Own() answer(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: EvaluationAnswerDto, @IdemKey() key: string): Promise<EvaluationView> { return this.received.answer(me, id, body, key); }
}
