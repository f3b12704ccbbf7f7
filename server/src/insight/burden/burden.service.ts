import { Injectable } from '@nestjs/common';
import { addDays, dayOf, HOUR_MS, startOfDay, type AboutView, type BurdenReportInput, type BurdenView } from '@xianfeng/shared';
import { Inject } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { cityPath } from './city.store.js';
import { intentsOf, mondayOf, pushesOf, weeksBack, type BurdenSum, type PushSum } from './burden.rules.js';
import { addTo, beginDay, insertPushDay, pushDays, pushesBetween, sumsBetween, type DaySum, type PushDayRow } from './burden.store.js';

/** A quarter, as the page begins with. */
const WEEKS = 12;
/** Days that the nightly sum looks back: an outage longer than this leaves a hole and no wrong figure. */
const BACK_DAYS = 100;

/** The burden meter: what people's work with the product costs them, in sums of which none is about a person. */
@Injectable()
export class BurdenService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, jobs: Jobs) {
    jobs.add('burden.pushes', HOUR_MS, () => this.sumPushes());
  }
  /** Anybody may send one; nothing of who he is or when it was is kept beyond the day. */
  async report(r: BurdenReportInput): Promise<void> {
    const day = dayOf(this.clock.now());
    for (let tries = 0; ; tries++) {
      try {
        return await this.tx.run(async (m) => { if (!(await addTo(m, day, r))) await beginDay(m, day, r); });
      } catch (e) {
        if (!isDuplicate(e) || tries > 0) throw e; // the day's first two at once: the row is there now
      }
    }
  }
  async view(me: Me, weeks = WEEKS): Promise<BurdenView> {
    const m = this.tx.read;
    me.require('insight.view', await cityPath(m));
    const now = this.clock.now(), today = dayOf(now), mondays = weeksBack(today, weeks), from = mondays[0]!;
    const live = { day: today, ...(await pushesBetween(m, startOfDay(today), now + 1)) }, days = (await pushDays(m, from, today)).filter((d) => d.day !== today);
    return { from, to: today, intents: intentsOf(byWeek(await sumsBetween(m, from, today)), mondays), pushes: pushesOf(pushesByWeek([...days, live]), mondays) };
  }
  /** Days that are over and not summed yet; several processes may do it at once. */
  async sumPushes(): Promise<void> {
    const yesterday = addDays(dayOf(this.clock.now()), -1), first = addDays(yesterday, 1 - BACK_DAYS), known = new Set((await pushDays(this.tx.read, first, yesterday)).map((d) => d.day));
    for (let day = first; day <= yesterday; day = addDays(day, 1)) {
      if (known.has(day)) continue;
      const sums = await pushesBetween(this.tx.read, startOfDay(day), startOfDay(addDays(day, 1)));
      await this.tx.run((m) => insertPushDay(m, { day, ...sums })).catch((e: unknown) => { if (!isDuplicate(e)) throw e; });
    }
  }
  about(): AboutView {
    return { filing: this.config.filing, operator: this.config.operator };
  }
}

function byWeek(days: readonly DaySum[]): BurdenSum[] {
  const sums = new Map<string, BurdenSum>();
  for (const { day, intent, who, ...n } of days) {
    const week = mondayOf(day), key = `${week} ${intent} ${who}`, old = sums.get(key);
    sums.set(key, old ? { ...old, times: old.times + n.times, items: old.items + n.items, taps: old.taps + n.taps, fields: old.fields + n.fields, inMinute: old.inMinute + n.inMinute } : { week, intent, who, ...n });
  }
  return [...sums.values()];
}
function pushesByWeek(days: readonly PushDayRow[]): PushSum[] {
  const sums = new Map<string, PushSum>();
  for (const { day, notices, sms, wechat, tasks } of days) {
    const week = mondayOf(day), old = sums.get(week) ?? { week, notices: 0, sms: 0, wechat: 0, tasks: 0 };
    sums.set(week, { week, notices: old.notices + notices, sms: old.sms + sms, wechat: old.wechat + (wechat ?? 0), tasks: old.tasks + tasks });
  }
  return [...sums.values()];
}
