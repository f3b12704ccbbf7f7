import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, HOUR_MS, type DemoAccount, type PhoneCodeView, type SessionView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { AppError, fail } from '../../lib/errors.js';
import { Jobs } from '../../lib/jobs.js';
import { sendSms } from '../../reach/outbox/outbox.store.js';
import { WechatClient } from '../../reach/wechat/wechat.client.js';
import { accountById, accountByOpenId, accountByPhone, giveOpenId, insertAccount, moveOpenId, setPhone, type Account } from './accounts.store.js';
import { DirectoryService, tokenHash } from './directory.service.js';
import { MeService } from './me.service.js';
import { CODE, codeHash, codeMessage, newCode, newToken, placeholderName, SESSION_MS } from './session.rules.js';
import { countTry, deleteExpiredSessions, deleteSession, demoAccounts, demoUser, findCode, insertCode, insertSession, moveConsents, moveSessions, replaceCode, useCode } from './session.store.js';
import { forgetTyped } from './typed-phones.store.js';
import { takeTurn } from './users.store.js';

/** Getting in: by WeChat, by a code sent to a phone, or (demo mode only) by name. */
@Injectable()
export class SessionService {
  constructor(
    @Inject(CONFIG) private readonly config: Config, private readonly tx: Tx, private readonly clock: Clock,
    private readonly directory: DirectoryService, private readonly people: MeService, private readonly wechat: WechatClient, jobs: Jobs,
  ) {
    jobs.add('sessions.expire', HOUR_MS, () => this.tx.run((m) => deleteExpiredSessions(m, this.clock.now())));
  }
  /** Nobody outside demo mode. */
  async demoAccounts(): Promise<DemoAccount[]> {
    return this.config.demo ? demoAccounts(this.tx.read) : [];
  }
  /** @throws DEMO_ONLY outside demo mode, and for anybody whom the sign-in page does not name. */
  async demo(phone: string): Promise<SessionView> {
    const userId = this.config.demo ? await demoUser(this.tx.read, phone) : null;
    if (userId === null) throw fail('DEMO_ONLY');
    return this.open(() => Promise.resolve(userId));
  }
  /** Sends a code, or in demo mode shows it. @throws CODE_TOO_SOON within a minute of the last one, TOO_MANY after ten in a day */
  async sendCode(phone: string): Promise<PhoneCodeView> {
    const now = this.clock.now(), day = dayOf(now), code = newCode();
    const hash = codeHash(this.config.secret, phone, now, code);
    const isSent = await this.tx.run(async (m) => {
      if (!(await replaceCode(m, phone, hash, now, day))) {
        if (await findCode(m, phone)) return false;
        await insertCode(m, phone, hash, now, day);
      }
      if (!this.config.demo) await sendSms(m, now, phone, codeMessage(code));
      return true;
    }).catch((e: unknown) => { if (isDuplicate(e)) return false; throw e; });
    if (!isSent) throw await this.notYet(phone, now);
    return { waitSeconds: CODE.waitMs / 1000, demoCode: this.config.demo ? code : null };
  }
  /** A phone that nobody has yet becomes a new person. @throws CODE_WRONG */
  phone(phone: string, code: string): Promise<SessionView> {
    const now = this.clock.now();
    return this.open(async (m) => {
      if (!(await this.fits(m, phone, code, now))) return null;
      const account = (await accountByPhone(m, phone)) ?? (await insertAccount(m, { name: placeholderName(phone), phone, openId: null }, now));
      return account.id;
    });
  }
  /** @throws WECHAT_FAILED, CODE_WRONG, ACCOUNT_RISK_BLOCKED: no account is made, and the audit trail says that somebody was refused */
  async byWechat(code: string): Promise<SessionView> {
    const { openId } = await this.wechat.code2Session(code).catch((e: unknown) => this.tellRefusal(e));
    const now = this.clock.now();
    const find = async (m: EntityManager) => ((await accountByOpenId(m, openId)) ?? (await insertAccount(m, { name: placeholderName(null), phone: null, openId }, now))).id;
    // Two devices at once: the unique key let one of them make the person, and the other one finds him now.
    return this.open(find).catch((e: unknown) => { if (isDuplicate(e)) return this.open(find); throw e; });
  }
  /**
   * Proves a phone. A WeChat account without a phone becomes one with the account that already has it, and the caller goes
   * on as that person. @throws CODE_WRONG, PHONE_TAKEN where that account has a WeChat of its own
   */
  async bindPhone(me: Me, token: string, phone: string, code: string): Promise<SessionView> {
    const now = this.clock.now();
    const session = await this.open(async (m) => ((await this.fits(m, phone, code, now)) ? this.bind(m, me, token, phone, 'SMS', now) : null));
    this.directory.forget(me.id);
    return session;
  }
  /**
   * The same by the code of WeChat's phone button: WeChat vouches for the number, and that the code belongs to this account's identity.
   * @throws STATE for an account that no WeChat opened, CODE_WRONG, PHONE_FOREIGN, WECHAT_FAILED, PHONE_TAKEN
   */
  async bindByWechat(me: Me, token: string, code: string): Promise<SessionView> {
    const openId = (await accountById(this.tx.read, me.id))?.openId;
    if (!openId) throw fail('STATE');
    const { phone } = await this.wechat.phoneOf(code, openId), now = this.clock.now();
    const bind = () => this.open((m) => this.bind(m, me, token, phone, 'WECHAT', now));
    // Somebody took the free number in the same moment: now there is a holder, and the two become one or are refused.
    const session = await bind().catch((e: unknown) => { if (isDuplicate(e)) return bind(); throw e; });
    this.directory.forget(me.id);
    return session;
  }
  /**
   * He came by phone inside WeChat: without the identity no message of WeChat reaches him, and every line he writes would wait for a reviewer. An
   * account that this WeChat began and that never got a phone becomes one with his. False where either belongs to somebody else. @throws CODE_WRONG, WECHAT_FAILED
   */
  async linkWechat(me: Me, code: string): Promise<{ linked: boolean }> {
    const { openId } = await this.wechat.code2Session(code), now = this.clock.now();
    const linked = await this.tx.run(async (m) => {
      if ((await takeTurn(m, me.id)) === 0) throw fail('SIGN_IN');
      const mine = await accountById(m, me.id), holder = await accountByOpenId(m, openId);
      if (mine?.openId) return mine.openId === openId;
      if (!mine || (holder && holder.phone !== null)) return false;
      if (holder) await this.merge(m, holder, mine);
      else if ((await giveOpenId(m, mine.id, openId)) !== 1) return false;
      await audit(m, { actorId: me.id, action: 'person.linkWechat', refType: 'person', refId: me.id, detail: holder ? { from: holder.id } : {}, at: now });
      return true;
    }).catch((e: unknown) => { if (isDuplicate(e)) return false; throw e; });
    if (linked) this.directory.forget(me.id);
    return { linked };
  }
  async end(me: Me, token: string): Promise<void> {
    await this.tx.run((m) => deleteSession(m, tokenHash(token)));
    this.directory.forget(me.id);
  }
  /** The number is proved. A free one becomes mine; one that an account has makes the two one. */
  private async bind(m: EntityManager, me: Me, token: string, phone: string, proof: 'SMS' | 'WECHAT', now: number): Promise<number> {
    if ((await takeTurn(m, me.id)) === 0) throw fail('SIGN_IN');
    const mine = await accountById(m, me.id), holder = await accountByPhone(m, phone);
    if (!mine) throw fail('SIGN_IN');
    if (!holder) await setPhone(m, mine.id, phone);
    else if (holder.id !== mine.id) await this.merge(m, mine, holder);
    const person = holder ?? mine;
    await forgetTyped(m, person.id);
    await audit(m, { actorId: person.id, action: 'person.bindPhone', refType: 'person', refId: person.id, detail: { from: mine.id, proof }, at: now });
    await deleteSession(m, tokenHash(token));
    return person.id;
  }
  private async merge(m: EntityManager, mine: Account, holder: Account): Promise<void> {
    if (mine.phone !== null || mine.openId === null || !(await moveOpenId(m, mine.openId, mine.id, holder.id))) throw fail('PHONE_TAKEN');
    // Nobody is called any more about a number that an account without a way in was to get.
    await forgetTyped(m, mine.id);
    await moveConsents(m, mine.id, holder.id);
    await moveSessions(m, mine.id, holder.id);
  }
  /** `who` runs inside the transaction that opens the session; null is a wrong code, whose try is kept. */
  private async open(who: (m: EntityManager) => Promise<number | null>): Promise<SessionView> {
    const now = this.clock.now(), token = newToken();
    const userId = await this.tx.run(async (m) => {
      const id = await who(m);
      if (id !== null) await insertSession(m, tokenHash(token), id, now, now + SESSION_MS);
      return id;
    });
    if (userId === null) throw fail('CODE_WRONG');
    return { token, me: await this.people.view(userId) };
  }
  private async tellRefusal(e: unknown): Promise<never> {
    const now = this.clock.now();
    // WeChat does not say who it was.
    if (e instanceof AppError && e.code === 'ACCOUNT_RISK_BLOCKED') await this.tx.run((m) => audit(m, { actorId: 0, action: 'session.riskBlocked', refType: 'session', refId: 0, at: now }));
    throw e;
  }
  private async fits(m: EntityManager, phone: string, code: string, now: number): Promise<boolean> {
    if (!(await countTry(m, phone, now))) return false;
    const sent = await findCode(m, phone);
    if (!sent || sent.codeHash !== codeHash(this.config.secret, phone, sent.sentAt, code)) return false;
    await useCode(m, phone);
    return true;
  }
  private async notYet(phone: string, now: number): Promise<AppError> {
    const waitMs = ((await findCode(this.tx.read, phone))?.sentAt ?? 0) + CODE.waitMs - now;
    return waitMs > 0 ? fail('CODE_TOO_SOON', { seconds: Math.ceil(waitMs / 1000) }) : fail('TOO_MANY');
  }
}
