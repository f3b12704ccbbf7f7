import { Module } from '@nestjs/common';
import { DashboardsController } from './dashboards/dashboards.controller.js';
import { DashboardsService } from './dashboards/dashboards.service.js';
import { DrillService } from './dashboards/drill.service.js';
import { FiguresService } from './dashboards/figures.service.js';
import { DeskController } from './desk/desk.controller.js';
import { DeskService } from './desk/desk.service.js';
import { SkillsController } from './desk/skills.controller.js';
import { SkillsService } from './desk/skills.service.js';
import { JournalController } from './journal/journal.controller.js';
import { JournalService } from './journal/journal.service.js';
import { ReconcileController } from './reconcile/reconcile.controller.js';
import { ReconcileService } from './reconcile/reconcile.service.js';
import { RollupsService } from './rollups/rollups.service.js';
import { WallController } from './wall/wall.controller.js';
import { WallService } from './wall/wall.service.js';
import { PaperFilesController, PapersController } from './papers/papers.controller.js';
import { BurdenController } from './burden/burden.controller.js';
import { BurdenService } from './burden/burden.service.js';
import { SuggestionsService } from './burden/suggestions.service.js';
import { ExportsController } from './exports/exports.controller.js';
import { ExportsService } from './exports/exports.service.js';
import { PapersService } from './papers/papers.service.js';
import { PeopleModule } from '../people/people.module.js';
import { SimulationsController } from './simulations/simulations.controller.js';
import { SimulationsService } from './simulations/simulations.service.js';

@Module({ imports: [PeopleModule], controllers: [PapersController, PaperFilesController, DeskController, SkillsController, DashboardsController, WallController, SimulationsController, JournalController, ReconcileController, ExportsController, BurdenController], providers: [PapersService, DeskService, SkillsService, RollupsService, FiguresService, DashboardsService, DrillService, WallService, SimulationsService, JournalService, ReconcileService, ExportsService, BurdenService, SuggestionsService] })
export class InsightModule {}
