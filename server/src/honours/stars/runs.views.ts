import { addDays, dayOf, type StarCandidateView, type StarCriteria, type StarNoticeCard, type StarRunCard, type StarRunView } from '@xianfeng/shared';
import { initials } from '../../lib/mask.js';
import { periodText, schemeText } from './criteria.rules.js';
import { runActions, waitsFor, type RunReader } from './runs.rules.js';
import type { CandidateRow, RunRow } from './runs.store.js';

/** The last day of a notice, as people say it: the instant is the midnight after it. */
export const lastDay = (until: number): string => {
  const [y, m, d] = addDays(dayOf(until), -1).split('-').map(Number);
  return `${y}年${m}月${d}日`;
};
export const runCard = (r: RunRow, reader: RunReader, now: number): StarRunCard => ({
  id: r.id, schemeName: r.schemeName, subject: r.subject, areaId: r.areaId, areaName: r.areaName, asOf: r.asOfDay, periodText: periodText(r.periodKey), status: r.status, proposed: r.proposed, excluded: r.excluded,
  computedBy: r.computer, computedAt: r.computedAt, noticeFrom: r.noticeFrom, noticeUntil: r.noticeUntil, openObjections: r.openObjections, ready: runActions(r, reader, now).includes('confirm'),
});
/** Communities issue what their street confirms: nobody there may (shared/roles). */
export const confirmerOf = (r: Pick<RunRow, 'issuer' | 'issuerName'>): string => (r.issuer === 'COMMUNITY' ? '街道' : r.issuerName);
export const textOf = (r: RunRow): string[] => schemeText({ ...r, criteria: JSON.parse(r.criteria) as StarCriteria });
export const runView = (r: RunRow, byStars: number[], reader: RunReader, now: number): StarRunView => ({
  ...runCard(r, reader, now), schemeId: r.schemeId, schemeVersion: r.schemeVersion, issuerName: r.issuerName, confirmer: confirmerOf(r), noticeWorkdays: r.noticeWorkdays, byStars, text: textOf(r),
  confirmedBy: r.confirmer, confirmedAt: r.confirmedAt, dropReason: r.dropReason, waits: waitsFor(r, confirmerOf(r), lastDay(r.noticeUntil ?? now), now), actions: runActions(r, reader, now),
});
export const noticeCard = (r: RunRow): StarNoticeCard => ({ id: r.id, schemeName: r.schemeName, subject: r.subject, areaName: r.areaName, periodText: periodText(r.periodKey), noticeFrom: r.noticeFrom ?? 0, noticeUntil: r.noticeUntil ?? 0, proposed: r.proposed });
/** While a list is looked through or hangs out, staff may leave somebody out or take him back; nobody decides about himself. */
export function candidateView(k: CandidateRow, run: Pick<RunRow, 'status' | 'subject'>, reader: RunReader): StarCandidateView {
  const open = (run.status === 'COMPUTED' || run.status === 'NOTICED') && reader.mayManage && !(run.subject === 'PERSON' && k.subjectId === reader.id);
  return {
    id: k.id, subjectId: k.subjectId, name: k.name, unitName: k.unitName, placeName: k.placeName, stars: k.stars, held: k.held, excluded: k.excluded,
    facts: { minutes: k.minutes, services: k.services, days: k.days, resolved: k.resolved, confirmedPercent: k.confirmedPercent, rejected: k.rejected, people: k.people, registeredDay: k.registeredDay },
    actions: !open ? [] : k.excluded === null ? ['exclude'] : run.status === 'COMPUTED' ? ['restore'] : [],
  };
}
/** Without his consent a person shows as his family name (民政部令67号 art. 16, PIPL art. 25). */
export const publicName = (k: Pick<CandidateRow, 'name' | 'publishes'>): string => (k.publishes === 1 ? k.name : initials(k.name));
