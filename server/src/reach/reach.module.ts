import { Module } from '@nestjs/common';
import { PhotoLinks } from './uploads/photo-links.js';

@Module({ controllers: [], providers: [PhotoLinks], exports: [PhotoLinks] })
export class ReachModule {}
