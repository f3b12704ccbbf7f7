import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { FileLink } from '@xianfeng/shared';
import { CurrentMe, IdParam, May, Open } from '../../http/access.js';
import { DownloadDto, fileAnswer } from '../../http/downloads.js';
import type { Me } from '../../http/me.js';
import { ExportDto, YearBookDto } from './exports.dto.js';
import { ExportsService } from './exports.service.js';

@Controller()
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}
  // Each list asks for the permission that opens it on the screen (shared/exports).
  @Post('exports') @May('desk.view', 'row') list(@CurrentMe() me: Me, @Body() body: ExportDto): Promise<FileLink> { return this.exports.list(me, body); }
  @Post('exports/year') @May('desk.view', 'row') year(@CurrentMe() me: Me, @Body() body: YearBookDto): Promise<FileLink> { return this.exports.year(me, body); }
  @Get('downloads/exports/:kind/:id/:filter') @Open() async file(@Param('kind') kind: string, @IdParam() id: number, @Param('filter') filter: string, @Query() query: DownloadDto) {
    const { name, stream } = await this.exports.download(kind, id, filter, query);
    return fileAnswer(name, stream);
  }
}
