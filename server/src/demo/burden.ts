import type { EntityManager } from 'typeorm';
import { addDays, DAY_MS, dayOf, instant, SECONDS_BUCKETS, startOfDay, type BurdenWho, type Intent, type SuggestionKind } from '@xianfeng/shared';
import { pushesBetween } from '../insight/burden/burden.store.js';
import { bulk, type PastIds, type Row } from './bulk.js';
import type { County } from './people.js';
import type { Chance } from './random.js';

const DAYS = 84;
/** How often a day, taps and fields of one, its usual span, and how many things come of it. */
const COSTS: readonly [Intent, BurdenWho, perDay: number, taps: number, fields: number, bucket: number, items: number][] = [
  ['PUBLISH', 'STAFF', 5, 3, 3, 2, 1], ['CLAIM', 'MEMBER', 14, 2, 0, 0, 1], ['CLAIM', 'RESIDENT', 4, 2, 0, 0, 1], ['LOG', 'MEMBER', 13, 3, 0, 1, 1], ['LOG', 'RESIDENT', 3, 3, 0, 1, 1], ['VERIFY', 'STAFF', 2, 4, 0, 1, 9], ['NEED', 'RESIDENT', 12, 4, 3, 2, 1],
  ['REVIEW', 'STAFF', 12, 4, 1, 2, 1], ['REGISTER', 'MEMBER', 1, 6, 3, 3, 1], ['ORDER', 'RESIDENT', 8, 3, 0, 1, 1], ['COLLECT', 'STAFF', 9, 2, 1, 0, 1], ['CHECK_IN', 'MEMBER', 12, 2, 0, 0, 1],
];
const SAID: readonly [SuggestionKind, page: string, text: string, daysAgo: number, answer: string | null][] = [
  ['TWICE', '报到', '单位又让我填了一遍', 40, '已经改了：单位从花名册带出，核对就行。'], ['IDEA', '任务', '想只看晚上和周末的', 33, '任务页上面点“晚上”“周末”就能只看这些。'], ['BURDEN', '写日志', '活动才半小时，照片能不能不拍', 21, '除了写明理由的任务，照片都可以不拍。已提醒那个社区改过来。'],
  ['PROBLEM', '扫码交货', '阴天扫码反应慢', 12, '可以改用八位提货码，扫码也在优化。'], ['TWICE', '发布任务', '联系人电话每次都要重写', 6, null], ['BURDEN', '', '街道又发表格让社区统计志愿时长', 3, null], ['IDEA', '兑换', '字体大一点，老人看不清', 1, null],
];

/** A quarter of the burden meter, what was pushed in it, and what people said. Its own chance. */
export async function seedBurden(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number): Promise<void> {
  const today = dayOf(now), days: Row[] = [], pushes: Row[] = [];
  for (let back = DAYS; back >= 1; back--) {
    const day = addDays(today, -back);
    for (const [intent, who, perDay, taps, fields, usual, items] of COSTS) {
      const times = chance.whole(0, perDay * 2), row: Row = { day, intent, who, times, items: 0, taps: 0, fields: 0 };
      const spans = SECONDS_BUCKETS.map(() => 0).concat(0);
      for (let i = 0; i < times; i++) {
        row['items'] = Number(row['items']) + Math.max(1, items + chance.whole(-3, 3) * (items > 1 ? 1 : 0));
        // Some tap once more to look around; it became less when a page was shortened six weeks ago.
        row['taps'] = Number(row['taps']) + taps - (chance.yes(taps > 2 ? 0.4 : 0.2) ? 1 : 0) + (chance.yes(back > 42 ? 0.25 : 0.06) ? 1 : 0);
        row['fields'] = Number(row['fields']) + (fields === 0 ? 0 : Math.max(0, fields + chance.whole(-1, 1)));
        const at = Math.min(SECONDS_BUCKETS.length, Math.max(0, usual + (chance.yes(0.15) ? 1 : 0) - (chance.yes(0.3) ? 1 : 0)));
        spans[at] = spans[at]! + 1;
      }
      if (times > 0) days.push({ ...row, ...Object.fromEntries(spans.map((n, i) => [`s${i}`, n])) });
    }
    pushes.push({ day, ...(await pushesBetween(m, startOfDay(day), startOfDay(addDays(day, 1)))) });
  }
  const organiser = (await m.query<{ userId: number }[]>("SELECT MIN(userId) AS userId FROM post WHERE role = 'CITY_ORGANISER' AND ended = 0"))[0]?.userId ?? null;
  const said = SAID.map(([kind, page, text, ago, answer], i): Row => {
    const who = i === 0 ? county.named : chance.pick(county.residents), at = instant(addDays(today, -ago), '20:10');
    return { id: ids.at(at), userId: who.id, day: dayOf(at), slot: 1, kind, text, page, status: answer ? 'ANSWERED' : 'OPEN', answer, answeredBy: answer ? organiser : null, answeredAt: answer ? at + 2 * DAY_MS : null, createdAt: at };
  });
  await bulk(m, 'burden_day', days);
  await bulk(m, 'push_day', pushes);
  await bulk(m, 'suggestion', said);
}
