import { DIFFERENCE_DECISIONS, DIFFERENCE_KINDS, DIFFERENCE_LIMITS, IMPORT_KINDS, ROW_VERDICTS, type DecideDifferencesInput, type DifferenceDecision, type DifferenceKind, type ImportKind, type RemapInput, type RowVerdict } from '@xianfeng/shared';
import { Cursor, Ids, Matching, OneOf, Optional, PageDto, QueryId, Text } from '../../http/fields.js';
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
export class ListDifferencesDto extends PageDto {
  @Optional() @OneOf('不同之处', DIFFERENCE_KINDS) kind?: DifferenceKind;
}
export class DecideDifferencesDto implements DecideDifferencesInput {
  @Ids('不同之处', DIFFERENCE_LIMITS.ids) ids!: number[];
  @OneOf('怎么办', DIFFERENCE_DECISIONS) decision!: DifferenceDecision;
}
