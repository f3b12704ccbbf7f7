import { Module } from '@nestjs/common';
import { DeskController } from './desk/desk.controller.js';
import { DeskService } from './desk/desk.service.js';
import { SimulationsController } from './simulations/simulations.controller.js';
import { SimulationsService } from './simulations/simulations.service.js';

@Module({ controllers: [DeskController, SimulationsController], providers: [DeskService, SimulationsService] })
export class InsightModule {}
