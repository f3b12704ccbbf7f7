import { Module, type DynamicModule } from '@nestjs/common';
import { CONFIG, type Config } from './config.js';
import { ForgetKeys } from './db/forget-keys.js';
import { Seals } from './db/seals.js';
import { Tx } from './db/tx.js';
import { Clock } from './lib/clock.js';
import { Jobs } from './lib/jobs.js';
import { AddressLimit } from './http/address-limit.js';
import { Downloads } from './http/downloads.js';
import { RateLimit } from './http/rate-limit.js';

/** What every room stands on: configuration, time, the door to the database, background work. */
@Module({})
export class GroundModule {
  static with(config: Config, tx: Tx, clock: Clock): DynamicModule {
    const providers = [{ provide: CONFIG, useValue: config }, { provide: Tx, useValue: tx }, { provide: Clock, useValue: clock }, RateLimit, AddressLimit, Downloads, Jobs, ForgetKeys, Seals];
    return { module: GroundModule, global: true, providers, exports: providers };
  }
}
