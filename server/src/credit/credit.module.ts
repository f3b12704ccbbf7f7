import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { ReachModule } from '../reach/reach.module.js';
import { PointsController } from './points/points.controller.js';
import { PointsService } from './points/points.service.js';
import { GoodsApplier } from './rewards/goods.applier.js';
import { RedemptionsService } from './rewards/redemptions.service.js';
import { RewardsController } from './rewards/rewards.controller.js';
import { ShelfService } from './rewards/shelf.service.js';

@Module({
  imports: [PeopleModule, ReachModule],
  controllers: [PointsController, RewardsController],
  providers: [PointsService, ShelfService, RedemptionsService, GoodsApplier],
})
export class CreditModule {}
