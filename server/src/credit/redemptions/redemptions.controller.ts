import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentMe, IdemKey, IdParam, May, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import type { Me } from '../../http/me.js';
import { PickupService } from './pickup.service.js';
import { CollectDto, OrderDto, RedemptionQueryDto, RedemptionReasonDto, SubstituteDto } from './redemptions.dto.js';
import { PickupSceneService } from './scene-code.service.js';
import { RedemptionsService } from './redemptions.service.js';

@Controller('redemptions')
export class RedemptionsController {
  constructor(private readonly redemptions: RedemptionsService, private readonly pickup: PickupService, private readonly scenes: PickupSceneService) {}
  @Post() @Own()
  order(@CurrentMe() me: Me, @Body() body: OrderDto, @IdemKey() key: string) { return this.redemptions.order(me, body, key); }
  @Get() @May('reward.collect', 'row')
  orders(@CurrentMe() me: Me, @Query() query: RedemptionQueryDto) { return this.pickup.orders(me, query); }
  @Get('mine') @Own()
  mine(@CurrentMe() me: Me, @Query() query: PageDto) { return this.redemptions.mine(me, query); }
  @Post('look-up') @May('reward.collect', 'any-held')
  lookUp(@CurrentMe() me: Me, @Body() body: CollectDto) { return this.pickup.lookUp(me, body); }
  @Post('collect') @May('reward.collect', 'any-held')
  collect(@CurrentMe() me: Me, @Body() body: CollectDto, @IdemKey() key: string) { return this.pickup.collect(me, body, key); }
  @Get(':id') @Own()
  get(@CurrentMe() me: Me, @IdParam() id: number) { return this.redemptions.get(me, id); }
  @Post(':id/wechat-code') @Own()
  wechatCode(@CurrentMe() me: Me, @IdParam() id: number) { return this.scenes.of(me, id); }
  @Post(':id/cancel') @Own()
  cancel(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.redemptions.cancel(me, id, key); }
  @Post(':id/call-off') @May('reward.collect', 'row')
  callOff(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: RedemptionReasonDto, @IdemKey() key: string) { return this.pickup.callOff(me, id, body, key); }
  @Post(':id/substitute') @May('reward.collect', 'row')
  substitute(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: SubstituteDto, @IdemKey() key: string) { return this.pickup.substitute(me, id, body, key); }
  @Post(':id/substitute/accept') @Own()
  acceptSubstitute(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.redemptions.acceptSubstitute(me, id, key); }
  @Post(':id/substitute/decline') @Own()
  declineSubstitute(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.redemptions.declineSubstitute(me, id, key); }
  @Post(':id/give-back') @May('reward.manage', 'row')
  giveBack(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: RedemptionReasonDto, @IdemKey() key: string) { return this.pickup.giveBack(me, id, body, key); }
}
