import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { CurrentMe, IdemKey, IdParam, inBody, May, MaybeMe, Open, Own } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { bool, list, num, obj, page, str, strNull } from '../../http/schema.js';
import { ShelfDeskService } from './shelf-desk.service.js';
import { DamageDto, MoveListDto, PickupPointDto, RestockDto, RewardListDto, SheetDto, ShelfListDto, StockDto, UpdatePickupPointDto, UpdateRewardDto } from './shelf.dto.js';
import { ShelfService } from './shelf.service.js';

const REWARD = { id: num, pickupPointId: num, kind: str, name: str, spec: str, unit: str, points: num, stock: num, donor: str, intro: str, bestBefore: strNull, perPerson: num, limitPeriod: str, photoUrl: strNull, blocked: strNull, waiting: bool, actions: list(str) };
const SHELF_ROW = { ...REWARD, reserved: num, costFen: num, listed: bool, waiters: num, photos: list(obj({ id: num, url: str, thumbUrl: str, width: num, height: num })), alerts: list(str) };
@Controller()
export class ShelfController {
  constructor(private readonly shelf: ShelfService, private readonly desk: ShelfDeskService) {}
  @Get('pickup-points') @Open()
  points(@MaybeMe() me: Me | null) { return this.shelf.points(me); }
  @Post('pickup-points') @May('reward.manage', inBody())
  openPoint(@CurrentMe() me: Me, @Body() body: PickupPointDto) { return this.shelf.openPoint(me, body); }
  @Put('pickup-points/:id') @May('reward.manage', 'row')
  updatePoint(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: UpdatePickupPointDto) { return this.shelf.updatePoint(me, id, body); }
  @Get('rewards') @Own() @RouteSchema(page(REWARD))
  list(@CurrentMe() me: Me, @Query() query: RewardListDto) { return this.shelf.list(me, query); }
  @Get('rewards/:id') @Own()
  get(@CurrentMe() me: Me, @IdParam() id: number) { return this.shelf.get(me, id); }
  @Post('rewards/:id/wait') @Own()
  wait(@CurrentMe() me: Me, @IdParam() id: number) { return this.shelf.wait(me, id); }
  @Delete('rewards/:id/wait') @Own()
  leave(@CurrentMe() me: Me, @IdParam() id: number) { return this.shelf.leave(me, id); }
  @Get('stock-sheet') @Open()
  sheet(@Query() { pickupPointId, month }: SheetDto) { return this.shelf.sheet(pickupPointId, month); }
  @Get('desk/rewards') @May('reward.manage', 'row') @RouteSchema(page(SHELF_ROW))
  rows(@CurrentMe() me: Me, @Query() query: ShelfListDto) { return this.desk.shelf(me, query); }
  @Post('pickup-points/:id/rewards') @May('reward.manage', 'row')
  stock(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: StockDto, @IdemKey() key: string) { return this.desk.stock(me, id, body, key); }
  @Put('rewards/:id') @May('reward.manage', 'row')
  update(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: UpdateRewardDto) { return this.desk.update(me, id, body); }
  @Post('rewards/:id/restock') @May('reward.manage', 'row')
  restock(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: RestockDto, @IdemKey() key: string) { return this.desk.restock(me, id, body, key); }
  @Post('rewards/:id/damage') @May('reward.manage', 'row')
  damage(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: DamageDto, @IdemKey() key: string) { return this.desk.damage(me, id, body, key); }
  @Get('stock-moves') @May('reward.manage', 'row') @RouteSchema(page({ id: num, at: num, rewardName: str, kind: str, quantity: num, reservedQuantity: num, reason: strNull, actorName: str }))
  moves(@CurrentMe() me: Me, @Query() query: MoveListDto) { return this.desk.moves(me, query); }
}
