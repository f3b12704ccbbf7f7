import { RECORD_LIMITS, type CalendarInput } from '@xianfeng/shared';
import { Text, Whole } from '../../http/fields.js';

export class CalendarDto implements CalendarInput {
  @Whole('年份', { min: 2026, max: 2099 }) year: number;
  @Text('放假安排', RECORD_LIMITS.calendar) announcement: string;
}
