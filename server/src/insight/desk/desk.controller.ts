import { Controller, Get, Query } from '@nestjs/common';
import type { DeskView } from '@xianfeng/shared';
import { CurrentMe, May } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { AreaQueryDto } from './desk.dto.js';
import { DeskService } from './desk.service.js';

@Controller()
export class DeskController {
  constructor(private readonly desk: DeskService) {}
  @Get('desk') @May('desk.view', 'any-held') get(@CurrentMe() me: Me, @Query() query: AreaQueryDto): Promise<DeskView> { return this.desk.get(me, query.areaId); }
}
