import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

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
  // As a copy, whose name says what its package does not: that it is a module.
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-')), copy = join(folder, 'app.config.mts');
  copyFileSync(SOURCE, copy);
  const { default: config } = (await import(pathToFileURL(copy).href)) as { default: AppConfig };
  rmSync(folder, { recursive: true });
  return [...config.pages, ...(config.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}
