import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { IsArray, ArrayMaxSize, ArrayMinSize, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';

/**
 * Our field decorators: class-validator with Chinese sentences. Strings are trimmed before they are judged; "optional" means
 * absent, never null; numbers in a body are numbers, in a query they are digits.
 */
type Test = (value: unknown) => boolean;
const rule = (name: string, message: string, test: Test): PropertyDecorator => ValidateBy({ name, validator: { validate: test, defaultMessage: () => message } });
const trim = Transform(({ value }) => (typeof value === 'string' ? value.trim() : value));
/** Length in characters as people and databases count them: 𠮷 is one. */
const size = (s: string): number => [...s].length;
// Control characters and half surrogate pairs cannot be shown and break a database's utf8; line breaks are fine.
const isClean = (s: string): boolean => !/[\u0000-\u0009\u000b-\u001f\u007f]|\p{Surrogate}/u.test(s);

interface Limits { min: number; max: number }
export const Text = (label: string, limits: Limits): PropertyDecorator =>
  applyDecorators(trim, rule('text', limits.min > 0 ? `${label}需 ${limits.min}–${limits.max} 个字` : `${label}最多 ${limits.max} 个字`, (v) => typeof v === 'string' && isClean(v) && size(v) >= limits.min && size(v) <= limits.max));
export const Whole = (label: string, limits: Limits): PropertyDecorator =>
  rule('whole', `${label}需为 ${limits.min}–${limits.max} 的整数`, (v) => Number.isSafeInteger(v) && (v as number) >= limits.min && (v as number) <= limits.max);
const isId: Test = (v) => Number.isSafeInteger(v) && (v as number) > 0;
export const IdField = (label: string): PropertyDecorator => rule('id', `请选择${label}`, isId);
export const Ids = (label: string, max: number): PropertyDecorator =>
  rule('ids', `${label}最多 ${max} 个，且不能重复`, (v) => Array.isArray(v) && v.length <= max && v.every(isId) && new Set(v).size === v.length);
/** An instant in epoch milliseconds, between 2000 and 2100. */
export const Instant = (label: string): PropertyDecorator => rule('instant', `${label}不是有效的时间`, (v) => Number.isSafeInteger(v) && (v as number) > 946_684_800_000 && (v as number) < 4_102_444_800_000);
export const Day = (label: string): PropertyDecorator =>
  rule('day', `${label}不是有效的日期`, (v) => typeof v === 'string' && /^\d{4}-\d\d-\d\d$/.test(v) && !Number.isNaN(Date.parse(v)) && new Date(Date.parse(v)).toISOString().startsWith(v));
export const OneOf = (label: string, values: readonly string[] | object): PropertyDecorator => {
  const allowed: readonly unknown[] = Array.isArray(values) ? values : Object.keys(values);
  return rule('oneOf', `请选择${label}`, (v) => allowed.includes(v));
};
export const ManyOf = (label: string, values: readonly string[], max: number): PropertyDecorator =>
  rule('manyOf', `${label}最多选 ${max} 项`, (v) => Array.isArray(v) && v.length <= max && v.every((x) => values.includes(x as string)) && new Set(v).size === v.length);
export const YesNo = (label: string): PropertyDecorator => rule('yesNo', `请选择${label}`, (v) => typeof v === 'boolean');
/** A mainland mobile number: 11 digits that begin with 1. Blanks and dashes are taken out first. */
export const Phone = (label = '手机号'): PropertyDecorator =>
  applyDecorators(Transform(({ value }) => (typeof value === 'string' ? value.replace(/[\s-]/g, '') : value)), rule('phone', `请填写 11 位${label}`, (v) => typeof v === 'string' && /^1\d{10}$/.test(v)));
/** A number one can call: mobile or landline. */
export const CallNumber = (label = '联系电话'): PropertyDecorator => applyDecorators(trim, rule('call', `请填写可以打通的${label}`, (v) => typeof v === 'string' && /^[\d+][\d -]{4,19}$/.test(v)));
export const Matching = (label: string, pattern: RegExp): PropertyDecorator => applyDecorators(trim, rule('matching', `${label}不对，请核对`, (v) => typeof v === 'string' && pattern.test(v)));
// What is no object has no fields to be judged one by one, and a list within the list would pass unseen.
const areObjects: Test = (v) => Array.isArray(v) && v.every((x) => typeof x === 'object' && x !== null && !Array.isArray(x));
export const Many = (label: string, of: () => new () => object, limits: Limits): PropertyDecorator =>
  applyDecorators(IsArray({ message: `请填写${label}` }), ArrayMinSize(limits.min, { message: `至少填写 ${limits.min} 个${label}` }), ArrayMaxSize(limits.max, { message: `${label}最多 ${limits.max} 个` }), rule('objects', `请填写${label}`, areObjects), ValidateNested({ each: true, message: `请填写${label}` }), Type(of));
/** An object whose parts the use case judges one by one, since their names are data. */
export const Plain = (label: string): PropertyDecorator => rule('plain', `请填写${label}`, (v) => typeof v === 'object' && v !== null && !Array.isArray(v));
export const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

// In a query everything is text.
const digits = Transform(({ value }) => (typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value));
export const QueryId = (label: string): PropertyDecorator => applyDecorators(digits, IdField(label));
export const Cursor = (): PropertyDecorator => applyDecorators(Optional(), rule('cursor', '翻页位置不对，请从头再看', (v) => typeof v === 'string' && /^[\d_-]{1,60}$/.test(v)));
export class PageDto { @Cursor() after?: string }
