import { Module } from '@nestjs/common';
import { Appliers } from './applier.js';
import { AreasApplier } from './areas.applier.js';
import { DifferencesService } from './differences.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { MembersApplier } from './members.applier.js';
import { ReadingService } from './reading.service.js';
import { RefusedService } from './refused.service.js';
import { UnitsApplier } from './units.applier.js';
import { WritingService } from './writing.service.js';

@Module({
  controllers: [ImportsController],
  providers: [Appliers, DifferencesService, MembersApplier, AreasApplier, UnitsApplier, ReadingService, WritingService, RefusedService, ImportsService],
  exports: [Appliers, ReadingService, DifferencesService],
})
export class ImportsModule {}
