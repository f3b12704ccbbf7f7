import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

type Reader = (m: EntityManager, userId: number) => Promise<string | null>;
/** Where a person is at WeChat. Persons are kept a room above; that room says here how they are read. */
@Injectable()
export class OpenIds {
  private reader: Reader | null = null;
  readBy(reader: Reader): void {
    this.reader = reader;
  }
  /** Null: he has no WeChat identity here. */
  of(m: EntityManager, userId: number): Promise<string | null> {
    if (!this.reader) throw new Error('nobody has said how openids are read');
    return this.reader(m, userId);
  }
}
