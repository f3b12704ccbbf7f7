import { Module } from '@nestjs/common';
import { BoardModule } from '../board/board.module.js';
import { PeopleModule } from '../people/people.module.js';
import { CertificatePapersController, CertificatesController } from './certificates/certificates.controller.js';
import { CertificatesService } from './certificates/certificates.service.js';
import { NationalController } from './certificates/national.controller.js';
import { NationalService } from './certificates/national.service.js';
import { RecordPapersService } from './certificates/record-papers.service.js';
import { CertificateRequestsService } from './certificates/requests.service.js';
import { EvaluationJobs } from './evaluations/evaluations.jobs.js';
import { EvaluationsController } from './evaluations/evaluations.controller.js';
import { ReceivedService } from './evaluations/received.service.js';
import { RoundsService } from './evaluations/rounds.service.js';
import { VoicesService } from './evaluations/voices.service.js';

/** Thanks, from facts. */
@Module({ imports: [PeopleModule, BoardModule], controllers: [CertificatesController, CertificatePapersController, NationalController, EvaluationsController], providers: [CertificatesService, CertificateRequestsService, RecordPapersService, NationalService, RoundsService, ReceivedService, VoicesService, EvaluationJobs] })
export class HonoursModule {}
