import { Body, Controller, Delete, Get, Header, Post, Put, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import type { Page, TaskCard, TaskTemplate, TaskView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, MaybeMe, Open, Own } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { num, page, str } from '../../http/schema.js';
import { TaskListsService } from './lists.service.js';
import { TaskEditService } from './task-edit.service.js';
import { TaskViewService } from './task-view.service.js';
import { CancelTaskDto, CreateTaskDto, DeskTaskQueryDto, OpenTasksQueryDto, TaskListQueryDto, UpdateTaskDto } from './tasks.dto.js';
import { TasksService } from './tasks.service.js';
import { TEMPLATES } from './templates.js';

const CARDS = page({ id: num, kind: str, title: str, place: str, areaId: num, areaName: str, status: str, startsAt: num, endsAt: num, shiftCount: num, places: num, taken: num, audience: str, pointsHint: num });
@Controller()
export class TasksController {
  constructor(private readonly lists: TaskListsService, private readonly views: TaskViewService, private readonly tasks: TasksService, private readonly edits: TaskEditService) {}
  @Get('task-templates') @Own() templates(): readonly TaskTemplate[] { return TEMPLATES; }
  @Get('open-tasks') @Open() @Header('content-type', 'application/json; charset=utf-8') open(@Query() { areaId, after }: OpenTasksQueryDto): Promise<Buffer> { return this.lists.open(areaId, after); }
  @Get('tasks') @Own() @RouteSchema(CARDS) mine(@CurrentMe() me: Me, @Query() query: TaskListQueryDto): Promise<Page<TaskCard>> { return this.lists.mine(me, query); }
  @Get('desk/tasks') @May('desk.view', inQuery()) @RouteSchema(CARDS) desk(@CurrentMe() me: Me, @Query() query: DeskTaskQueryDto): Promise<Page<TaskCard>> { return this.lists.desk(me, query); }
  @Get('tasks/:id') @Open() get(@MaybeMe() me: Me | null, @IdParam() id: number): Promise<TaskView> { return this.views.get(me, id); }
  @Post('tasks') @May('task.manage', inBody()) create(@CurrentMe() me: Me, @IdemKey() key: string, @Body() body: CreateTaskDto): Promise<TaskView> { return this.tasks.create(me, key, body); }
  @Put('tasks/:id') @May('task.manage', 'row') update(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string, @Body() body: UpdateTaskDto): Promise<TaskView> { return this.edits.update(me, key, id, body); }
  @Post('tasks/:id/publish') @May('task.manage', 'row') publish(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<TaskView> { return this.tasks.publish(me, key, id); }
  @Post('tasks/:id/copy') @May('task.manage', 'row') copy(@CurrentMe() me: Me, @IdParam() id: number): Promise<TaskView> { return this.tasks.copy(me, id); }
  @Post('tasks/:id/withdraw') @May('task.manage', 'row') withdraw(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<TaskView> { return this.tasks.withdraw(me, key, id); }
  @Post('tasks/:id/cancel') @May('task.manage', 'row') cancel(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string, @Body() body: CancelTaskDto): Promise<TaskView> { return this.tasks.cancel(me, key, id, body); }
  @Delete('tasks/:id') @May('task.manage', 'row') discard(@CurrentMe() me: Me, @IdParam() id: number): Promise<void> { return this.tasks.discard(me, id); }
}
