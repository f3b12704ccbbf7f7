import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import type { AreaView } from '@xianfeng/shared';
import { CurrentMe, IdParam, inBody, May, Open } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { ChildrenDto, CreateAreaDto, RenameAreaDto } from './areas.dto.js';
import { AreasService } from './areas.service.js';

/** Names of streets, communities and compounds are public: they stand on every door. */
@Controller('areas')
export class AreasController {
  constructor(private readonly areas: AreasService) {}
  @Get() @Open() children(@Query() query: ChildrenDto): Promise<AreaView[]> { return this.areas.children(query.parentId); }
  @Get(':id') @Open() get(@IdParam() id: number): Promise<AreaView> { return this.areas.get(id); }
  @Post() @May('area.manage', inBody('parentId')) create(@CurrentMe() me: Me, @Body() body: CreateAreaDto): Promise<AreaView> { return this.areas.create(me, body); }
  @Put(':id') @May('area.manage', 'row') rename(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: RenameAreaDto): Promise<AreaView> { return this.areas.rename(me, id, body); }
}
