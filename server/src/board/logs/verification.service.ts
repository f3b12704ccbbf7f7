import { Injectable } from '@nestjs/common';
import { dayOf, errorText, MINUTE_MS, sayMinutes, type ErrorCode, type LogView, type TariffFacts, type VerifyResult } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { award } from '../../credit/journal/journal.store.js';
import { pointsFor, type Worth } from '../../credit/tariff/tariff.rules.js';
import { additionFor, holdAddition, useAddition } from '../../credit/tariff/additions.store.js';
import { tariffOn } from '../../credit/tariff/tariff.store.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify, type NewNotice } from '../../reach/notices/notices.store.js';
import { besideOthers } from '../attendance/attendance.rules.js';
import { insertRecord, pointsAround, recordsNear } from '../records/records.store.js';
import type { LogReasonDto, VerifyDto } from './logs.dto.js';
import { judge, logFlow, type Judgement, type LogRow } from './logs.rules.js';
import { believe, decideLog, findLog, logsByIds, settleIfDone } from './logs.store.js';
import { LogsService } from './logs.service.js';

interface Gained { minutes: number; points: number }

/** What becomes of logs: a legal record and points, or back with a reason. Nobody decides about his own. */
@Injectable()
export class VerificationService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly logs: LogsService) {}

  /** Up to 50 at once; each that cannot be verified is named with its reason and does not hold up the others. */
  verify(me: Me, input: VerifyDto, key: string): Promise<VerifyResult> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'logs.verify', input, now, async (m) => {
      const result: VerifyResult = { verified: [], refused: [], points: 0, minutes: 0 };
      const notices: NewNotice[] = [], logs = await logsByIds(m, input.logIds), known = new Set(logs.map((l) => l.id));
      const refuse = (id: number, code: ErrorCode): unknown => result.refused.push({ id, message: errorText(code) });
      for (const id of input.logIds) if (!known.has(id)) refuse(id, 'NOT_FOUND');
      const mine = logs.filter((log) => {
        const code = !me.may('log.verify', log.path) ? 'NOT_FOUND' : log.userId === me.id ? 'SELF_REVIEW' : null;
        if (code) refuse(log.id, code);
        return code === null;
      });
      // All turns first, in one order: what a person has been given that day and month, and what is left of a community's addition,
      // is changed by whoever holds them, and no two desks can hold what the other one waits for.
      for (const userId of new Set(mine.map((l) => l.userId))) await takeTurn(m, userId);
      for (const log of [...mine].sort((a, b) => a.communityId - b.communityId || a.userId - b.userId || a.id - b.id)) {
        const worth = await this.record(m, me, log, now, notices);
        if (!worth) { refuse(log.id, 'STATE'); continue; }
        result.verified.push(log.id);
        result.points += worth.points;
        result.minutes += worth.minutes;
      }
      await notify(m, now, notices);
      await this.settle(m, me, logs.filter((l) => result.verified.includes(l.id)), now);
      return result;
    });
  }
  /** With a reason that the member reads. @throws SELF_REVIEW, STATE */
  sendBack(me: Me, id: number, { reason }: LogReasonDto, step: 'return' | 'reject', key: string): Promise<LogView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `logs.${step}`, { id, reason }, now, async (m) => {
      const log = await findLog(m, id);
      if (!log) throw fail('NOT_FOUND');
      me.require('log.verify', log.path);
      if (log.userId === me.id) throw fail('SELF_REVIEW');
      const status = step === 'return' ? 'RETURNED' : 'REJECTED';
      if (!(await decideLog(m, id, { status, from: logFlow.from(step), reason, by: me.id, at: now, judged: judge(log) }))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `log.${step}`, refType: 'log', refId: id, areaId: log.communityId, reason, at: now });
      const [title, body] = step === 'return' ? ['日志请补充', `“${log.title}”的日志请补充：${reason}`] : ['日志未通过', `“${log.title}”的日志未通过：${reason}。有不同意见，15 天内可以在日志页申诉到街道。`];
      await notify(m, now, [{ userId: log.userId, kind: 'LOG', title, body, link: linkOf(log) }]);
      if (step === 'reject') await this.settle(m, me, [log], now);
      return this.logs.one(m, me, id);
    });
  }

  /**
   * One log becomes a record and points, behind the person's turn: of two logs verified at once by two desks the second sees the first one's record. Null: it was
   * decided meanwhile. The street overturns a rejection by the same path; `minutes` is what it says instead of what the presence says.
   */
  async record(m: EntityManager, me: Me, log: LogRow, now: number, notices: NewNotice[], step: 'verify' | 'overturn' = 'verify', minutesSaid?: number): Promise<Gained | null> {
    const found = judge(log), day = dayOf(log.startsAt), judged = minutesSaid === undefined ? found : { ...found, minutes: minutesSaid, why: `街道改判，计${sayMinutes(minutesSaid)}`, from: Math.max(log.startsAt, Math.min(found.from, log.endsAt - minutesSaid * MINUTE_MS)) };
    const credit = besideOthers(judged, log.kind, await recordsNear(m, log.userId, day));
    const { minutes } = credit, { evidence } = judged;
    if (!(await decideLog(m, log.id, { status: 'VERIFIED', from: logFlow.from(step), reason: null, by: me.id, at: now, judged: { ...credit, evidence } }))) return null;
    await believe(m, log.claimId, now);
    await audit(m, { actorId: me.id, action: 'log.verify', refType: 'log', refId: log.id, areaId: log.communityId, detail: { minutes, evidence, ...(step === 'overturn' ? { overturned: true } : {}) }, at: now });
    const { version, facts, points, why: pointsWhy } = await this.value(m, log, { ...credit, evidence }, day);
    await insertRecord(m, { id: newId(), userId: log.userId, origin: 'LOG', services: 1, correctsId: null, logId: log.id, taskId: log.taskId, communityId: log.communityId, day, kind: log.kind, title: log.title, startsAt: credit.from, minutes, evidence, points, pointsWhy: pointsWhy.slice(0, 120), verifiedBy: me.id, verifiedAt: now });
    await award(m, now, { userId: log.userId, points, title: log.title, why: pointsWhy, logId: log.id, areaId: log.communityId, actorId: me.id, ruleVersion: version, facts });
    notices.push({ userId: log.userId, kind: 'LOG', title: '服务已核实', body: `“${log.title}”计入服务时长 ${sayMinutes(minutes)}，获得 ${points} 积分（${pointsWhy}）。`, link: linkOf(log) });
    return { minutes, points };
  }
  /** What the tariff of the service's day gives. A bonus is taken from the addition's budget at once; where others take it at the same moment, it becomes what they leave. */
  private async value(m: EntityManager, log: LogRow, { minutes, evidence }: Judgement, day: string): Promise<Worth & { version: number; facts: TariffFacts }> {
    const { version, rules } = await tariffOn(m, day), had = await pointsAround(m, log.userId, day);
    for (;;) {
      const facts = { minutes, kind: log.kind, evidence, difficulty: log.difficulty, day, ...had, addition: await additionFor(m, log.communityId, log.kind, day) };
      const worth = pointsFor(rules, facts);
      if (worth.bonus === 0 || (await useAddition(m, facts.addition!.id, worth.bonus))) return { ...worth, version, facts };
      await holdAddition(m, facts.addition!.id); // from here on nobody else changes what is left: the next round is the last
    }
  }
  async settle(m: EntityManager, me: Me, logs: readonly LogRow[], now: number): Promise<void> {
    for (const taskId of [...new Set(logs.map((l) => l.taskId))].sort((a, b) => a - b))
      if (await settleIfDone(m, taskId)) await audit(m, { actorId: me.id, action: 'task.settle', refType: 'task', refId: taskId, at: now });
  }
}
const linkOf = (log: LogRow): string => `/packages/more/pages/log-view/index?id=${log.id}`;
