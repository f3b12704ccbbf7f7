import type { SessionView } from '@xianfeng/shared';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { startServer } from '../../test/server.ts';
import { asking, byPhone, person } from './people.ts';

const FLAGS = ['--no-sandbox', '--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Another build may be looked at while this one is being made. */
const H5 = process.env['H5_DIST'] ?? path.resolve(import.meta.dirname, '../../dist/h5');
/** Refusals that the stories provoke on purpose; Chromium writes each of them to the console. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };
export interface Screen { width: number; height: number }
export interface Look { screen?: Screen; elder?: boolean; scale?: number; dark?: boolean; /** Has a finger instead of a mouse. */ touch?: boolean }

/** A city of its own for one chapter: the built server with the demo county, and a browser on the built H5 app. */
export interface City {
  url: string;
  /** The product's own client, for looking behind the screen and for what others do meanwhile. */
  api: (token?: string) => ReturnType<typeof asking>;
  person: (title: string) => Promise<SessionView>;
  byPhone: (phone: string) => Promise<SessionView>;
  /** A browser of somebody's own, signed in already when `who` is given. */
  open: (who?: SessionView, look?: Look) => Promise<Page>;
  /** What went wrong in any page so far: errors in the console, failed scripts, requests to other hosts. */
  broken: string[];
  stop: () => Promise<void>;
}

export async function startCity(): Promise<City> {
  const server = await startServer({ webDir: H5 });
  // Playwright gives each browser a profile folder of its own.
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: FLAGS });
  const broken: string[] = [], sessions = new Map<string, Promise<SessionView>>();
  const watch = (context: BrowserContext): void => {
    context.on('console', (message) => { if (message.type() === 'error' && !REFUSED.test(message.text())) broken.push(`console: ${message.text()}`); });
    context.on('weberror', (error) => broken.push(`script: ${error.error().message}`));
    context.on('request', (request) => { const url = request.url(); if (!url.startsWith(server.url) && !/^(blob|data|about|chrome|chrome-extension):/.test(url)) broken.push(`another host: ${url}`); });
    context.on('response', (response) => { if (response.status() >= 500) broken.push(`${response.status()}: ${response.url()}`); });
  };
  return {
    url: server.url, broken,
    api: (token) => asking(server.url, token),
    person: (title) => person(server.url, title),
    byPhone: (phone) => {
      // A phone gets one code a minute, here as everywhere.
      const known = sessions.get(phone) ?? byPhone(server.url, phone);
      sessions.set(phone, known);
      return known;
    },
    async open(who, { screen = PHONE, elder = false, scale = 1, dark = false, touch = false } = {}) {
      const context = await browser.newContext({ viewport: screen, deviceScaleFactor: scale, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: server.url, reducedMotion: 'reduce', colorScheme: dark ? 'dark' : 'light', hasTouch: touch, acceptDownloads: true });
      watch(context);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const kept = { token: who?.token ?? null, me: who?.me ?? null, elder };
      if (who || elder) await page.addInitScript((text) => { if (!localStorage.getItem('session')) localStorage.setItem('session', text); }, JSON.stringify({ data: kept }));
      return page;
    },
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

/** Words on the page in front: Taro keeps the pages behind it in the document, hidden. */
export const words = (page: Page, text: string | RegExp): Locator => page.getByText(text).filter({ visible: true }).first();
export const see = (page: Page, text: string | RegExp): Promise<void> => words(page, text).waitFor();
export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();
export const tick = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('checkbox', { name }).first().click();
export const pick = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('radio', { name }).first().click();
/** The number behind `id=` (or another name) in the address. */
export const idIn = (page: Page, name = 'id'): number => Number(new URL(page.url()).searchParams.get(name));
/** Waits until `fits` holds of what the product's client says. */
export async function until<T>(what: string, ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (const end = Date.now() + 15_000; ;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(answer).slice(0, 500)}`);
    await new Promise((again) => setTimeout(again, 100));
  }
}
/** The page in front is drawn and loads nothing any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const shown = (name: string): boolean => [...document.querySelectorAll<HTMLElement>(name)].some((one) => one.offsetParent !== null);
    return shown('.x-content') && !shown('.x-skeleton') && !shown('.x-content[aria-busy="true"]');
  });
}
/** A picture of what is on the screen, into the folder named by SHOTS; without it nothing is kept. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await settled(page);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
