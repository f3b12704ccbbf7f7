import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { WECHAT_API } from './reach/wechat/wechat.address.js';
import { MESSAGE_TEMPLATE_KEYS, type MessageTemplate } from '@xianfeng/shared';

/** Everything the environment decides, read once at start. A wrong value stops the start with a plain sentence. */
export interface Config {
  port: number;
  host: string;
  /** Where the embedded database, photos and secrets live. */
  dataDir: string;
  /** null: the embedded SQLite file in `dataDir`. */
  databaseUrl: URL | null;
  /** Who makes and changes the tables and grants the user of `databaseUrl` what it needs. null: `databaseUrl` does all of it. */
  databaseOwnerUrl: URL | null;
  /** Serving people: what would be a warning on a developer's machine stops the start. */
  production: boolean;
  /** Counts shared by several processes; without it each counts for itself. */
  redisUrl: string | null;
  /** Behind a reverse proxy on this machine: believe its X-Forwarded-For. */
  trustProxy: boolean;
  /** Where people reach us ('https://…'), for codes on paper; null: as the reader's own request came. */
  publicUrl: string | null;
  /** Built H5 app to serve next to the API; null: API only. */
  webDir: string | null;
  /** Demo mode names its accounts on the sign-in page and shows SMS codes on the screen. */
  demo: boolean;
  /** 0–15, different for each process on one database: part of every id. */
  workerId: number;
  /** Key of all signatures (QR, codes, file links). Kept in `dataDir` unless given. */
  secret: string;
  wechat: Wechat | null;
  /** Our templates at WeChat, those that are set up. */
  messageTemplates: Partial<Record<MessageTemplate, TemplateAt>>;
  /** Where SMS go: a POST of {phone, text}. null: SMS cannot be sent. */
  smsUrl: string | null;
  /** Who runs this, and under which number it is filed (备案): shown on the page 关于. */
  operator: string | null;
  filing: string | null;
  poolSize: number;
  /** Requests one caller may make in ten seconds. */
  rateLimit: number;
}

/** Where a template of ours is found at WeChat. `keys`: its keys where WeChat's library numbers them otherwise ({"thing2": "about", …}). */
export interface TemplateAt { id: string; longTerm: boolean; keys?: Record<string, 'about' | 'title' | 'body' | 'when' | 'at'> }
/** `push`: what WeChat signs its messages to us with; null: none are taken. With `aesKey` only encrypted ones (安全模式) are. */
export interface Wechat { baseUrl: string; appId: string; appSecret: string; push: { token: string; aesKey: string | null } | null }

const whole = (name: string, text: string | undefined, fallback: number, max: number, min = 0): number => {
  if (text === undefined || text === '') return fallback;
  const n = Number(text);
  if (!Number.isInteger(n) || n < min || n > max) throw new Error(`${name} must be a whole number from ${min} to ${max}, not "${text}"`);
  return n;
};

/** The secret is made at the first start and kept, readable by the owner only. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e;
  }
  return readFileSync(file, 'utf8').trim();
}

function databaseAddress(name: string, text: string | undefined): URL | null {
  if (!text) return null;
  if (!URL.canParse(text)) throw new Error(`${name} is not an address; it looks like mysql://user:password@host:3306/xianfeng`);
  const url = new URL(text);
  if (!['mysql:', 'mariadb:'].includes(url.protocol)) throw new Error(`${name} must begin with mysql:// or mariadb://`);
  return url;
}

function publicAddress(text: string | undefined): string | null {
  if (!text) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new Error('PUBLIC_URL is not an address; it looks like https://xianfeng.example.cn');
  return new URL(text).origin;
}

/** null where the mini-program is not set up: the product works without it. */
function wechatOf(env: NodeJS.ProcessEnv): Wechat | null {
  if (!env.WECHAT_APPID || !env.WECHAT_SECRET) return null;
  const base = env.WECHAT_API_BASE || WECHAT_API;
  if (!URL.canParse(base) || !/^https?:\/\/[^/@?#]+\/?$/.test(base)) throw new Error(`WECHAT_API_BASE is not an address; it looks like ${WECHAT_API}`);
  // The app's secret travels in these requests.
  if (env.NODE_ENV === 'production' && new URL(base).protocol !== 'https:') throw new Error('WECHAT_API_BASE must begin with https:// in production');
  const token = env.WECHAT_PUSH_TOKEN || null, aesKey = env.WECHAT_PUSH_AESKEY || null;
  if (token !== null && !/^[A-Za-z0-9]{3,32}$/.test(token)) throw new Error('WECHAT_PUSH_TOKEN has 3 to 32 letters and digits');
  if (aesKey !== null && !/^[A-Za-z0-9]{43}$/.test(aesKey)) throw new Error('WECHAT_PUSH_AESKEY has 43 letters and digits');
  if (aesKey !== null && token === null) throw new Error('WECHAT_PUSH_AESKEY needs WECHAT_PUSH_TOKEN');
  return { baseUrl: new URL(base).origin, appId: env.WECHAT_APPID, appSecret: env.WECHAT_SECRET, push: token === null ? null : { token, aesKey } };
}

/** WECHAT_TEMPLATES: {"TASK": "id at WeChat", "LOG": {"id": "…", "longTerm": true, "keys": {"thing2": "about", "phrase1": "title"}}}. */
function templatesAt(text: string | undefined): Config['messageTemplates'] {
  if (!text) return {};
  const wrong = new Error(`WECHAT_TEMPLATES is a JSON object of ${MESSAGE_TEMPLATE_KEYS.join(', ')}: an id of WeChat, or {"id", "longTerm", "keys"}`);
  let all: unknown;
  try { all = JSON.parse(text); } catch { throw wrong; }
  if (typeof all !== 'object' || all === null || Array.isArray(all)) throw wrong;
  return Object.fromEntries(Object.entries(all).map(([name, at]: [string, unknown]): [string, TemplateAt] => {
    const { id, longTerm = false, keys } = (typeof at === 'string' ? { id: at } : at ?? {}) as { id?: unknown; longTerm?: unknown; keys?: unknown };
    if (!(MESSAGE_TEMPLATE_KEYS as string[]).includes(name) || typeof id !== 'string' || !/^[\w-]{20,64}$/.test(id) || typeof longTerm !== 'boolean') throw wrong;
    if (keys === undefined) return [name, { id, longTerm }];
    if (typeof keys !== 'object' || keys === null || Object.entries(keys).some(([key, part]) => !TEMPLATE_KEY.test(key) || !['about', 'title', 'body', 'when', 'at'].includes(String(part)))) throw wrong;
    return [name, { id, longTerm, keys: keys as TemplateAt['keys'] }];
  }));
}
const TEMPLATE_KEY = /^(thing|number|letter|symbol|character_string|time|date|amount|phone_number|car_number|name|phrase)\d{1,2}$/;

/** @throws Error with a sentence for the operator when a value cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(env.DATA_DIR || 'data');
  mkdirSync(dataDir, { recursive: true });
  const databaseUrl = databaseAddress('DATABASE_URL', env.DATABASE_URL), databaseOwnerUrl = databaseAddress('DATABASE_OWNER_URL', env.DATABASE_OWNER_URL);
  if (databaseOwnerUrl && (databaseOwnerUrl.host !== databaseUrl?.host || databaseOwnerUrl.pathname !== databaseUrl.pathname)) throw new Error('DATABASE_OWNER_URL must name the same database as DATABASE_URL, with another user');
  return {
    port: whole('PORT', env.PORT, 8080, 65535),
    host: env.HOST || '127.0.0.1',
    dataDir,
    databaseUrl,
    databaseOwnerUrl,
    production: env.NODE_ENV === 'production',
    redisUrl: env.REDIS_URL || null,
    trustProxy: env.TRUST_PROXY === '1',
    publicUrl: publicAddress(env.PUBLIC_URL),
    webDir: env.WEB_DIR ? resolve(env.WEB_DIR) : null,
    demo: env.DEMO === '1',
    workerId: whole('WORKER_ID', env.WORKER_ID, 0, 15),
    secret: env.SECRET || keptSecret(dataDir),
    wechat: wechatOf(env),
    messageTemplates: templatesAt(env.WECHAT_TEMPLATES),
    smsUrl: env.SMS_URL || null,
    operator: env.OPERATOR || null,
    filing: env.FILING || null,
    // Two at least: the migrations run beside the connection that holds their lock.
    poolSize: whole('DB_POOL', env.DB_POOL, 16, 256, 2),
    // Far above what hands can do, also for an office behind one address.
    rateLimit: whole('RATE_LIMIT', env.RATE_LIMIT, 600, 1_000_000_000, 1),
  };
}
/** Injection token: `@Inject(CONFIG) config: Config`. */
export const CONFIG = Symbol('config');
