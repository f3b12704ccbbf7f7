import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MINUTE_MS } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, Open, Own } from '../../http/access.js';
import { PerAddress } from '../../http/address-limit.js';
import { DownloadDto, fileAnswer } from '../../http/downloads.js';
import { Me } from '../../http/me.js';
import { AreaDto, AreaListDto, AskCertificateDto, CertificateReasonDto, IssueCertificateDto, IssueRequestDto, RecordPaperDto } from './certificates.dto.js';
import { CertificatesService } from './certificates.service.js';
import { RecordPapersService } from './record-papers.service.js';
import { CertificateRequestsService } from './requests.service.js';

@Controller()
export class CertificatesController {
  constructor(private readonly certificates: CertificatesService, private readonly requests: CertificateRequestsService, private readonly records: RecordPapersService) {}
  @Get('certificates/sources') @Own() sources(@CurrentMe() me: Me) { return this.certificates.sources(me); }
  @Get('certificates/mine') @Own() mine(@CurrentMe() me: Me) { return this.certificates.mine(me); }
  @Get('certificates') @May('certificate.issue', inQuery()) list(@CurrentMe() me: Me, @Query() query: AreaListDto) { return this.certificates.list(me, query); }
  @Post('certificates') @May('certificate.issue', inBody('communityId')) issue(@CurrentMe() me: Me, @Body() body: IssueCertificateDto, @IdemKey() key: string) { return this.certificates.issue(me, body, key); }
  @Get('certificates/:id') @Own() get(@CurrentMe() me: Me, @IdParam() id: number) { return this.certificates.get(me, id); }
  @Post('certificates/:id/void') @May('certificate.issue', 'row') void(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: CertificateReasonDto, @IdemKey() key: string) { return this.certificates.void(me, id, body, key); }
  @Post('certificates/:id/reissue') @May('certificate.issue', 'row') reissue(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: CertificateReasonDto, @IdemKey() key: string) { return this.certificates.reissue(me, id, body, key); }
  @Post('certificates/:id/file') @Own() file(@CurrentMe() me: Me, @IdParam() id: number) { return this.certificates.file(me, id); }

  @Get('certificate-requests/mine') @Own() myRequests(@CurrentMe() me: Me) { return this.requests.mine(me); }
  @Post('certificate-requests') @Own() ask(@CurrentMe() me: Me, @Body() body: AskCertificateDto, @IdemKey() key: string) { return this.requests.ask(me, body, key); }
  @Post('certificate-requests/:id/withdraw') @Own() withdraw(@CurrentMe() me: Me, @IdParam() id: number) { return this.requests.withdraw(me, id); }
  @Get('certificate-requests') @May('certificate.issue', inQuery()) desk(@CurrentMe() me: Me, @Query() query: AreaDto) { return this.requests.desk(me, query.areaId); }
  @Post('certificate-requests/:id/issue') @May('certificate.issue', 'row') issueAsked(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: IssueRequestDto, @IdemKey() key: string) { return this.requests.issue(me, id, body, key); }
  @Post('certificate-requests/:id/refuse') @May('certificate.issue', 'row') refuse(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: CertificateReasonDto, @IdemKey() key: string) { return this.requests.refuse(me, id, body, key); }

  @Post('record-papers') @Own() recordPaper(@CurrentMe() me: Me, @Body() body: RecordPaperDto) { return this.records.link(me, body); }
}
/** Files behind signed links, and what anybody may ask who has a paper in his hand. */
@Controller()
export class CertificatePapersController {
  constructor(private readonly certificates: CertificatesService, private readonly records: RecordPapersService) {}
  @Get('downloads/certificates/:id/paper.pdf') @Open() async certificate(@IdParam() id: number, @Query() query: DownloadDto, @Req() request: FastifyRequest) {
    const { name, stream } = await this.certificates.download(id, query, `${request.protocol}://${request.host}`);
    return fileAnswer(name, stream);
  }
  @Get('downloads/record-papers/:id/:year/paper.pdf') @Open() async record(@IdParam() id: number, @Param('year') year: string, @Query() query: DownloadDto) {
    const { name, stream } = await this.records.download(id, Number(year), query);
    return fileAnswer(name, stream);
  }
  // 128 bits cannot be guessed; the limit keeps a machine from trying all the same.
  @Get('verify/:token') @Open() @PerAddress('verify', 120, 10 * MINUTE_MS) verify(@Param('token') token: string) { return this.certificates.verify(token); }
}
