import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, Open, Own } from '../../http/access.js';
import { DownloadDto, fileAnswer } from '../../http/downloads.js';
import { Me } from '../../http/me.js';
import { AgreementDto, AgreementQueryDto, CreateAgreementDto, EndAgreementDto, SheetDto } from './agreements.dto.js';
import { AgreementsService } from './agreements.service.js';
import { SheetsService } from './sheets.service.js';

@Controller()
export class AgreementsController {
  constructor(private readonly agreements: AgreementsService, private readonly sheets: SheetsService) {}
  @Post('agreements') @May('list.manage', inBody('communityId')) create(@CurrentMe() me: Me, @Body() body: CreateAgreementDto, @IdemKey() key: string) { return this.agreements.create(me, key, body); }
  @Get('agreements') @May('list.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: AgreementQueryDto) { return this.agreements.list(me, query); }
  @Get('agreements/mine') @Own() mine(@CurrentMe() me: Me) { return this.agreements.mine(me); }
  @Get('agreements/:id') @Own() get(@CurrentMe() me: Me, @IdParam() id: number) { return this.agreements.get(me, id); }
  @Put('agreements/:id') @May('list.manage', 'row') update(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: AgreementDto, @IdemKey() key: string) { return this.agreements.update(me, id, key, body); }
  @Post('agreements/:id/end') @May('list.manage', 'row') end(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: EndAgreementDto, @IdemKey() key: string) { return this.agreements.end(me, id, key, body.reason); }
  @Post('agreements/:id/sheet') @Own() sheet(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: SheetDto) { return this.sheets.link(me, id, body.year); }
  @Get('downloads/agreements/:id/:year/sheet.pdf') @Open() async download(@IdParam() id: number, @Param('year') year: string, @Query() query: DownloadDto) {
    const { name, stream } = await this.sheets.download(id, Number(year), query);
    return fileAnswer(name, stream);
  }
}
