import { RequestMethod, type INestApplicationContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { getMetadataStorage, type ValidatorConstraintInterface } from 'class-validator';

/** Numbers that Nest gives to the kinds of a handler's arguments. */
const BODY = 3, QUERY = 4;
/** One field of an input as its decorators declare it. `rule` is the name of the decorator's rule (http/fields.ts), 'nested' for lists of objects. */
export interface Field { name: string; rule: string; isOptional: boolean; /** Does its rule take this value? */ takes: (value: unknown) => boolean }
export interface Input { body: Field[] | null; query: Field[] | null }

/** What each route reads, as "METHOD /path": so that a new field is tested without anybody thinking of it. */
export function inputsOf(app: INestApplicationContext): Map<string, Input> {
  const inputs = new Map<string, Input>();
  for (const module of app.get(ModulesContainer).values())
    for (const { metatype } of module.controllers.values()) {
      const controller = metatype as Type, base = Reflect.getMetadata(PATH_METADATA, controller) as string;
      for (const name of Object.getOwnPropertyNames(controller.prototype)) {
        const handler = (controller.prototype as Record<string, object>)[name]!;
        if (name === 'constructor' || !Reflect.hasMetadata(PATH_METADATA, handler)) continue;
        const path = [base, Reflect.getMetadata(PATH_METADATA, handler) as string].map((p) => p.replace(/^\/|\/$/g, '')).filter(Boolean).join('/');
        const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, { index: number }>;
        const types = Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) as Type[];
        const read = (kind: number): Field[] | null => {
          const [, arg] = Object.entries(args).find(([k]) => k.startsWith(`${kind}:`)) ?? [];
          return arg ? fieldsOf(types[arg.index]!) : null;
        };
        inputs.set(`${RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod]} /${path}`, { body: read(BODY), query: read(QUERY) });
      }
    }
  return inputs;
}

function fieldsOf(dto: Type): Field[] {
  const storage = getMetadataStorage(), all = storage.getTargetValidationMetadatas(dto, '', true, false);
  return [...new Set(all.map((m) => m.propertyName))].map((name) => {
    const mine = all.filter((m) => m.propertyName === name), custom = mine.find((m) => m.type === 'customValidation' && m.constraintCls);
    const isNested = mine.some((m) => m.type === 'nestedValidation');
    const judge = custom && (storage.getTargetValidatorConstraints(custom.constraintCls)[0]!.instance as ValidatorConstraintInterface);
    return {
      name, rule: isNested ? 'nested' : (custom?.name ?? ''), isOptional: mine.some((m) => m.type === 'conditionalValidation'),
      takes: (value) => !isNested && (judge?.validate(value) as boolean),
    };
  });
}
