import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { ClaimView, Page, RosterRow } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, May, Own } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { ClaimDeskService } from './claim-desk.service.js';
import { ClaimDto, ClaimQueryDto, OrganiserClaimDto } from './claims.dto.js';
import { ClaimsService } from './claims.service.js';

@Controller()
export class ClaimsController {
  constructor(private readonly claims: ClaimsService, private readonly desk: ClaimDeskService) {}
  @Post('claims') @Own() create(@CurrentMe() me: Me, @IdemKey() key: string, @Body() body: ClaimDto): Promise<ClaimView> { return this.claims.create(me, key, body); }
  @Get('claims/mine') @Own() mine(@CurrentMe() me: Me, @Query() query: ClaimQueryDto): Promise<Page<ClaimView>> { return this.claims.mine(me, query); }
  @Get('claims/:id') @Own() get(@CurrentMe() me: Me, @IdParam() id: number): Promise<ClaimView> { return this.claims.get(me, id); }
  @Post('claims/:id/withdraw') @Own() withdraw(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<ClaimView> { return this.claims.withdraw(me, key, id); }
  @Get('shifts/:id/roster') @May('task.lead', 'row') roster(@CurrentMe() me: Me, @IdParam() id: number): Promise<RosterRow[]> { return this.claims.roster(me, id); }
  @Post('claims/by-organiser') @May('task.manage', 'row') add(@CurrentMe() me: Me, @IdemKey() key: string, @Body() body: OrganiserClaimDto): Promise<RosterRow[]> { return this.desk.add(me, key, body); }
  @Post('claims/:id/approve') @May('task.manage', 'row') approve(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<RosterRow[]> { return this.desk.approve(me, key, id); }
  @Post('claims/:id/refuse') @May('task.manage', 'row') refuse(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<RosterRow[]> { return this.desk.refuse(me, key, id); }
  @Post('claims/:id/excuse') @May('task.manage', 'row') excuse(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<RosterRow[]> { return this.desk.excuse(me, key, id); }
  @Post('claims/:id/no-show') @May('task.manage', 'row') noShow(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<RosterRow[]> { return this.desk.noShow(me, key, id); }
}
