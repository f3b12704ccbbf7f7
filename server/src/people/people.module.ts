import { Module } from '@nestjs/common';
import { Directory } from '../http/access.js';
import { ImportsModule } from './imports/imports.module.js';
import { DirectoryService } from './users/directory.service.js';

@Module({
  imports: [ImportsModule],
  controllers: [],
  providers: [DirectoryService, { provide: Directory, useExisting: DirectoryService }],
  exports: [ImportsModule, DirectoryService, Directory],
})
export class PeopleModule {}
