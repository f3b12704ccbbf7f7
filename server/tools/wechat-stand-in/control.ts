import { isAtOnce, type FaultOrder } from './faults.ts';
import { SECOND } from './ground.ts';
import type { MediaPlan, Order } from './media-check.ts';
import type { Template } from './messages.ts';
import type { Platform } from './platform.ts';
import type { PushSetup } from './push.ts';
import type { Words } from './text-check.ts';

type Body = Record<string, never> & Record<string, unknown>;
type Act = (platform: Platform, body: Body) => unknown;
/** What belongs to the listening socket and not to one platform. */
export interface Hands { reset: () => void; closeFor: (ms: number) => void }

const text = (body: Body, name: string): string => {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new Error(`${name} is missing`);
  return value as string;
};

/** What a hand would do on a phone or in WeChat's own settings, by POST of JSON to /__ctl/<name>. */
const ORDERS: Record<string, Act> = {
  code: (p, b) => p.logins.take(text(b, 'person')),
  'phone-code': (p, b) => p.phones.take(text(b, 'person'), text(b, 'phone'), b.countryCode as string | undefined),
  openid: (p, b) => ({ openid: p.people.openIdOf(text(b, 'person')) }),
  visit: (p, b) => p.people.visit(text(b, 'openid'), p.clock.now() - Number(b.agoSeconds ?? 0) * SECOND),
  risk: (p, b) => void (b.on === false ? p.people.risky.delete(text(b, 'openid')) : p.people.risky.add(text(b, 'openid'))),
  subscribe: (p, b) => ({ left: p.messages.accept(text(b, 'openid'), text(b, 'template'), Number(b.n ?? 1)) }),
  templates: (p, b) => { for (const template of b.templates as unknown as Template[]) p.messages.register(template); },
  pages: (p, b) => { p.pages.list = b.pages ? new Set(b.pages as unknown as string[]) : null; },
  words: (p, b) => {
    const { forbidden, ...words } = b as Partial<Words> & { forbidden?: string[] };
    p.texts.words = { ...p.texts.words, ...words };
    if (forbidden) p.messages.words = forbidden;
  },
  media: (p, b) => { p.media.plan = { ...p.media.plan, ...(b as Partial<MediaPlan>) }; },
  'media-flush': async (p, b) => ({ events: await p.media.flush(b.order as Order | undefined, b.times as number | undefined) }),
  push: async (p, b) => p.push.deliver(text(b, 'event'), (b.fields ?? {}) as Record<string, unknown>, b.openid ? text(b, 'openid') : 'system', p.faults.nextPush()),
  'push-setup': (p, b) => { p.push.setup = { ...p.push.setup, ...(b as Partial<PushSetup>) }; },
  'push-verify': (p) => p.push.verify(),
  ips: (p, b) => { p.allowedIps = (b.allowed ?? null) as string[] | null; },
  quota: (p, b) => p.quotas.limit(text(b, 'endpoint'), { ...(b.minute === undefined ? {} : { minute: Number(b.minute) }), ...(b.day === undefined ? {} : { day: Number(b.day) }) }),
  clock: (p, b) => { p.clock.skewMs = Number(b.skewSeconds ?? 0) * SECOND; },
  'faults-clear': (p) => p.faults.clear(),
};
/** What there is to see, by GET of /__ctl/<name>. */
const VIEWS: Record<string, (platform: Platform, query: URLSearchParams) => unknown> = {
  sent: (p, q) => ({ sent: p.messages.sent.filter(({ openid }) => !q.has('openid') || q.get('openid') === openid) }),
  counters: (p) => ({ endpoints: p.counters, tokens: p.tokens.counts }),
  deliveries: (p) => ({ deliveries: p.push.deliveries }),
  media: (p) => ({ waiting: p.media.waiting, fetched: p.media.fetched }),
  images: (p) => ({ images: p.images.images }),
  links: (p) => ({ links: p.images.links }),
  templates: (p) => ({ templates: [...p.messages.templates.values()] }),
};

/** Carries out an order of a test. @throws Error in plain words when it cannot be understood */
export async function control(platform: Platform, hands: Hands, method: string, name: string, query: URLSearchParams, raw: string): Promise<unknown> {
  if (method === 'GET' && VIEWS[name]) return VIEWS[name](platform, query);
  const body = (raw === '' ? {} : JSON.parse(raw)) as Body;
  if (method !== 'POST') throw new Error(`there is nothing to see at ${name}; there is ${Object.keys(VIEWS).join(', ')}`);
  if (name === 'reset') return hands.reset();
  if (name === 'faults') return fault(platform, hands, body as FaultOrder);
  if (!ORDERS[name]) throw new Error(`no such order: ${name}; there are ${Object.keys(ORDERS).join(', ')}, faults, reset`);
  return ORDERS[name](platform, body);
}
function fault(platform: Platform, hands: Hands, order: FaultOrder): unknown {
  if (!isAtOnce(order)) return platform.faults.add(order, platform.names);
  if (order.fault === 'refuse') return hands.closeFor(order.ms ?? SECOND);
  if (order.fault === 'clock-skew') return void (platform.clock.skewMs = (order.seconds ?? 0) * SECOND);
  return order.fault === 'token-rotate' ? platform.tokens.rotate() : platform.tokens.expire();
}
