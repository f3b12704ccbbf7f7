import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { MemberRegistrationView, Page, RosterMatch } from '@xianfeng/shared';
import { CurrentMe, IdParam, inQuery, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { ListRegistrationsDto, RegisterMemberDto, RetireDto, ReturnDto } from './registrations.dto.js';
import { RegistrationsService } from './registrations.service.js';
import { RosterService } from './roster.service.js';

@Controller('registrations')
export class RegistrationsController {
  constructor(private readonly registrations: RegistrationsService) {}
  @Get('mine') @Own() mine(@CurrentMe() me: Me): Promise<MemberRegistrationView[]> { return this.registrations.mine(me); }
  @Post() @Own() create(@CurrentMe() me: Me, @Body() body: RegisterMemberDto): Promise<MemberRegistrationView> { return this.registrations.create(me, body); }
  @Get() @May('registration.review', inQuery()) list(@CurrentMe() me: Me, @Query() query: ListRegistrationsDto): Promise<Page<MemberRegistrationView>> { return this.registrations.list(me, query.areaId, query.status, query.after); }
  @Post(':id/accept') @May('registration.review', 'row') accept(@CurrentMe() me: Me, @IdParam() id: number): Promise<MemberRegistrationView> { return this.registrations.accept(me, id); }
  @Post(':id/return') @May('registration.review', 'row') return(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ReturnDto): Promise<MemberRegistrationView> { return this.registrations.return(me, id, body.reason); }
  @Post(':id/withdraw') @Own() withdraw(@CurrentMe() me: Me, @IdParam() id: number): Promise<MemberRegistrationView> { return this.registrations.withdraw(me, id); }
  @Post(':id/retire') @Own() retire(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: RetireDto): Promise<MemberRegistrationView> { return this.registrations.retire(me, id, body.reason); }
  @Post(':id/transfer') @Own() transfer(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: RegisterMemberDto): Promise<MemberRegistrationView> { return this.registrations.transfer(me, id, body); }
}
@Controller('me/roster')
export class RosterController {
  constructor(private readonly roster: RosterService) {}
  @Get() @Own() match(@CurrentMe() me: Me): Promise<RosterMatch> { return this.roster.match(me); }
}
