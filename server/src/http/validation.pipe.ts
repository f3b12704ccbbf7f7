import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { failFields } from '../lib/errors.js';

const PLAIN = new Set<unknown>([String, Number, Boolean, Array, Object]);
const KEPT = 2_000;
/** Turns bodies and queries into DTOs; unknown fields are refused, and every field at fault gets its own sentence. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  /** Valid queries by their text: the same list is asked for all day, and judging it again costs as much as reading it. */
  private readonly queries = new Map<unknown, Map<string, object>>();
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || !metatype || PLAIN.has(metatype)) return value;
    if (type === 'body') return this.judge(metatype, value);
    let known = this.queries.get(metatype);
    if (!known) this.queries.set(metatype, (known = new Map()));
    const text = JSON.stringify(value);
    const before = known.get(text);
    if (before) return before;
    const dto = Object.freeze(this.judge(metatype, value));
    if (known.size >= KEPT) known.clear();
    known.set(text, dto);
    return dto;
  }
  private judge(metatype: new () => object, value: unknown): object {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw failFields({ _: '提交的内容格式不对' });
    const dto = plainToInstance(metatype, value);
    const errors = validateSync(dto, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
    if (errors.length > 0) throw failFields(sentences(errors));
    return dto;
  }
}
function sentences(errors: ValidationError[], prefix = ''): Record<string, string> {
  const out: Record<string, string> = {};
  for (const e of errors) {
    const name = prefix + e.property;
    if (e.children?.length) Object.assign(out, sentences(e.children, `${name}.`));
    else if (e.constraints?.whitelistValidation) out[name] = '不认识的字段';
    else out[name] = Object.values(e.constraints ?? {})[0] ?? '填写有误';
  }
  return out;
}
