import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Config } from './config.js';
import { BoardModule } from './board/board.module.js';
import { CreditModule } from './credit/credit.module.js';
import type { Tx } from './db/tx.js';
import { GroundModule } from './ground.module.js';
import { AccessGuard } from './http/access.js';
import { HonoursModule } from './honours/honours.module.js';
import { InsightModule } from './insight/insight.module.js';
import type { Clock } from './lib/clock.js';
import { PeopleModule } from './people/people.module.js';
import { ReachModule } from './reach/reach.module.js';

@Module({})
export class AppModule {
  /** The whole house on an open database: rooms in the order in which they stand on each other. */
  static with(config: Config, writer: DataSource, tx: Tx, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRootAsync({ useFactory: () => writer.options, dataSourceFactory: () => Promise.resolve(writer) }),
        GroundModule.with(config, tx, clock),
        ReachModule,
        PeopleModule,
        CreditModule,
        BoardModule,
        HonoursModule,
        InsightModule,
      ],
      providers: [{ provide: APP_GUARD, useClass: AccessGuard }],
    };
  }
}
