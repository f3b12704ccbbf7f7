import { Module } from '@nestjs/common';
import { BoardModule } from '../board/board.module.js';
import { PeopleModule } from '../people/people.module.js';

/** Thanks, from facts. */
@Module({ imports: [PeopleModule, BoardModule], controllers: [], providers: [] })
export class HonoursModule {}
