import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { SimulationView } from '@xianfeng/shared';
import { CurrentMe, May } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { SimulateDto } from './simulations.dto.js';
import { SimulationsService } from './simulations.service.js';

@Controller('simulations')
export class SimulationsController {
  constructor(private readonly simulations: SimulationsService) {}
  /** Reads only; POST because the draft is its question. */
  @Post() @HttpCode(200) @May('tariff.manage', 'any-held') simulate(@CurrentMe() me: Me, @Body() body: SimulateDto): Promise<SimulationView> { return this.simulations.simulate(me, body); }
}
