import { Module } from '@nestjs/common';
import { BoardModule } from '../board/board.module.js';
import { PeopleModule } from '../people/people.module.js';
import { EvaluationJobs } from './evaluations/evaluations.jobs.js';
import { EvaluationsController } from './evaluations/evaluations.controller.js';
import { ReceivedService } from './evaluations/received.service.js';
import { RoundsService } from './evaluations/rounds.service.js';
import { VoicesService } from './evaluations/voices.service.js';

/** Thanks, from facts. */
@Module({ imports: [PeopleModule, BoardModule], controllers: [EvaluationsController], providers: [RoundsService, ReceivedService, VoicesService, EvaluationJobs] })
export class HonoursModule {}
