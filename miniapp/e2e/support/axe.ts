import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SessionView } from '@xianfeng/shared';
import type { Page } from 'playwright-core';
import { DESK, PHONE, see, settled, shot, type City } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical on the page in front, and whether something sticks out to the right. */
export async function inspect(page: Page): Promise<string[]> {
  await settled(page);
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> } };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    const found = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.slice(0, 2).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} (${failureSummary.replace(/\s+/g, ' ').slice(0, 160)})`));
    const wide = [document.documentElement, ...document.querySelectorAll('.x-main, .x-col, .x-footer')].filter((one) => one.scrollWidth > one.clientWidth + 1 && (one as HTMLElement).offsetParent !== null).map((one) => `wider than the screen: ${one.className}`);
    return [...found, ...wide];
  });
}
/** Looks at pages for one chapter: each on a phone and on a desk, a picture of both, and nothing serious for screen readers. */
export const walker = (city: () => City, chapter: string) => async (who: SessionView, url: string, name: string, ready: RegExp | string): Promise<void> => {
  for (const [screen, size] of [[PHONE, '390'], [DESK, '1440']] as const) {
    const page = await city().open(who, { screen });
    await page.goto(url);
    await see(page, ready);
    await shot(page, `${chapter}-${name}-${size}`);
    expect([name, size, await inspect(page)]).toEqual([name, size, []]);
    await page.context().close();
  }
};
