import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { ReachModule } from '../reach/reach.module.js';
import { FundsController } from './funds/funds.controller.js';
import { FundsService } from './funds/funds.service.js';
import { CorrectionsController } from './points/corrections.controller.js';
import { CorrectionsService } from './points/corrections.service.js';
import { FreezesController } from './points/freezes.controller.js';
import { FreezesService } from './points/freezes.service.js';
import { PointsController } from './points/points.controller.js';
import { PointsJobs } from './points/points.jobs.js';
import { PointsService } from './points/points.service.js';
import { CounterController } from './redemptions/counter.controller.js';
import { CounterService } from './redemptions/counter.service.js';
import { PickupService } from './redemptions/pickup.service.js';
import { RedemptionsController } from './redemptions/redemptions.controller.js';
import { RedemptionsService } from './redemptions/redemptions.service.js';
import { RedemptionViews } from './redemptions/redemptions.views.js';
import { RedemptionsClosing } from './redemptions/closing.js';
import { PickupSceneService } from './redemptions/scene-code.service.js';
import { PickupTries } from './redemptions/tries.service.js';
import { GoodsApplier } from './shelf/goods.applier.js';
import { ShelfDeskService } from './shelf/shelf-desk.service.js';
import { RewardContent } from './shelf/reward-content.js';
import { ShelfController } from './shelf/shelf.controller.js';
import { ShelfService } from './shelf/shelf.service.js';
import { ShelfViews } from './shelf/shelf.views.js';
import { TakesController } from './shelf/takes.controller.js';
import { TakesService } from './shelf/takes.service.js';
import { AdditionsController } from './tariff/additions.controller.js';
import { AdditionsService } from './tariff/additions.service.js';
import { TariffController } from './tariff/tariff.controller.js';
import { TariffService } from './tariff/tariff.service.js';

@Module({
  imports: [PeopleModule, ReachModule],
  controllers: [TariffController, AdditionsController, PointsController, FreezesController, CorrectionsController, ShelfController, TakesController, FundsController, RedemptionsController, CounterController],
  providers: [RewardContent, TariffService, AdditionsService, PointsService, PointsJobs, FreezesService, CorrectionsService, ShelfService, ShelfDeskService, ShelfViews, TakesService, FundsService, RedemptionsService, PickupService, CounterService, RedemptionViews, PickupTries, PickupSceneService, RedemptionsClosing, GoodsApplier],
})
export class CreditModule {}
