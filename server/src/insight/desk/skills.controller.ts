import { Controller, Get, Query } from '@nestjs/common';
import type { Page, SkilledPerson, SkillsView, UnmetNeed } from '@xianfeng/shared';
import { inQuery, May } from '../../http/access.js';
import { SkilledPeopleDto, SkillsDto, UnmetNeedsDto } from './skills.dto.js';
import { SkillsService } from './skills.service.js';

/** For those who publish tasks and invite to them. */
@Controller('skills')
export class SkillsController {
  constructor(private readonly skills: SkillsService) {}
  @Get() @May('task.manage', inQuery()) get(@Query() query: SkillsDto): Promise<SkillsView> { return this.skills.get(query.areaId); }
  @Get('people') @May('task.manage', inQuery()) people(@Query() query: SkilledPeopleDto): Promise<Page<SkilledPerson>> { return this.skills.people(query.areaId, query.skill, query.rested === '1', query.after); }
  @Get('needs') @May('task.manage', inQuery()) needs(@Query() query: UnmetNeedsDto): Promise<Page<UnmetNeed>> { return this.skills.needs(query.areaId, query.kind, query.after); }
}
