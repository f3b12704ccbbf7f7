import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { ReachModule } from '../reach/reach.module.js';
import { ClaimDeskService } from './claims/claim-desk.service.js';
import { ClaimsController } from './claims/claims.controller.js';
import { ClaimsService } from './claims/claims.service.js';
import { TaskListsService } from './tasks/lists.service.js';
import { TaskEditService } from './tasks/task-edit.service.js';
import { TaskViewService } from './tasks/task-view.service.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TaskJobs } from './tasks/tasks.jobs.js';
import { TasksService } from './tasks/tasks.service.js';

@Module({
  imports: [ReachModule, PeopleModule],
  controllers: [TasksController, ClaimsController],
  providers: [TaskListsService, TaskViewService, TasksService, TaskEditService, TaskJobs, ClaimsService, ClaimDeskService],
  exports: [],
})
export class BoardModule {}
