import { Module } from '@nestjs/common';
import { DeskController } from './desk/desk.controller.js';
import { DeskService } from './desk/desk.service.js';
import { JournalController } from './journal/journal.controller.js';
import { JournalService } from './journal/journal.service.js';
import { ReconcileController } from './reconcile/reconcile.controller.js';
import { ReconcileService } from './reconcile/reconcile.service.js';
import { PeopleModule } from '../people/people.module.js';
import { SimulationsController } from './simulations/simulations.controller.js';
import { SimulationsService } from './simulations/simulations.service.js';

@Module({ imports: [PeopleModule], controllers: [DeskController, SimulationsController, JournalController, ReconcileController], providers: [DeskService, SimulationsService, JournalService, ReconcileService] })
export class InsightModule {}
