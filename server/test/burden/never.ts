import type { Field } from '../support/inputs.js';

/** Names of what must not be kept or shown. */
const NAMES = /^(?!.*(checkInWindow))(.*(login|signins?$|signInCount|online|streak|consecutive|install|lastSeen|lastActive|activeDays|leaderboard|checkInDays).*|rank(No|ing)?|.*Rank(No)?)$/i;
/** And its words, as a screen says them; after a "no" they are a promise. */
export const WORDS = /(登录(次数|天数|率)|在线(时长|时间|率)|连续(打卡|签到|登录|\s*\d+\s*天)|打卡(\s*\d+|天数|排名|率)|安装(率|量|数)|活跃(度|率|天数)|(积分|个人|党员|时长)(排行|排名|榜)|排行榜|第\s*\d+\s*名)/;
const promised = (text: string): string => text.replace(/[^，。；、\s]*(不|没有|无|禁止|看不到)[^。；]*/g, '');

const walk = (value: unknown, see: (key: string | null, value: unknown) => void): void => {
  if (Array.isArray(value)) for (const one of value) { see(null, one); walk(one, see); }
  else if (typeof value === 'object' && value !== null) for (const [k, v] of Object.entries(value)) { see(k, v); walk(v, see); }
};
/** Names of fields, and sentences, that tell of logins, time online, streaks, installs or ranks. */
export function findings(answer: unknown): string[] {
  const found: string[] = [];
  walk(answer, (k, v) => {
    if (k !== null && NAMES.test(k)) found.push(k);
    if (typeof v === 'string' && WORDS.test(promised(v))) found.push(v.slice(0, 60));
  });
  return found;
}
const PERSON = ['userId', 'personId', 'personName', 'userName'];
const POINTS = /point|balance|available|earned|awarded|minutes|hours|services|score/i;
/** Lists of four different people or more whose figures only rise or only fall: what such a list is ordered by. */
export function ordered(answer: unknown): string[] {
  const found: string[] = [];
  const judge = (list: unknown[]): void => {
    const rows = list.filter((r): r is Record<string, unknown> => typeof r === 'object' && r !== null);
    const who = PERSON.find((k) => rows.every((r) => k in r));
    if (!who || rows.length < 4 || new Set(rows.map((r) => r[who])).size !== rows.length) return;
    for (const k of Object.keys(rows[0]!).filter((x) => POINTS.test(x))) {
      const ns = rows.map((r) => r[k]).filter((n): n is number => typeof n === 'number');
      if (ns.length !== rows.length || new Set(ns).size < 3) continue;
      if (ns.every((n, i) => i === 0 || n <= ns[i - 1]!) || ns.every((n, i) => i === 0 || n >= ns[i - 1]!)) found.push(k);
    }
  };
  if (Array.isArray(answer)) judge(answer);
  walk(answer, (_, v) => { if (Array.isArray(v)) judge(v); });
  return found;
}

/** How a form that is a report would look: it names a span of time and wants figures or an account of it. */
export const counted = {
  span: /^(year|month|quarter|week|half|period)$/i,
  figures: (f: Field): boolean => f.rule === 'whole' || (f.rule === 'text' && !/^(title|name)$/.test(f.name)),
  /** Spans that are part of what is set up, not of what is told. */
  meant: ['PUT /workdays: announcement' /* the State Council's own words about its holidays */, 'POST /star-schemes' /* how long a star holds, how long a notice stands */] as string[],
};
