import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from './messages.ts';

const FILE = join(import.meta.dirname, 'templates.json');

/** The templates that the product applies for, as if WeChat had granted them: templates.json, a list of {id, name, title, keys}. */
export const knownTemplates = (): Template[] => (existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Template[]) : []);
