import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

type Reader = (userId: number, m?: EntityManager) => Promise<string | null>;
/** Where a person is at WeChat. Persons are kept a room above; that room says here how they are read. */
@Injectable()
export class OpenIds {
  private reader: Reader = () => Promise.resolve(null);
  use(reader: Reader): void {
    this.reader = reader;
  }
  /** Null: he has no WeChat identity here. Inside a transaction hand `m` on. */
  of(userId: number, m?: EntityManager): Promise<string | null> {
    return this.reader(userId, m);
  }
}
