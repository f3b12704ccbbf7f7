import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, Open } from '../../http/access.js';
import { DownloadDto, fileAnswer } from '../../http/downloads.js';
import { Me } from '../../http/me.js';
import { AreaBodyDto, AreaDto } from './certificates.dto.js';
import { NationalService } from './national.service.js';

@Controller()
export class NationalController {
  constructor(private readonly national: NationalService) {}
  @Get('national-exports') @May('certificate.issue', inQuery()) desk(@CurrentMe() me: Me, @Query() query: AreaDto) { return this.national.desk(me, query.areaId); }
  @Post('national-exports') @May('certificate.issue', inBody()) create(@CurrentMe() me: Me, @Body() body: AreaBodyDto, @IdemKey() key: string) { return this.national.create(me, body.areaId, key); }
  @Post('national-exports/:id/file') @May('certificate.issue', 'row') file(@CurrentMe() me: Me, @IdParam() id: number) { return this.national.file(me, id); }
  @Get('downloads/national-exports/:id/records.xlsx') @Open() async download(@IdParam() id: number, @Query() query: DownloadDto) {
    const { name, stream } = await this.national.download(id, query);
    return fileAnswer(name, stream);
  }
}
