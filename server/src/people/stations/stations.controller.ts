import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import type { ProfileView, StationCount } from '@xianfeng/shared';
import { CurrentMe, inQuery, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { ProfileService } from './profile.service.js';
import { AreaDto, UpdateProfileDto } from './stations.dto.js';

@Controller()
export class StationsController {
  constructor(private readonly profiles: ProfileService) {}
  @Get('me/profile') @Own() mine(@CurrentMe() me: Me): Promise<ProfileView> { return this.profiles.mine(me); }
  @Put('me/profile') @Own() update(@CurrentMe() me: Me, @Body() body: UpdateProfileDto): Promise<ProfileView> { return this.profiles.update(me, body); }
  @Post('me/profile/confirm') @Own() confirm(@CurrentMe() me: Me): Promise<ProfileView> { return this.profiles.confirm(me); }
  @Get('stations') @May('desk.view', inQuery()) counts(@Query() query: AreaDto): Promise<StationCount[]> { return this.profiles.counts(query.areaId); }
}
