import { Body, Controller, Delete, Get, Post, Put, Query, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ImportRowView, ImportView, Page } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, May, Open } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { CreateImportDto, ListImportsDto, ListRowsDto, RefusedDto, RemapDto } from './imports.dto.js';
import { ImportsService } from './imports.service.js';
import { RefusedService } from './refused.service.js';

/** What a kind of file needs is asked by the service: rosters, areas, units and goods have different permissions. */
@Controller('imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService, private readonly refusedRows: RefusedService) {}
  @Post() @May('desk.view', 'any-held') create(@CurrentMe() me: Me, @Query() query: CreateImportDto, @Req() request: FastifyRequest): Promise<ImportView> { return this.imports.create(me, query, request); }
  @Get() @May('desk.view', 'any-held') list(@CurrentMe() me: Me, @Query() query: ListImportsDto): Promise<Page<ImportView>> { return this.imports.list(me, query); }
  @Get(':id') @May('desk.view', 'row') get(@CurrentMe() me: Me, @IdParam() id: number): Promise<ImportView> { return this.imports.get(me, id); }
  @Get(':id/rows') @May('desk.view', 'row') rows(@CurrentMe() me: Me, @IdParam() id: number, @Query() query: ListRowsDto): Promise<Page<ImportRowView>> { return this.imports.rows(me, id, query); }
  @Put(':id/columns') @May('desk.view', 'row') remap(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: RemapDto): Promise<ImportView> { return this.imports.remap(me, id, body); }
  @Post(':id/confirm') @May('desk.view', 'row') confirm(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<ImportView> { return this.imports.confirm(me, key, id); }
  @Delete(':id') @May('desk.view', 'row') discard(@CurrentMe() me: Me, @IdParam() id: number): Promise<ImportView> { return this.imports.discard(me, id); }
  /** By a signed link: a download carries no session. */
  @Get(':id/refused.xlsx') @Open() async refused(@IdParam() id: number, @Query() query: RefusedDto): Promise<StreamableFile> {
    const { name, stream } = await this.refusedRows.download(id, query);
    return new StreamableFile(stream, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
  }
}
