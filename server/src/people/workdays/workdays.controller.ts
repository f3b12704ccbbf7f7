import { Body, Controller, Get, Put } from '@nestjs/common';
import type { CalendarView } from '@xianfeng/shared';
import { CurrentMe, May } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { CalendarDto } from './workdays.dto.js';
import { WorkdaysService } from './workdays.service.js';

@Controller('workdays')
export class WorkdaysController {
  constructor(private readonly workdays: WorkdaysService) {}
  @Get() @May('area.manage', 'any-held') get(@CurrentMe() me: Me): Promise<CalendarView> { return this.workdays.get(me); }
  @Put() @May('area.manage', 'any-held') set(@CurrentMe() me: Me, @Body() body: CalendarDto): Promise<CalendarView> { return this.workdays.set(me, body); }
}
