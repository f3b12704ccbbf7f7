import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Page, UnitView } from '@xianfeng/shared';
import { CurrentMe, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { CreateUnitDto, SearchUnitsDto } from './units.dto.js';
import { UnitsService } from './units.service.js';

@Controller('units')
export class UnitsController {
  constructor(private readonly units: UnitsService) {}
  @Get() @Own() search(@Query() query: SearchUnitsDto): Promise<Page<UnitView>> { return this.units.search(query.q ?? '', query.after); }
  @Post() @May('unit.manage', 'any-held') create(@CurrentMe() me: Me, @Body() body: CreateUnitDto): Promise<UnitView> { return this.units.create(me, body); }
}
