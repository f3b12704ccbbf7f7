import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Page, UnitRegistrationView } from '@xianfeng/shared';
import { CurrentMe, IdParam, inQuery, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { ListRegistrationsDto, RegisterUnitDto, ReturnDto } from './registrations.dto.js';
import { UnitRegistrationsService } from './unit-registrations.service.js';

@Controller('unit-registrations')
export class UnitRegistrationsController {
  constructor(private readonly registrations: UnitRegistrationsService) {}
  @Get('mine') @Own() mine(@CurrentMe() me: Me): Promise<UnitRegistrationView[]> { return this.registrations.mine(me); }
  @Post() @Own() create(@CurrentMe() me: Me, @Body() body: RegisterUnitDto): Promise<UnitRegistrationView> { return this.registrations.create(me, body); }
  @Get() @May('registration.review', inQuery()) list(@CurrentMe() me: Me, @Query() query: ListRegistrationsDto): Promise<Page<UnitRegistrationView>> { return this.registrations.list(me, query.areaId, query.status, query.after); }
  @Post(':id/accept') @May('registration.review', 'row') accept(@CurrentMe() me: Me, @IdParam() id: number): Promise<UnitRegistrationView> { return this.registrations.accept(me, id); }
  @Post(':id/return') @May('registration.review', 'row') return(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ReturnDto): Promise<UnitRegistrationView> { return this.registrations.return(me, id, body.reason); }
  @Post(':id/withdraw') @Own() withdraw(@CurrentMe() me: Me, @IdParam() id: number): Promise<UnitRegistrationView> { return this.registrations.withdraw(me, id); }
}
