import { ENTRY_KINDS, type EntryKind, type JournalQuery } from '@xianfeng/shared';
import { Cursor, Day, OneOf, Optional, QueryId, Text } from '../../http/fields.js';

export class JournalQueryDto implements JournalQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('类型', ENTRY_KINDS) kind?: EntryKind;
  /** A name or its beginning, the last digits of a phone, or an id. */
  @Optional() @Text('姓名、手机尾号或编号', { min: 1, max: 40 }) q?: string;
  @Optional() @Day('开始日期') from?: string;
  @Optional() @Day('结束日期') to?: string;
  @Cursor() after?: string;
}
