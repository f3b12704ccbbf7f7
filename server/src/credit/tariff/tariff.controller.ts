import { Body, Controller, Delete, Get, Post, Put } from '@nestjs/common';
import type { TariffView } from '@xianfeng/shared';
import { CurrentMe, IdParam, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { PublishTariffDto, TariffDto } from './tariff.dto.js';
import { TariffService } from './tariff.service.js';

@Controller()
export class TariffController {
  constructor(private readonly tariffs: TariffService) {}
  @Get('tariff') @Own() current(): Promise<TariffView> { return this.tariffs.current(); }
  @Get('tariffs') @May('tariff.manage', 'any-held') list(@CurrentMe() me: Me): Promise<TariffView[]> { return this.tariffs.list(me); }
  @Post('tariffs') @May('tariff.manage', 'any-held') create(@CurrentMe() me: Me, @Body() body: TariffDto): Promise<TariffView> { return this.tariffs.create(me, body); }
  @Put('tariffs/:id') @May('tariff.manage', 'row') update(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: TariffDto): Promise<TariffView> { return this.tariffs.update(me, id, body); }
  @Delete('tariffs/:id') @May('tariff.manage', 'row') discard(@CurrentMe() me: Me, @IdParam() id: number): Promise<void> { return this.tariffs.discard(me, id); }
  @Post('tariffs/:id/publish') @May('tariff.manage', 'row') publish(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: PublishTariffDto): Promise<TariffView> { return this.tariffs.publish(me, id, body); }
}
