import type { Api, SessionView } from '@xianfeng/shared';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asking, byPhone, person } from '../../e2e/support/people.ts';
import { startWechat, type Wechat } from '../../../server/test/support/wechat.ts';
import { startServer } from '../server.ts';
import { failWith, succeed, type Fakes } from './calls.ts';
import { ORIGIN, undeclared } from './declared.ts';
import { Weapp, type Options } from './runtime.ts';

/** Another build may be tested while this one is being made. */
export const DIST = process.env['WEAPP_DIST'] ?? path.resolve(import.meta.dirname, '../../dist/weapp');

export interface Hands extends Options { /** Whose WeChat it is, by any name: wx.login gives codes of his. */ wechatOf?: string }
/** A city of its own for one chapter: the built server with the demo county, WeChat's stand-in where asked for, and phones with the compiled mini-program. */
export interface City {
  url: string;
  /** Rows of its database, for what no route tells. */ rows: (sql: string) => Record<string, unknown>[];
  wechat: Wechat;
  /** The product's own client, for looking behind the screen and for what others do meanwhile. */ api: (token?: string) => Api;
  person: (title: string) => Promise<SessionView>;
  byPhone: (phone: string) => Promise<SessionView>;
  /** Somebody's phone, signed in already when `who` is given. */ phone: (who?: SessionView | null, hands?: Hands) => Weapp;
  /** Puts all phones away and says what went wrong on them unnoticed. */ away: () => string[];
  stop: () => Promise<void>;
}

const say = (error: unknown): string => (error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : JSON.stringify(error) ?? String(error));
export const signedIn = ({ token, me }: SessionView): Record<string, unknown> => ({ session: { token, me, elder: me.elder } });

export async function startCity(withWechat = false, more: Record<string, string> = {}): Promise<City> {
  const wechat = withWechat ? await startWechat() : null;
  const server = await startServer({ more: { ...wechat?.env, ...more } });
  const phones: Weapp[] = [], sessions = new Map<string, Promise<SessionView>>();
  const loginOf = (who: string): Fakes => ({
    login: (options) => void wechat?.ctl.code(who).then(({ code }) => succeed(options, 'login', { code }), () => failWith(options, 'login:fail')),
  });
  return {
    url: server.url,
    rows(sql) {
      const file = new DatabaseSync(path.join(server.folder, 'xianfeng.sqlite'), { readOnly: true });
      try { return file.prepare(sql).all() as Record<string, unknown>[]; } finally { file.close(); }
    },
    get wechat() { if (!wechat) throw new Error('this city has no WeChat'); return wechat; },
    api: (token) => asking(server.url, token),
    person: (title) => person(server.url, title),
    byPhone(phone) {
      // A phone gets one code a minute, here as everywhere.
      const known = sessions.get(phone) ?? byPhone(server.url, phone);
      sessions.set(phone, known);
      return known;
    },
    phone(who, { wechatOf, wx = {}, storage = {}, ...rest } = {}) {
      const phone = new Weapp(DIST, { server: server.url, ...rest, storage: { ...(who ? signedIn(who) : {}), ...storage }, wx: { ...(wechatOf ? loginOf(wechatOf) : {}), ...wx } });
      phones.push(phone);
      return phone;
    },
    away: () => phones.splice(0).flatMap((phone) => {
      phone.dispose();
      return [
        ...phone.errors.map(say),
        ...undeclared(phone.calls.map(({ name }) => name)).map((name) => `wx.${name} is not declared`),
        ...[...phone.asked].filter((origin) => origin !== ORIGIN).map((origin) => `asked another host: ${origin}`),
      ];
    }),
    async stop() {
      await server.stop();
      await wechat?.stop();
    },
  };
}
/** The city of this file: there before its tests, gone after them, and no phone in it has anything to complain of after any of them. */
export function liveIn({ wechat = false, more = {} }: { wechat?: boolean; more?: Record<string, string> } = {}): City {
  const city = {} as City;
  beforeAll(async () => { Object.defineProperties(city, Object.getOwnPropertyDescriptors(await startCity(wechat, more))); });
  afterEach(() => { expect(city.away()).toEqual([]); });
  afterAll(() => city.stop());
  return city;
}
