import { Module } from '@nestjs/common';
import { DeskController } from './desk/desk.controller.js';
import { DeskService } from './desk/desk.service.js';

@Module({ controllers: [DeskController], providers: [DeskService] })
export class InsightModule {}
