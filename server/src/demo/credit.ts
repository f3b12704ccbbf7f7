import type { EntityManager } from 'typeorm';
import { DAY_MS, HOUR_MS, MINUTE_MS, PICKUP_DAYS, dayOf, startOfDay, type RedemptionStatus } from '@xianfeng/shared';
import { pickupCode, pickupHash } from '../credit/redemptions/pickup-code.js';
import { periodBegins } from '../credit/shelf/shelf.rules.js';
import type { BoardFacts } from './board.js';
import { auditRow, bulk, type PastIds, type Row } from './bulk.js';
import { DemoLedger, type DemoOrder } from './ledger.js';
import type { County, Person, Place } from './people.js';
import type { DemoPhoto } from './photos.js';
import type { Chance } from './random.js';
import { DemoShelves, type Shelf } from './shelves.js';
import { GOODS } from './words.js';

/** A tenth of the reference county's year. */
export const REDEMPTIONS = 4_000;
/** These ran out at the first community's point. */
const GONE = ['食用油', '雨伞'];
/** What paper books still held when the county moved to the app: days from now on that it is good, points. The member of the sign-in page is the first. */
const PAPER: [days: number, points: number][][] = [[[24, 90], [76, 120]], [[-140, 60], [60, 45]], [[-90, 40]], [[-200, 80], [15, 30]], [[-30, 25]], [[-260, 35]], [[40, 70]], [[-10, 20]], [[-300, 200]], [[-150, 180]], [[-60, 260]]];
/** Awards that were taken back because the roster was wrong, and goods that came back. */
const REVERSED = 2, RETURNED = 3, SUBSTITUTED = 2;

/**
 * A year of earning and exchanging, walked in order of time, so that every balance was enough at its moment and every shelf
 * adds up: what came in = what is there + what waits + what was handed over.
 */
export async function seedCredit(m: EntityManager, chance: Chance, ids: PastIds, county: County, { earnings }: BoardFacts, secret: string, now: number): Promise<DemoPhoto[]> {
  const rows = { redemption: [] as Row[], redemption_step: [] as Row[], points_correction: [] as Row[], fund_entry: [] as Row[], outbox: [] as Row[], audit: [] as Row[] };
  const opened = now - 380 * DAY_MS, first = county.communities[0]!, officer = county.officers[0]!;
  const people = [...county.members, ...county.residents], home = new Map<number, Place>(people.map((p) => [p.id, p.community])), byId = new Map<number, Person>(people.map((p) => [p.id, p]));
  const ledger = new DemoLedger(ids), shelves = new DemoShelves(ids, opened, now);
  for (const c of county.communities) shelves.open(c, county.keepers.get(c.id)!, c === first ? GOODS : chance.some(GOODS, 7), c === first ? GONE : []);

  // What happens when: a list in order of time that grows while it is walked.
  const later: { at: number; run: () => void }[] = [];
  const when = (at: number, run: () => void): void => {
    let i = later.length;
    while (i > 0 && later[i - 1]!.at > at) i -= 1;
    later.splice(i, 0, { at, run });
  };
  const until = (at: number): void => {
    while (later.length > 0 && later[0]!.at <= at) later.shift()!.run();
  };

  const had = new Set<string>(), left = { returned: RETURNED, substituted: SUBSTITUTED };
  /** `what`: by name; else anything he can afford. Its id, or null where there is nothing for him. */
  const order = (userId: number, at: number, o: { what?: string; waits?: boolean; collected?: boolean } = {}): number | null => {
    const community = home.get(userId)!, point = shelves.points.get(community.id)!, person = byId.get(userId)!;
    const limited = (s: Shelf): string => `${userId}/${s.id}/${periodBegins('QUARTER', at)}`;
    const can = point.shelves.filter((s) => (o.what === undefined ? !o.waits || !s.empty : s.goods.name === o.what) && s.goods.points <= ledger.available(userId) && !had.has(limited(s)));
    if (can.length === 0) return null;
    const shelf = chance.pick(can), { goods } = shelf, id = ids.at(at);
    if (goods.points >= 100) had.add(limited(shelf));
    const isCounter = !person.member && chance.yes(0.1), actorId = isCounter ? point.keeper.id : userId;
    const due: DemoOrder = { userId, points: goods.points, title: `兑换 ${goods.name} 1${goods.unit}`, redemptionId: id, areaId: community.id, actorId };
    const log = (when: number, actor: number, action: string): void => void rows.audit.push(auditRow(ids, when, actor, `redemption.${action}`, 'redemption', id, community.id));
    const step = (when: number, actor: number, status: RedemptionStatus): void => {
      row.status = status;
      rows.redemption_step.push({ redemptionId: id, status, actorId: actor, createdAt: when });
    };
    const row: Row = { id, userId, rewardId: shelf.id, pickupPointId: point.id, name: goods.name, spec: goods.spec, unit: goods.unit, quantity: 1, points: goods.points, status: 'HELD', channel: isCounter ? 'COUNTER' : 'APP', codeHash: pickupHash(secret, pickupCode(secret, id)), createdAt: at, expiresAt: at + PICKUP_DAYS * DAY_MS, settledAt: null, keeperId: null, reason: null, offeredId: null, offerNote: null, replacedBy: null };
    rows.redemption.push(row);
    ledger.hold(at, due);
    shelves.reserve(at, shelf, id, actorId);
    step(at, actorId, 'HELD');
    log(at, actorId, 'order');
    if (isCounter && at > now - 30 * DAY_MS) rows.outbox.push({ id: ids.at(at), channel: 'SMS', target: person.phone, payload: JSON.stringify({ text: `已在${community.name}积分超市为您下单：${goods.name} 1${goods.unit}，占用 ${goods.points} 分。如非本人意愿，请到兑换点取消。` }), status: 'SENT', attempts: 1, lockedBy: null, availableAt: at, createdAt: at, refType: 'redemption', refId: id });
    if (o.waits) return id;
    const r = o.collected ? 0 : chance.next(), quiet = now - at > 9 * DAY_MS;
    const end: RedemptionStatus = r < 0.93 ? 'COLLECTED' : r < 0.97 || !quiet ? 'CANCELLED' : 'EXPIRED';
    const settledAt = Math.min(end === 'EXPIRED' ? at + PICKUP_DAYS * DAY_MS : at + chance.whole(2, 96) * HOUR_MS, now - HOUR_MS);
    if (settledAt <= at) return id;
    when(settledAt, () => {
      row.settledAt = settledAt;
      if (end === 'COLLECTED') {
        const other = point.shelves.find((s) => s.goods.points < Math.min(goods.points, 100) && !s.empty);
        if (left.substituted > 0 && quiet && other && !o.collected) {
          left.substituted -= 1;
          ledger.release(settledAt, due, '换成别的，积分退回', 'HOUSE');
          shelves.putBack(settledAt, shelf, id, userId);
          step(settledAt, userId, 'SUBSTITUTED');
          log(settledAt, userId, 'replace');
          row.replacedBy = order(userId, settledAt, { what: other.goods.name, collected: true });
          return;
        }
        row.keeperId = point.keeper.id;
        ledger.spend(settledAt, { ...due, actorId: point.keeper.id });
        shelves.issue(settledAt, shelf, id, point.keeper.id);
        step(settledAt, point.keeper.id, 'COLLECTED');
        log(settledAt, point.keeper.id, 'collect');
        if (left.returned > 0 && quiet && goods.kind === 'GOODS' && !o.collected) {
          left.returned -= 1;
          when(settledAt + 2 * DAY_MS, () => {
            const at2 = settledAt + 2 * DAY_MS;
            row.reason = '开封前发现破损';
            ledger.unspend(at2, { ...due, actorId: point.keeper.id }, '开封前发现破损');
            shelves.back(at2, shelf, id, point.keeper.id);
            step(at2, point.keeper.id, 'RETURNED');
            log(at2, point.keeper.id, 'giveBack');
          });
        }
      } else {
        const actor = end === 'EXPIRED' ? 0 : userId;
        ledger.release(settledAt, { ...due, actorId: actor }, end === 'EXPIRED' ? '超过领取期限，占用的积分退回' : '兑换已取消，占用的积分退回', 'OWN');
        shelves.putBack(settledAt, shelf, id, actor);
        step(settledAt, actor, end);
        log(settledAt, actor, end === 'EXPIRED' ? 'expire' : 'cancel');
      }
    });
    return id;
  };

  const correction = (at: number, kind: 'ADJUST' | 'REVERSE', userId: number, points: number, reason: string, txId: number | null): { id: number; areaId: number; actorId: number } => {
    const area = home.get(userId)!, by = county.staff.get(area.id)!, id = ids.at(at - DAY_MS);
    rows.points_correction.push({ id, kind, userId, areaId: area.id, txId, points, reason, status: 'APPROVED', proposedBy: by.id, proposedAt: at - DAY_MS, decidedBy: officer.id, decidedAt: at, decision: null });
    rows.audit.push(auditRow(ids, at - DAY_MS, by.id, 'correction.propose', 'correction', id, area.id, reason), auditRow(ids, at, officer.id, 'correction.approve', 'correction', id, area.id));
    return { id, areaId: area.id, actorId: officer.id };
  };
  PAPER.forEach((books, i) => {
    const userId = (i === 0 ? county.named : county.members[i * 7 + 3]!).id;
    for (const [days, points] of books) {
      const at = opened + 2 * DAY_MS, reason = '原纸质积分簿转入，保留原到期日', ends = startOfDay(dayOf(now + days * DAY_MS));
      const c = correction(at, 'ADJUST', userId, points, reason, null);
      when(at, () => {
        const lot = ledger.carryOver(at, { userId, points, areaId: c.areaId, actorId: c.actorId, correctionId: c.id, reason }, ends);
        if (ends <= now) when(ends + 3 * HOUR_MS, () => ledger.expire(ends + 3 * HOUR_MS, userId, lot));
      });
    }
  });
  // The member of the sign-in page: one order fetched some weeks ago, one that waits.
  when(now - 26 * DAY_MS, () => order(county.named.id, now - 26 * DAY_MS, { what: '毛巾', collected: true }));
  when(now - 20 * HOUR_MS, () => order(county.named.id, now - 20 * HOUR_MS, { what: '抽纸', waits: true }));
  // What waits on the shelves this morning.
  for (const community of county.communities) {
    for (let i = 0; i < (community === first ? 4 : 2); i++) {
      const at = now - chance.whole(3, 100) * HOUR_MS;
      when(at, () => {
        const here = people.filter((p) => p.community === community && p !== county.named && ledger.available(p.id) >= 30);
        if (here.length > 0) order(chance.pick(here).id, at, { waits: true });
      });
    }
  }

  const walk = [...earnings].filter((e) => e.points > 0).sort((x, y) => x.at - y.at);
  let reversals = REVERSED;
  walk.forEach((e, i) => {
    until(e.at);
    const tx = ledger.award(e.at, { userId: e.userId, points: e.points, title: e.title, why: e.why, logId: e.logId, areaId: e.communityId, actorId: e.by, facts: e.facts });
    if (reversals > 0 && i > walk.length / 2 && e.at < now - 40 * DAY_MS) {
      const at = e.at + 9 * DAY_MS, reason = '签到名单抄错一行，本人未参加';
      reversals -= 1;
      const c = correction(at, 'REVERSE', e.userId, -e.points, reason, tx);
      when(at, () => ledger.reverseAward(at, tx, { userId: e.userId, points: e.points, title: e.title, why: e.why, logId: e.logId, areaId: e.communityId }, { actorId: c.actorId, reason }));
    }
    // A chance to order after each earning; what was ordered is settled when its time has come.
    if (chance.next() < ((REDEMPTIONS - rows.redemption.length) / (walk.length - i)) * 1.15) {
      const who = walk[Math.max(0, i - chance.whole(0, 200))]!.userId;
      if (who !== county.named.id) order(who, e.at);
    }
  });
  until(now);

  shelves.count(first.id, startOfDay(dayOf(now - 10 * DAY_MS)) + 10 * HOUR_MS, county.staff.get(first.id)!);
  for (const { shelves: all } of [...shelves.points.values()].slice(0, 6)) shelves.spoil(all[1]!, now - 40 * DAY_MS, 2, '运输途中压坏');
  const waiters = county.residents.filter((p) => p.community === first);
  for (const shelf of shelves.points.get(first.id)!.shelves.filter((s) => s.empty)) chance.some(waiters, 3).forEach((p, i) => shelves.wait(shelf, p, now - (30 - i * 7) * HOUR_MS));
  const money: [Place, number, string, string, number][] = [
    [county.city, 6_000_000, '党费补助', '全年积分兑换', 370], [first.parent!, 800_000, '共建单位捐赠', '', 200], [first, 120_000, '社区党组织服务群众经费', '', 120], [county.city, -1_450_000, '采购支出', '上半年日用品', 150], [first, -46_000, '采购支出', '洗衣液、抽纸', 60],
  ];
  for (const [area, amountFen, source, note, days] of money) rows.fund_entry.push({ id: ids.at(now - days * DAY_MS), areaId: area.id, amountFen, source, note, actorId: officer.id, createdAt: now - days * DAY_MS });
  await ledger.write(m);
  await shelves.write(m);
  for (const [table, list] of Object.entries(rows)) await bulk(m, table, list);
  return [...shelves.points.values()].flatMap(({ keeper, shelves: all }) => all.map((s): DemoPhoto => ({ refType: 'reward', refId: s.id, ownerId: keeper.id, at: opened + MINUTE_MS, picture: s.goods.name })));
}
