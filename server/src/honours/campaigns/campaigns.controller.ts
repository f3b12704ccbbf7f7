import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { CampaignCard, CampaignNotice, CampaignNoticeCard, CampaignView, EligibleView, FileLink, HonourView, OpenCampaignView, Page } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, Open, Own } from '../../http/access.js';
import { DownloadDto, fileAnswer } from '../../http/downloads.js';
import { PageDto } from '../../http/fields.js';
import { Me } from '../../http/me.js';
import { AnswerObjectionDto, CampaignDto, CampaignListDto, CampaignReasonDto, NominateDto, ObjectDto } from './campaigns.dto.js';
import { CampaignNoticesService } from './campaign-notices.service.js';
import { CampaignPapersService } from './campaign-papers.service.js';
import { CampaignsService } from './campaigns.service.js';
import { SuggestionsService } from './suggestions.service.js';

@Controller()
export class CampaignsController {
  constructor(private readonly campaigns: CampaignsService, private readonly suggestions: SuggestionsService, private readonly notices: CampaignNoticesService, private readonly papers: CampaignPapersService) {}
  @Get('campaigns') @May('honour.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: CampaignListDto): Promise<Page<CampaignCard>> { return this.campaigns.list(me, query); }
  @Post('campaigns') @May('honour.manage', inBody()) create(@CurrentMe() me: Me, @Body() body: CampaignDto, @IdemKey() key: string): Promise<CampaignView> { return this.campaigns.create(me, body, key); }
  @Get('campaigns/:id') @May('honour.manage', 'row') get(@CurrentMe() me: Me, @IdParam() id: number): Promise<CampaignView> { return this.campaigns.get(me, id); }
  @Get('campaigns/:id/eligible') @May('honour.manage', 'row') eligible(@CurrentMe() me: Me, @IdParam() id: number, @Query() query: PageDto): Promise<Page<EligibleView>> { return this.campaigns.eligible(me, id, query.after); }
  @Post('campaigns/:id/nominate') @May('honour.manage', 'row') nominate(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: NominateDto, @IdemKey() key: string): Promise<CampaignView> { return this.campaigns.nominate(me, id, body, key); }
  @Post('campaigns/:id/publish') @May('honour.manage', 'row') publish(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<CampaignView> { return this.campaigns.publish(me, id, key); }
  @Post('campaigns/:id/drop') @May('honour.manage', 'row') drop(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: CampaignReasonDto, @IdemKey() key: string): Promise<CampaignView> { return this.campaigns.drop(me, id, body, key); }
  @Post('campaigns/:id/decide') @May('honour.approve', 'row') decide(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<CampaignView> { return this.campaigns.decide(me, id, key); }
  @Post('nominations/:id/shortlist') @May('honour.manage', 'row') shortlist(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<CampaignView> { return this.campaigns.shortlist(me, id, key); }
  @Post('nominations/:id/leave-out') @May('honour.manage', 'row') leaveOut(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: CampaignReasonDto, @IdemKey() key: string): Promise<CampaignView> { return this.campaigns.leaveOut(me, id, body, key); }
  @Post('nominations/:id/withdraw') @Own() withdraw(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<HonourView> { return this.suggestions.withdraw(me, id, key); }
  @Post('nominations/:id/file') @Own() link(@CurrentMe() me: Me, @IdParam() id: number): Promise<FileLink> { return this.papers.link(me, id); }
  @Post('nominations/:id/objections') @Own() object(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ObjectDto, @IdemKey() key: string): Promise<{ id: number }> { return this.notices.object(me, id, body, key); }
  @Post('objections/:id/answer') @May('honour.manage', 'row') answer(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: AnswerObjectionDto, @IdemKey() key: string): Promise<CampaignView> { return this.notices.answer(me, id, body, key); }
  @Get('open-campaigns') @Own() open(@CurrentMe() me: Me): Promise<OpenCampaignView[]> { return this.suggestions.open(me); }
  @Post('open-campaigns/:id/nominations') @Own() suggest(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: NominateDto, @IdemKey() key: string): Promise<OpenCampaignView> { return this.suggestions.suggest(me, id, body, key); }
  @Get('honours/mine') @Own() honours(@CurrentMe() me: Me): Promise<HonourView[]> { return this.suggestions.honours(me); }
  @Get('campaign-notices') @Open() notice(): Promise<CampaignNoticeCard[]> { return this.notices.list(); }
  @Get('campaign-notices/:id') @Open() noticeOf(@IdParam() id: number): Promise<CampaignNotice> { return this.notices.get(id); }
  @Get('downloads/campaign-certificates/:id/paper.pdf') @Open() async file(@IdParam() id: number, @Query() query: DownloadDto) {
    const { name, stream } = await this.papers.file(id, query);
    return fileAnswer(name, stream);
  }
}
