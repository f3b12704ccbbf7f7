import { Module } from '@nestjs/common';
import { Directory } from '../http/access.js';
import { DirectoryService } from './users/directory.service.js';

@Module({
  controllers: [],
  providers: [DirectoryService, { provide: Directory, useExisting: DirectoryService }],
  exports: [DirectoryService, Directory],
})
export class PeopleModule {}
