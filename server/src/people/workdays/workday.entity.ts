import { Entity } from 'typeorm';
import { Flag, KeyStr } from '../../db/columns.js';

/** A day on which offices work (1) or not (0) other than Monday to Friday says. */
@Entity('workday_change')
export class WorkdayChange {
  @KeyStr(10) day: string;
  @Flag() works: number;
}
