import { RequestMethod, type INestApplicationContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access } from './access.js';

export interface Route { method: string; path: string; access: Access; handler: string }
/** Every route with its declaration. @throws Error naming each route that does not say who may call it: the app must not start. */
export function declaredRoutes(app: INestApplicationContext): Route[] {
  const routes: Route[] = [];
  const silent: string[] = [];
  for (const module of app.get(ModulesContainer).values())
    for (const { metatype } of module.controllers.values()) {
      if (!metatype) continue;
      const controller = metatype as Type;
      const base = [Reflect.getMetadata(PATH_METADATA, controller)].flat()[0] as string;
      for (const name of Object.getOwnPropertyNames(controller.prototype)) {
        if (name === 'constructor') continue; // the class itself, which carries the base path
        const handler = (controller.prototype as Record<string, unknown>)[name];
        if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) continue;
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
        const path = `/${[base, [Reflect.getMetadata(PATH_METADATA, handler)].flat()[0] as string].map((p) => p.replace(/^\/|\/$/g, '')).filter(Boolean).join('/')}`;
        const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
        if (access) routes.push({ method, path, access, handler: `${controller.name}.${name}` });
        else silent.push(`${method} ${path} (${controller.name}.${name})`);
      }
    }
  if (silent.length > 0) throw new Error(`These routes do not declare who may call them: ${silent.join(', ')}`);
  return routes.sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}
