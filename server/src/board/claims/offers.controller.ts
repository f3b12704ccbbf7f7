import { Body, Controller, Get, Post } from '@nestjs/common';
import type { ClaimView, OfferCandidate, OfferSummary, OfferView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, May, Own } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { OfferDto } from './claims.dto.js';
import { OffersService } from './offers.service.js';

@Controller()
export class OffersController {
  constructor(private readonly offers: OffersService) {}
  @Get('offers/mine') @Own() mine(@CurrentMe() me: Me): Promise<OfferView[]> { return this.offers.mine(me); }
  @Get('shifts/:id/candidates') @May('task.manage', 'row') candidates(@CurrentMe() me: Me, @IdParam() id: number): Promise<OfferCandidate[]> { return this.offers.candidates(me, id); }
  @Post('offers') @May('task.manage', 'row') send(@CurrentMe() me: Me, @IdemKey() key: string, @Body() body: OfferDto): Promise<OfferSummary> { return this.offers.send(me, key, body); }
  @Get('shifts/:id/offers') @May('task.manage', 'row') summary(@CurrentMe() me: Me, @IdParam() id: number): Promise<OfferSummary> { return this.offers.summary(me, id); }
  @Post('offers/:id/accept') @Own() accept(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<ClaimView> { return this.offers.accept(me, key, id); }
  @Post('offers/:id/decline') @Own() decline(@CurrentMe() me: Me, @IdParam() id: number): Promise<void> { return this.offers.decline(me, id); }
}
