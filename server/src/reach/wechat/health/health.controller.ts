import { Controller, Get } from '@nestjs/common';
import { May } from '../../../http/access.js';
import { HealthService } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}
  @Get('details') @May('audit.read', 'any-held')
  details() { return this.health.details(); }
}
