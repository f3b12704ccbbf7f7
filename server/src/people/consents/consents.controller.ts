import { Body, Controller, Get, Put } from '@nestjs/common';
import type { ConsentView } from '@xianfeng/shared';
import { CurrentMe, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { GiveConsentDto } from './consents.dto.js';
import { ConsentsService } from './consents.service.js';

@Controller('me/consents')
export class ConsentsController {
  constructor(private readonly consents: ConsentsService) {}
  @Get() @Own() list(@CurrentMe() me: Me): Promise<ConsentView[]> { return this.consents.list(me); }
  @Put() @Own({ withoutPhone: true }) give(@CurrentMe() me: Me, @Body() body: GiveConsentDto): Promise<ConsentView[]> { return this.consents.give(me, body); }
}
