import { Injectable } from '@nestjs/common';
import { dayOf, type Page, type StarFacts, type StarMineView, type StarProgressView, type StarRecordView } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { pageOf, pairIn } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { awardView } from './awards.rules.js';
import { awardsOf, heldOn } from './awards.store.js';
import { barStatus, barView } from './bars.rules.js';
import { barsOf } from './bars.store.js';
import { nextStar, periodText, sayMissing, sayStars, shownAmount, starsOf, unmet, windowOf } from './criteria.rules.js';
import { ownFacts } from './facts.store.js';
import { countsWhy } from './mine.rules.js';
import { ownRecords, ownSums } from './mine.store.js';
import { schemesFor, type SchemeRow } from './schemes.store.js';

/** 还差什么: a person's own way to the next star. Nobody else sees it, and it is compared with nobody. */
@Injectable()
export class MineService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  async mine(me: Me): Promise<StarMineView> {
    const m = this.tx.read, today = dayOf(this.clock.now()), units = me.session.posts.flatMap((p) => (p.role === 'UNIT_LIAISON' && p.unitId !== null ? [p.unitId] : []));
    const sums = await ownSums(m, me.id), schemes: StarProgressView[] = [];
    for (const scheme of await schemesFor(m, me.session.communityPath)) {
      if (scheme.subject !== 'PERSON') continue;
      const window = windowOf(scheme.period, today, undefined), facts = await ownFacts(m, me.id, { ...window, asOf: today });
      schemes.push(progress(scheme, facts, (await heldOn(m, scheme.seriesId, window.periodKey, [me.id], today)).get(me.id) ?? 0, window.periodKey, today));
    }
    const awards = [...(await awardsOf(m, 'PERSON', me.id)), ...(await Promise.all(units.map((id) => awardsOf(m, 'UNIT', id)))).flat()];
    const bars = await barsOf(m, me.id, units);
    return { ...sums, schemes, awards: awards.map((a) => awardView(a, today, { file: true, void: false })), bars: bars.map((b) => barView(b, today, { id: me.id, isConcerned: true, mayApprove: false })) };
  }
  /** Which of his records count, which do not, and why. */
  async records(me: Me, after: string | undefined): Promise<Page<StarRecordView>> {
    const m = this.tx.read, today = dayOf(this.clock.now()), barred = (await barsOf(m, me.id, [])).some((b) => ['ACTIVE', 'APPEALED'].includes(barStatus(b, today)));
    const rows = await ownRecords(m, me.id, pairIn(after, [Number.MAX_SAFE_INTEGER, 0]));
    return pageOf(rows, (r) => ({ id: r.id, day: dayOf(r.startsAt), title: r.title, minutes: r.minutes, evidence: r.evidence, origin: r.origin, ...countsWhy(r, barred) }), (r) => `${r.startsAt}_${r.id}`);
  }
}
function progress(s: SchemeRow, facts: StarFacts, held: number, periodKey: string, today: string): StarProgressView {
  const reached = starsOf(s.criteria, facts, today), next = nextStar(s.criteria, facts, held), wanting = unmet(s.criteria, facts, today);
  const text = next === null ? '已经达到最高一星，谢谢您。' : next.missing === 0 && wanting.length === 0 ? `已够${sayStars(next.stars)}，等下一次评定。` : [...(next.missing > 0 ? [`${sayMissing(s.criteria.measure, next.missing)}，就到${sayStars(next.stars)}`] : []), ...wanting].join('；') + '。';
  return {
    schemeId: s.id, name: s.name, period: s.period, periodText: periodText(periodKey), measure: s.criteria.measure, value: shownAmount(s.criteria.measure, facts), thresholds: s.criteria.thresholds, held, reached, next, unmet: wanting,
    text: reached > held ? `已够${sayStars(reached)}，等下一次评定。${next && next.stars > reached ? `再往上：${text}` : ''}` : text,
  };
}
