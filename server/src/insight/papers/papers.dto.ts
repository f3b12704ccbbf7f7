import { PAPER_FORMATS, PAPER_YEARS, type PaperFileInput, type PaperFormat } from '@xianfeng/shared';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IdField, Matching, OneOf, PageDto, QueryId, Whole } from '../../http/fields.js';
import { KEY } from './papers.rules.js';

const HALF = { min: 1, max: 2 } as const;
const digits = Transform(({ value }) => (typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value));
// In a query everything is text.
const QueryWhole = (label: string, limits: { min: number; max: number }): PropertyDecorator => applyDecorators(digits, Whole(label, limits));
export class AreaPaperDto {
  @QueryId('地区') areaId: number;
  @QueryWhole('年份', PAPER_YEARS) year: number;
}
export class AreaRowsDto extends PageDto {
  @QueryId('地区') areaId: number;
  @QueryWhole('年份', PAPER_YEARS) year: number;
  @Matching('数字', KEY) key: string;
}
export class UnitPaperDto { @QueryWhole('年份', PAPER_YEARS) year: number }
export class UnitRowsDto extends PageDto {
  @QueryWhole('年份', PAPER_YEARS) year: number;
  @Matching('数字', KEY) key: string;
}
export class MyPaperDto {
  @QueryWhole('年份', PAPER_YEARS) year: number;
  @QueryWhole('半年', HALF) half: number;
}
export class MyRowsDto extends PageDto {
  @QueryWhole('年份', PAPER_YEARS) year: number;
  @QueryWhole('半年', HALF) half: number;
  @Matching('数字', KEY) key: string;
}
export class AreaPaperFileDto implements PaperFileInput {
  @IdField('地区') areaId: number;
  @Whole('年份', PAPER_YEARS) year: number;
  @OneOf('格式', PAPER_FORMATS) format: PaperFormat;
}
export class UnitPaperFileDto implements PaperFileInput {
  @Whole('年份', PAPER_YEARS) year: number;
  @OneOf('格式', PAPER_FORMATS) format: PaperFormat;
}
export class MyPaperFileDto implements PaperFileInput {
  @Whole('年份', PAPER_YEARS) year: number;
  @Whole('半年', HALF) half: number;
  @OneOf('格式', PAPER_FORMATS) format: PaperFormat;
}
