import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { ReachModule } from '../reach/reach.module.js';
import { AgreementsApplier } from './agreements/agreements.applier.js';
import { AgreementsController } from './agreements/agreements.controller.js';
import { AgreementsService } from './agreements/agreements.service.js';
import { SheetsService } from './agreements/sheets.service.js';
import { AppealsController } from './appeals/appeals.controller.js';
import { AppealsService } from './appeals/appeals.service.js';
import { AttendanceController } from './attendance/attendance.controller.js';
import { AttendanceService } from './attendance/attendance.service.js';
import { OfflineMarksService } from './attendance/offline-marks.service.js';
import { SceneCodeService } from './attendance/scene-code.service.js';
import { BoardClosing } from './claims/closing.js';
import { RosterMarksService } from './attendance/roster-marks.service.js';
import { ClaimDeskService } from './claims/claim-desk.service.js';
import { ClaimsController } from './claims/claims.controller.js';
import { ClaimsService } from './claims/claims.service.js';
import { EntriesController, RecordRequestsController } from './entries/entries.controller.js';
import { EntriesService } from './entries/entries.service.js';
import { RequestsService } from './entries/requests.service.js';
import { ListsAppliers } from './lists/lists.applier.js';
import { ListingsService } from './lists/listings.service.js';
import { ListFilesController, ListingsController, ProjectsController, ResourcesController } from './lists/lists.controller.js';
import { ListsFileService } from './lists/lists-file.service.js';
import { ProjectsService } from './lists/projects.service.js';
import { ProjectViewService } from './lists/project-view.service.js';
import { ResourcesService } from './lists/resources.service.js';
import { LogJobs } from './logs/logs.jobs.js';
import { LogsController } from './logs/logs.controller.js';
import { LogsService } from './logs/logs.service.js';
import { VerificationService } from './logs/verification.service.js';
import { ReminderJobs } from './logs/reminders.jobs.js';
import { BeginningJobs } from './claims/beginnings.jobs.js';
import { AnomaliesController } from './records/anomalies.controller.js';
import { AnomaliesService } from './records/anomalies.service.js';
import { RecordsController } from './records/records.controller.js';
import { RecordsService } from './records/records.service.js';
import { OffersController } from './claims/offers.controller.js';
import { OffersService } from './claims/offers.service.js';
import { NeedsController } from './needs/needs.controller.js';
import { NeedsService } from './needs/needs.service.js';
import { PhotoContent } from './reviews/photo-content.js';
import { ReportsService } from './reviews/reports.service.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { ReviewsService } from './reviews/reviews.service.js';
import { SampleJobs } from './samples/samples.jobs.js';
import { SamplesController } from './samples/samples.controller.js';
import { SamplesService } from './samples/samples.service.js';
import { TaskListsService } from './tasks/lists.service.js';
import { TaskContent } from './tasks/task-content.js';
import { TaskEditService } from './tasks/task-edit.service.js';
import { TaskViewService } from './tasks/task-view.service.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TaskJobs } from './tasks/tasks.jobs.js';
import { TasksService } from './tasks/tasks.service.js';

@Module({
  imports: [ReachModule, PeopleModule],
  controllers: [NeedsController, TasksController, ClaimsController, OffersController, AttendanceController, LogsController, RecordsController, AnomaliesController, AppealsController, EntriesController, RecordRequestsController, SamplesController, ResourcesController, ListingsController, ProjectsController, ListFilesController, AgreementsController, ReviewsController],
  providers: [TaskContent, PhotoContent, ReviewsService, ReportsService, TaskListsService, TaskViewService, TasksService, TaskEditService, TaskJobs, ClaimsService, ClaimDeskService, OffersService, NeedsService, AttendanceService, OfflineMarksService, SceneCodeService, BoardClosing, RosterMarksService, LogsService, VerificationService, LogJobs, ReminderJobs, BeginningJobs, RecordsService, AnomaliesService, AppealsService, EntriesService, RequestsService, SamplesService, SampleJobs, ResourcesService, ListingsService, ProjectsService, ProjectViewService, ListsFileService, AgreementsService, SheetsService, ListsAppliers, AgreementsApplier],
  exports: [],
})
export class BoardModule {}
