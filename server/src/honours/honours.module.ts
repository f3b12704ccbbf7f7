import { Module } from '@nestjs/common';
import { AnswerContent } from './evaluations/answer-content.js';
import { WordsContent } from './letters/words-content.js';
import { BoardModule } from '../board/board.module.js';
import { ReachModule } from '../reach/reach.module.js';
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
import { CampaignNoticesService } from './campaigns/campaign-notices.service.js';
import { CampaignPapersService } from './campaigns/campaign-papers.service.js';
import { CampaignsController } from './campaigns/campaigns.controller.js';
import { CampaignsService } from './campaigns/campaigns.service.js';
import { SuggestionsService } from './campaigns/suggestions.service.js';
import { LetterPapersService } from './letters/letter-papers.service.js';
import { LettersController } from './letters/letters.controller.js';
import { LettersService } from './letters/letters.service.js';
import { WordsService } from './letters/words.service.js';
import { AwardsService } from './stars/awards.service.js';
import { BarsService } from './stars/bars.service.js';
import { ConfirmService } from './stars/confirm.service.js';
import { MineService } from './stars/mine.service.js';
import { NoticesService } from './stars/notices.service.js';
import { ObjectionsService } from './stars/objections.service.js';
import { StarAwardsController, StarBarsController, StarNoticesController, StarObjectionsController } from './stars/public.controller.js';
import { RunsService } from './stars/runs.service.js';
import { SchemesService } from './stars/schemes.service.js';
import { StarAnswersController, StarCandidatesController, StarRunsController, StarsController, StarSchemesController } from './stars/stars.controller.js';
import { TellStars } from './stars/tell.js';
import { TotalsService } from './stars/totals.service.js';

/** Thanks, from facts. */
@Module({ imports: [ReachModule, PeopleModule, BoardModule], controllers: [StarsController, StarSchemesController, StarRunsController, StarCandidatesController, StarAnswersController, StarNoticesController, StarObjectionsController, StarAwardsController, StarBarsController, CertificatesController, CertificatePapersController, NationalController, EvaluationsController, CampaignsController, LettersController], providers: [AnswerContent, WordsContent, SchemesService, TotalsService, TellStars, RunsService, ConfirmService, ObjectionsService, NoticesService, AwardsService, BarsService, MineService, CertificatesService, CertificateRequestsService, RecordPapersService, NationalService, RoundsService, ReceivedService, VoicesService, EvaluationJobs, CampaignsService, SuggestionsService, CampaignNoticesService, CampaignPapersService, LettersService, LetterPapersService, WordsService] })
export class HonoursModule {}
