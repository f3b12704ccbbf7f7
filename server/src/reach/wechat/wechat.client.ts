import { Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONFIG, type Config } from '../../config.js';
import { fail } from '../../lib/errors.js';
import { judgeExchange, type Exchange } from './wechat.rules.js';

/** For a whole exchange, its second try included: somebody waits in front of his phone. */
export const WECHAT_TIMEOUT_MS = 5_000;
const RETRY_AFTER_MS = 200;

/** The only place that talks to WeChat's server. Its secret, codes, session keys and openids never reach a log. */
@Injectable()
export class WechatClient {
  private readonly log = new Logger('wechat');
  timeoutMs = WECHAT_TIMEOUT_MS;
  constructor(@Inject(CONFIG) private readonly config: Config) {}
  /**
   * Who is behind a `wx.login` code. A code is good once and for five minutes.
   * @throws CODE_WRONG: the app should take a new code; WECHAT_FAILED: WeChat is away, refuses this account, or is not set up
   */
  async code2Session(code: string): Promise<{ openId: string }> {
    const wechat = this.config.wechat;
    if (!wechat) throw fail('WECHAT_FAILED');
    const query = new URLSearchParams({ appid: wechat.appId, secret: wechat.appSecret, js_code: code, grant_type: 'authorization_code' });
    const url = `${wechat.baseUrl}/sns/jscode2session?${query.toString()}`;
    const signal = AbortSignal.timeout(this.timeoutMs);
    let answer = await this.ask(url, signal);
    if (answer.kind === 'busy' && !signal.aborted) {
      await sleep(RETRY_AFTER_MS);
      answer = await this.ask(url, signal);
    }
    if (answer.kind === 'openId') return { openId: answer.openId };
    if (answer.kind === 'code') throw fail('CODE_WRONG');
    this.log.error(`jscode2session failed: ${answer.why}`);
    throw fail('WECHAT_FAILED');
  }
  private async ask(url: string, signal: AbortSignal): Promise<Exchange> {
    try {
      const answer = await fetch(url, { signal, redirect: 'error' });
      return judgeExchange(answer.status, await answer.text());
    } catch (e) {
      // Only the name: messages of fetch may carry the address, and with it the secret.
      return { kind: 'busy', why: (e as Error).name };
    }
  }
}
