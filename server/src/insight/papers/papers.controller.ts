import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentMe, IdParam, inBody, inQuery, May, Open, Own } from '../../http/access.js';
import { DownloadDto, fileAnswer } from '../../http/downloads.js';
import { Me } from '../../http/me.js';
import { AreaPaperDto, AreaPaperFileDto, AreaRowsDto, MyPaperDto, MyPaperFileDto, MyRowsDto, UnitPaperDto, UnitPaperFileDto, UnitRowsDto } from './papers.dto.js';
import { periodOf } from './papers.rules.js';
import { PapersService } from './papers.service.js';

@Controller()
export class PapersController {
  constructor(private readonly papers: PapersService) {}
  @Get('papers/area') @May('insight.view', inQuery()) area(@CurrentMe() me: Me, @Query() q: AreaPaperDto) { return this.papers.view(me, 'AREA', q.areaId, periodOf(q.year, null)); }
  @Get('papers/area/rows') @May('insight.view', inQuery()) areaRows(@CurrentMe() me: Me, @Query() q: AreaRowsDto) { return this.papers.rows(me, 'AREA', q.areaId, periodOf(q.year, null), q.key, q.after); }
  @Post('papers/area/file') @May('insight.view', inBody()) areaFile(@CurrentMe() me: Me, @Body() b: AreaPaperFileDto) { return this.papers.file(me, 'AREA', b.areaId, periodOf(b.year, null), b.format); }
  @Get('papers/units/:id') @Own() unit(@CurrentMe() me: Me, @IdParam() id: number, @Query() q: UnitPaperDto) { return this.papers.view(me, 'UNIT', id, periodOf(q.year, null)); }
  @Get('papers/units/:id/rows') @Own() unitRows(@CurrentMe() me: Me, @IdParam() id: number, @Query() q: UnitRowsDto) { return this.papers.rows(me, 'UNIT', id, periodOf(q.year, null), q.key, q.after); }
  @Post('papers/units/:id/file') @Own() unitFile(@CurrentMe() me: Me, @IdParam() id: number, @Body() b: UnitPaperFileDto) { return this.papers.file(me, 'UNIT', id, periodOf(b.year, null), b.format); }
  @Get('papers/mine') @Own() mine(@CurrentMe() me: Me, @Query() q: MyPaperDto) { return this.papers.view(me, 'MEMBER', me.id, periodOf(q.year, q.half)); }
  @Get('papers/mine/rows') @Own() myRows(@CurrentMe() me: Me, @Query() q: MyRowsDto) { return this.papers.rows(me, 'MEMBER', me.id, periodOf(q.year, q.half), q.key, q.after); }
  @Post('papers/mine/file') @Own() myFile(@CurrentMe() me: Me, @Body() b: MyPaperFileDto) { return this.papers.file(me, 'MEMBER', me.id, periodOf(b.year, b.half), b.format); }
}
/** Behind signed links: a download carries no session. */
@Controller()
export class PaperFilesController {
  constructor(private readonly papers: PapersService) {}
  @Get('downloads/papers/:kind/:id/:period/:format') @Open() async file(@Param('kind') kind: string, @IdParam() id: number, @Param('period') period: string, @Param('format') format: string, @Query() query: DownloadDto) {
    const { name, stream } = await this.papers.download(kind, id, period, format, query);
    return fileAnswer(name, stream);
  }
}
