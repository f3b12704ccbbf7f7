import { Controller, Get, Query } from '@nestjs/common';
import type { WallView } from '@xianfeng/shared';
import { CurrentMe, May } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { WallQueryDto } from './wall.dto.js';
import { WallService } from './wall.service.js';

@Controller('wall')
export class WallController {
  constructor(private readonly wall: WallService) {}
  @Get() @May('insight.view', 'any-held') get(@CurrentMe() me: Me, @Query() query: WallQueryDto): Promise<WallView> { return this.wall.get(me, query.areaId); }
}
