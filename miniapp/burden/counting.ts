import type { Page } from 'playwright-core';

/** What the browser itself saw of one piece of work: taps, inputs that were filled, and characters typed. */
export interface Cost { taps: number; fields: number; chars: number }
export interface Watched { cost: () => Promise<Cost>; /** Where the page asked for a position or to send messages. */ asked: () => Promise<string[]>; /** What the client told the burden meter, in order. */ told: { intent: string; taps: number; fields: number }[] }

/** Counts in the page, by the browser's own events; also what the page asks of the phone. Before the first page is opened. */
export async function watch(page: Page): Promise<Watched> {
  await page.addInitScript(() => {
    const seen = { taps: 0, fields: new Map<EventTarget, number>(), asked: [] as string[] };
    Object.assign(window, { __seen: seen });
    document.addEventListener('click', (e) => { if (e.isTrusted) seen.taps += 1; }, true);
    document.addEventListener('input', (e) => { const field = e.target as HTMLInputElement; seen.fields.set(field, field.tagName === 'SELECT' || field.type === 'date' || field.type === 'time' ? 1 : field.value.length); }, true);
    // Both are refused: whatever needs them must go without.
    Object.defineProperty(navigator, 'geolocation', { get: () => { seen.asked.push('position'); return { getCurrentPosition: (_: unknown, no?: (e: object) => void) => no?.({ code: 1 }), watchPosition: () => 0 }; } });
    if ('Notification' in window) Notification.requestPermission = () => { seen.asked.push('messages'); return Promise.resolve('denied'); };
  });
  const told: Watched['told'] = [];
  page.on('request', (r) => { if (r.method() === 'POST' && new URL(r.url()).pathname === '/api/burden') told.push(r.postDataJSON() as Watched['told'][number]); });
  type Seen = { __seen: { taps: number; fields: Map<EventTarget, number>; asked: string[] } };
  return {
    told,
    cost: () => page.evaluate(() => { const { taps, fields } = (window as unknown as Seen).__seen; return { taps, fields: fields.size, chars: [...fields.values()].reduce((n, c) => n + c, 0) }; }),
    asked: () => page.evaluate(() => (window as unknown as Seen).__seen.asked),
  };
}
/**
 * How long a person needs for it, by the keystroke-level model of Card, Moran and Newell: 1.1 s to reach and tap, 1.35 s to think before each tap and each
 * field, 0.56 s a character (their 0.28 s for one who is no typist, doubled for a phone). The machine's own time comes on top.
 */
export const personSeconds = ({ taps, fields, chars }: Cost): number => taps * (1.1 + 1.35) + fields * (1.1 + 1.35) + chars * 0.56;
