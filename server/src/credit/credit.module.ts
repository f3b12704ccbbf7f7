import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { ReachModule } from '../reach/reach.module.js';
import { PointsController } from './points/points.controller.js';
import { PointsService } from './points/points.service.js';
import { RedemptionsController } from './redemptions/redemptions.controller.js';
import { RedemptionsService } from './redemptions/redemptions.service.js';
import { GoodsApplier } from './shelf/goods.applier.js';
import { ShelfDeskService } from './shelf/shelf-desk.service.js';
import { ShelfController } from './shelf/shelf.controller.js';
import { ShelfService } from './shelf/shelf.service.js';
import { ShelfViews } from './shelf/shelf.views.js';

@Module({
  imports: [PeopleModule, ReachModule],
  controllers: [PointsController, ShelfController, RedemptionsController],
  providers: [PointsService, ShelfService, ShelfDeskService, ShelfViews, RedemptionsService, GoodsApplier],
})
export class CreditModule {}
