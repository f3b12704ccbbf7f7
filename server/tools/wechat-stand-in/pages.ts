import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

interface AppConfig { pages: string[]; subPackages?: { root: string; pages: string[] }[] }
const SOURCE = join(import.meta.dirname, '../../../miniapp/src/app.config.ts');

/** The pages of the mini-program as it was published. null: any path that looks like one. */
export class Pages {
  list: Set<string> | null;
  constructor(list: string[] | null) { this.list = list && new Set(list); }
  has(page: string): boolean { return this.list ? this.list.has(page) : /^[\w-]+(\/[\w-]+)+$/.test(page); }
}

/** The pages that our own mini-program declares. */
export async function publishedPages(): Promise<string[] | null> {
  if (!existsSync(SOURCE)) return null;
  (globalThis as { defineAppConfig?: (c: AppConfig) => AppConfig }).defineAppConfig = (config) => config;
  // As text, for its package does not say that it is a module.
  const { default: config } = (await import(`data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(readFileSync(SOURCE, 'utf8')))}`)) as { default: AppConfig };
  return [...config.pages, ...(config.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}
