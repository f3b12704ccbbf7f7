import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { ClosingView } from '@xianfeng/shared';
import { CurrentMe, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { ClosingService } from './closing.service.js';

@Controller('me')
export class ClosingController {
  constructor(private readonly closing: ClosingService) {}
  @Get('closing') @Own() view(@CurrentMe() me: Me): Promise<ClosingView> { return this.closing.view(me); }
  @Post('close') @Own({ withoutPhone: true }) @HttpCode(204) close(@CurrentMe() me: Me): Promise<void> { return this.closing.close(me); }
}
