import { Body, Controller, Post } from '@nestjs/common';
import { CurrentMe, IdemKey, May } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { CounterService } from './counter.service.js';
import { CounterCollectDto, CounterFindDto, CounterOrderDto } from './redemptions.dto.js';

@Controller('counter')
export class CounterController {
  constructor(private readonly counter: CounterService) {}
  @Post('find') @May('reward.collect', 'row')
  find(@CurrentMe() me: Me, @Body() body: CounterFindDto) { return this.counter.find(me, body); }
  @Post('orders') @May('reward.collect', 'row')
  order(@CurrentMe() me: Me, @Body() body: CounterOrderDto, @IdemKey() key: string) { return this.counter.order(me, body, key); }
  @Post('collect') @May('reward.collect', 'row')
  collect(@CurrentMe() me: Me, @Body() body: CounterCollectDto, @IdemKey() key: string) { return this.counter.collect(me, body, key); }
}
