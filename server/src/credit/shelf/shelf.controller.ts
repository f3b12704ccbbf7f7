import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentMe, IdemKey, IdParam, May, Own } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { RewardListDto, StockDto } from './shelf.dto.js';
import { ShelfService } from './shelf.service.js';

@Controller()
export class ShelfController {
  constructor(private readonly shelf: ShelfService) {}
  @Get('pickup-points') @Own()
  points(@CurrentMe() me: Me) { return this.shelf.points(me); }
  @Get('rewards') @Own()
  list(@CurrentMe() me: Me, @Query() query: RewardListDto) { return this.shelf.list(me, query); }
  @Post('pickup-points/:id/rewards') @May('reward.manage', 'row')
  stock(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: StockDto, @IdemKey() key: string) { return this.shelf.stock(me, id, body, key); }
}
