import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import type { MemberCodeView, MeView, Page, PersonView } from '@xianfeng/shared';
import { CurrentMe, inQuery, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { SearchPeopleDto, UpdateMeDto } from './me.dto.js';
import { MeService } from './me.service.js';

@Controller('me')
export class MeController {
  constructor(private readonly people: MeService) {}
  @Get() @Own() get(@CurrentMe() me: Me): Promise<MeView> { return this.people.view(me.id); }
  @Put() @Own({ withoutPhone: true }) update(@CurrentMe() me: Me, @Body() body: UpdateMeDto): Promise<MeView> { return this.people.update(me, body); }
  @Get('code') @Own() code(@CurrentMe() me: Me): MemberCodeView { return this.people.code(me); }
}
@Controller('people')
export class PeopleController {
  constructor(private readonly people: MeService) {}
  @Get() @May('desk.view', inQuery()) search(@Query() query: SearchPeopleDto): Promise<Page<PersonView>> { return this.people.search(query.areaId, query.q ?? '', query.station, query.after); }
}
