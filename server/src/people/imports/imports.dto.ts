import { IMPORT_KINDS, ROW_VERDICTS, type ImportKind, type RemapInput, type RowVerdict } from '@xianfeng/shared';
import { Cursor, Matching, OneOf, Optional, PageDto, QueryId, Text } from '../../http/fields.js';
import { ValidateBy } from 'class-validator';

export class CreateImportDto {
  @OneOf('导入类型', IMPORT_KINDS) kind!: ImportKind;
  @Optional() @QueryId('兑换点') targetId?: number;
}
export class ListImportsDto extends PageDto {
  @Optional() @OneOf('导入类型', IMPORT_KINDS) kind?: ImportKind;
}
export class ListRowsDto {
  @Cursor() after?: string;
  @Optional() @OneOf('结果', ROW_VERDICTS) verdict?: RowVerdict;
}
const isMapping = (v: unknown): boolean => Array.isArray(v) && v.length <= 100 && v.every((f) => f === null || (typeof f === 'string' && f.length <= 20));
export class RemapDto implements RemapInput {
  @Text('工作表', { min: 1, max: 31 }) sheet!: string;
  @ValidateBy({ name: 'mapping', validator: { validate: isMapping, defaultMessage: () => '各列的对应不对' } }) fields!: (string | null)[];
}
/** The signed link to the refused rows. */
export class RefusedDto {
  @Matching('链接', /^\d{1,16}$/) by!: string;
  @Matching('链接', /^\d{13}$/) until!: string;
  @Matching('链接', /^[\w-]{16}$/) sig!: string;
}
