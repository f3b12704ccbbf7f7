import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { pieces, readLink, readPhone, readSent, readSession, readTrace, readVerdict, worst } from './answers.rules.js';
import { WechatCalls } from './wechat-calls.js';
import { ENDPOINTS, type Failure, type Outcome, type Scene, type SendResult, type SubscribeMessage, type TextToCheck, type TextVerdict } from './wechat.types.js';

const MAINLAND = '86';
/** A watermark tells when the person consented; an older one is somebody's recording. */
const PHONE_FRESH_MS = 10 * 60_000;
const DAY_SECONDS = 86_400, LINK_DAYS = 30;
/** Nothing left: when to come again where WeChat did not say. */
const LATER_MS = 5_000, LATER_CONFIG_MS = 60_000;
const IN_DOUBT: TextVerdict = { suggest: 'review', label: null, traceId: null };
const OFF: Failure = { kind: 'off', errcode: null, rid: null, why: 'not set up', until: null };

/**
 * The one door to WeChat's server (docs/wechat.md). Without WECHAT_APPID it is closed, and everything goes on without it.
 * Its secret, tokens, codes, session keys, openids and phones never reach a log; a session key is not even read.
 */
@Injectable()
export class WechatClient implements OnModuleDestroy {
  /** null: not set up. Tests set its limits. */
  readonly calls: WechatCalls | null;
  constructor(@Inject(CONFIG) private readonly config: Config, private readonly clock: Clock) {
    this.calls = config.wechat && new WechatCalls(config.wechat, clock);
  }
  onModuleDestroy(): void {
    this.calls?.close();
  }
  get isReady(): boolean {
    return this.calls !== null;
  }
  /**
   * Who is behind a `wx.login` code. A code is good once and for five minutes.
   * @throws CODE_WRONG: the app should take a new code; ACCOUNT_RISK_BLOCKED; WECHAT_FAILED: WeChat is away, or not set up
   */
  async code2Session(code: string): Promise<{ openId: string; unionId: string | null }> {
    const wechat = this.config.wechat;
    const query = { appid: wechat?.appId ?? '', secret: wechat?.appSecret ?? '', js_code: code, grant_type: 'authorization_code' };
    return orThrow((await this.calls?.ask(ENDPOINTS.session, { query }, readSession)) ?? { ok: false, failure: OFF });
  }
  /**
   * The phone behind the code of the phone button, of the person himself: WeChat checks that code and openid belong together.
   * @throws CODE_WRONG, PHONE_FOREIGN outside the mainland, WECHAT_FAILED
   */
  async phoneOf(code: string, openId: string): Promise<{ phone: string }> {
    const found = orThrow((await this.calls?.ask(ENDPOINTS.phone, { body: { code, openid: openId } }, readPhone)) ?? { ok: false, failure: OFF });
    if (found.appId !== this.config.wechat?.appId || Math.abs(this.clock.now() - found.at) > PHONE_FRESH_MS) throw fail('WECHAT_FAILED');
    if (found.country !== MAINLAND || !/^1\d{10}$/.test(found.phone)) throw fail('PHONE_FOREIGN');
    return { phone: found.phone };
  }
  /** One subscribe message. Never asked twice here when it may have left: the outbox decides. */
  async sendSubscribe({ openId, templateId, page, data }: SubscribeMessage): Promise<SendResult> {
    const body = { touser: openId, template_id: templateId, page, data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }])) };
    const sent = (await this.calls?.ask(ENDPOINTS.send, { body }, readSent)) ?? { ok: false as const, failure: OFF };
    return sent.ok ? { kind: 'sent', msgId: sent.value.msgId } : this.unsent(sent.failure);
  }
  /** Whether others may read a text. The person must have used the app within two hours. Every doubt is 'review'. */
  async checkText({ openId, scene, content, title, nickname }: TextToCheck): Promise<TextVerdict> {
    const calls = this.calls;
    if (!calls) return IN_DOUBT;
    const deadline = calls.deadline();
    const verdicts = await Promise.all(pieces(content).map((piece) => calls.ask(ENDPOINTS.text, { body: { version: 2, openid: openId, scene, content: piece, ...(title ? { title } : {}), ...(nickname ? { nickname } : {}) } }, readVerdict, deadline)));
    return worst(verdicts.map((v) => (v.ok ? v.value : IN_DOUBT)));
  }
  /** Has a picture looked at, one that WeChat can fetch for an hour. The verdict comes as the event `wxa_media_check` with the same trace. null: not accepted. */
  async checkImage({ openId, scene, url }: { openId: string; scene: Scene; url: string }): Promise<{ traceId: string } | null> {
    return valueOf(await this.calls?.ask(ENDPOINTS.media, { body: { version: 2, openid: openId, scene, media_type: 2, media_url: url } }, readTrace));
  }
  /** The picture of a mini-program code, good for ever. `scene`: up to 32 characters; `page` without a leading slash. null: not now. */
  async codeImage({ scene, page, width = 430 }: { scene: string; page: string; width?: number }): Promise<Uint8Array | null> {
    return valueOf(await this.calls?.ask(ENDPOINTS.code, { body: { scene, page, check_path: true, env_version: 'release', width: Math.min(Math.max(width, 280), 1280) } }, ({ bytes }) => bytes ?? null));
  }
  /** A link that opens the mini-program from an SMS, for 30 days at most. null: not now, or it would be over within a minute. */
  async urlLink({ path, query, expiresAt }: { path: string; query: string; expiresAt: number }): Promise<string | null> {
    const now = Math.floor(this.clock.now() / 1000), expires = Math.min(Math.floor(expiresAt / 1000), now + LINK_DAYS * DAY_SECONDS - 60);
    if (expires <= now + 60) return null;
    return valueOf(await this.calls?.ask(ENDPOINTS.link, { body: { path, query, expire_type: 0, expire_time: expires, env_version: 'release' } }, readLink))?.url ?? null;
  }
  private unsent({ kind, errcode, rid, why, until }: Failure): SendResult {
    if (kind === 'refused') return { kind: 'refused' };
    if (kind === 'unclear') return { kind: 'unknown' };
    if (kind === 'bug' || kind === 'unknown' || kind === 'code' || kind === 'risk') return { kind: 'permanent', errcode: errcode ?? 0, rid: rid ?? '' };
    const waitMs = kind === 'config' || kind === 'off' || kind === 'auth' ? LATER_CONFIG_MS : LATER_MS;
    return { kind: 'later', retryAfterMs: until === null ? waitMs : Math.max(until - this.clock.now(), 1_000), why: `${kind}: ${why}`, rid };
  }
}
const valueOf = <T>(outcome: Outcome<T> | undefined): T | null => (outcome?.ok ? outcome.value : null);
function orThrow<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  if (outcome.failure.kind === 'code') throw fail('CODE_WRONG');
  throw fail(outcome.failure.kind === 'risk' ? 'ACCOUNT_RISK_BLOCKED' : 'WECHAT_FAILED');
}
