import { Inject, Injectable, Logger } from '@nestjs/common';
import { dayOf, type Page, type PageQuery, type ReconcileRunCard, type ReconcileRunView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { freezeAccount } from '../../credit/points/freezes.store.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { Jobs } from '../../lib/jobs.js';
import { notify } from '../../reach/notices/notices.store.js';
import { FROZEN_REASON, NIGHT_EVERY_MS, fitting, nightId } from './reconcile.rules.js';
import { auditorsOf, claimed, claimRun, dropRun, findRun, finishRun, homesOf, insertRun, rootPath, runsBefore, wasAnswered, type Ended } from './reconcile.store.js';
import { reconcile, type Reconciled } from './run.js';

/** The row that whoever reconciles by hand holds meanwhile. Below every id that is ever made. */
const BY_HAND = 1;
const page = (id: number): string => `/packages/desk/pages/reconcile/index?id=${id}`;

/** Every night, and whenever an auditor asks: does everything still hold? What is found is stored, told and never repaired. */
@Injectable()
export class ReconcileService {
  private readonly log = new Logger('reconcile');
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, jobs: Jobs) {
    jobs.add('reconcile', NIGHT_EVERY_MS, () => this.night());
  }
  /** Newest first. */
  async runs(me: Me, { after }: PageQuery): Promise<Page<ReconcileRunCard>> {
    await this.requireCity(me);
    return pageOf(await runsBefore(this.tx.read, beforeId(after), PAGE_ROWS), (r) => r, (r) => String(r.id));
  }
  async get(me: Me, id: number): Promise<ReconcileRunView> {
    await this.requireCity(me);
    const found = await findRun(this.tx.read, id);
    if (!found) throw fail('NOT_FOUND');
    const { report, ...card } = found;
    return { ...card, ...(JSON.parse(report) as Pick<ReconcileRunView, 'checks' | 'totals'>) };
  }
  /** Looks now; nobody's exchange is stopped by it. @throws BUSY while another looks */
  async byHand(me: Me, key: string): Promise<ReconcileRunView> {
    await this.requireCity(me);
    const now = this.clock.now();
    let done: Reconciled;
    const look = async (): Promise<void> => {
      if (await wasAnswered(this.tx.read, me.id, key)) throw fail('BUSY'); // `once` answers with what was answered then
      if (!(await claimed(() => this.tx.run((m) => claimRun(m, BY_HAND, 'HAND', now))))) throw fail('BUSY');
      try {
        done = await reconcile(this.config, { now });
      } finally {
        await this.tx.run((m) => dropRun(m, BY_HAND));
      }
    };
    return this.tx.once(me.id, key, 'reconcile.run', null, now, async (m) => {
      const id = newId(), { ms, transactions, findings } = done, report = fitting(done);
      await insertRun(m, id, 'HAND', now, { ms, transactions, findings, report });
      await audit(m, { actorId: me.id, action: 'reconcile.run', refType: 'reconcile', refId: id, detail: { findings }, at: now });
      return { id, at: now, ms, transactions, findings, by: 'HAND' as const, ...(JSON.parse(report) as Pick<ReconcileRunView, 'checks' | 'totals'>) };
    }, look);
  }
  /** Once a night, in one of the processes. Whose balance is in doubt cannot exchange until somebody has looked; all else goes on. */
  async night(): Promise<void> {
    const now = this.clock.now(), id = nightId(now);
    if (id === null || (await findRun(this.tx.read, id)) || !(await claimed(() => this.tx.run((m) => claimRun(m, id, 'NIGHT', now))))) return;
    const done = await reconcile(this.config, { now });
    const ended: Ended = { ms: done.ms, transactions: done.transactions, findings: done.findings, report: fitting(done) };
    if (done.findings === 0) return void (await this.tx.run((m) => finishRun(m, id, ended)));
    this.log.error(`${done.findings} findings: ${done.checks.filter((c) => c.findings > 0).map((c) => `${c.id} ${c.findings}`).join(', ')}`);
    // Before the run counts as ended: a process that dies here leaves it to another. One person's trouble does not stop the others.
    const failed: unknown[] = [];
    for (const userId of done.people) await this.tx.run(async (m) => freezeAccount(m, now, { userId, areaId: await homesOf(m, userId), reason: FROZEN_REASON, byId: 0 })).catch((e: unknown) => failed.push(e));
    const told = await auditorsOf(this.tx.read, await rootPath(this.tx.read), dayOf(now));
    const what = done.checks.filter((c) => c.findings > 0).map((c) => c.title.split('，')[0]).slice(0, 3).join('；');
    await this.tx.run(async (m) => {
      if ((await finishRun(m, id, ended)) === 1) await notify(m, now, told.map((userId) => ({ userId, kind: 'SYSTEM' as const, title: `夜间对账发现 ${done.findings} 处问题`, body: `${what}。${done.people.length > 0 ? `${done.people.length} 人的兑换已暂停。` : ''}请尽快核查。`.slice(0, 200), link: page(id) })));
    });
    if (failed.length > 0) throw new AggregateError(failed, `exchange of ${failed.length} people could not be stopped: ${String(failed[0])}`);
  }
  private async requireCity(me: Me): Promise<void> {
    me.require('audit.read', await rootPath(this.tx.read));
  }
}
