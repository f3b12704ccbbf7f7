import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { AdditionView } from '@xianfeng/shared';
import { CurrentMe, IdParam, inBody, inQuery, May } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { AdditionsService } from './additions.service.js';
import { AdditionDto, AdditionsQueryDto } from './tariff.dto.js';

@Controller('additions')
export class AdditionsController {
  constructor(private readonly additions: AdditionsService) {}
  @Get() @May('tariff.add', inQuery()) list(@CurrentMe() me: Me, @Query() query: AdditionsQueryDto): Promise<AdditionView[]> { return this.additions.list(me, query.areaId); }
  @Post() @May('tariff.add', inBody()) propose(@CurrentMe() me: Me, @Body() body: AdditionDto): Promise<AdditionView> { return this.additions.propose(me, body); }
  @Post(':id/approve') @May('tariff.manage', 'row') approve(@CurrentMe() me: Me, @IdParam() id: number): Promise<AdditionView> { return this.additions.decide(me, id, 'approve'); }
  @Post(':id/refuse') @May('tariff.manage', 'row') refuse(@CurrentMe() me: Me, @IdParam() id: number): Promise<AdditionView> { return this.additions.decide(me, id, 'refuse'); }
  @Post(':id/end') @May('tariff.add', 'row') end(@CurrentMe() me: Me, @IdParam() id: number): Promise<AdditionView> { return this.additions.end(me, id); }
}
