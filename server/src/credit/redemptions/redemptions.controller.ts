import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentMe, IdemKey, IdParam, May, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import type { Me } from '../../http/me.js';
import { CollectDto, OrderDto, RedemptionQueryDto } from './redemptions.dto.js';
import { RedemptionsService } from './redemptions.service.js';

@Controller()
export class RedemptionsController {
  constructor(private readonly redemptions: RedemptionsService) {}
  @Post('redemptions') @Own()
  order(@CurrentMe() me: Me, @Body() body: OrderDto, @IdemKey() key: string) { return this.redemptions.order(me, body, key); }
  @Get('redemptions') @May('reward.collect', 'row')
  orders(@CurrentMe() me: Me, @Query() query: RedemptionQueryDto) { return this.redemptions.orders(me, query); }
  @Get('redemptions/mine') @Own()
  mine(@CurrentMe() me: Me, @Query() query: PageDto) { return this.redemptions.mine(me, query); }
  @Post('redemptions/look-up') @May('reward.collect', 'any-held')
  lookUp(@CurrentMe() me: Me, @Body() body: CollectDto) { return this.redemptions.lookUp(me, body); }
  @Post('redemptions/collect') @May('reward.collect', 'any-held')
  collect(@CurrentMe() me: Me, @Body() body: CollectDto, @IdemKey() key: string) { return this.redemptions.collect(me, body, key); }
  @Get('redemptions/:id') @Own()
  get(@CurrentMe() me: Me, @IdParam() id: number) { return this.redemptions.get(me, id); }
  @Post('redemptions/:id/cancel') @Own()
  cancel(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.redemptions.cancel(me, id, key); }
}
