import { Entity } from 'typeorm';
import type { ConsentPurpose } from '@xianfeng/shared';
import { At, Flag, Int, Key, KeyStr } from '../../db/columns.js';

/** The present answer to one purpose. Each change is also an audit row, so who agreed to what when stays provable. */
@Entity('consent')
export class Consent {
  @Key() userId: number;
  @KeyStr(16) purpose: ConsentPurpose;
  @Int() version: number;
  @Flag() granted: number;
  @At() at: number;
}
