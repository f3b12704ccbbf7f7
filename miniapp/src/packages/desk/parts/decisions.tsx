import { dayOf, type MeView } from '@xianfeng/shared';
import type { PropsWithChildren } from 'react';
import { api } from '../../../api';
import { useLoad } from '../../../lib/use-load';
import { Card, Cell, Section, Skeleton, type IconName } from '../../../ui';
import type { DeskArea } from './area';
import { DESK } from './paths';

interface Waiting { title: string; note: string; icon: IconName; to: string; count: number }
/** What waits for a second person's yes, or for another office's look. Nothing to decide: nothing to see. What stands below (`children`) waits for it, so that nothing jumps away under a finger. */
export function Decisions({ me, area, children }: PropsWithChildren<{ me: MeView; area: DeskArea }>) {
  const correct = me.permissions.includes('points.correct'), add = me.permissions.includes('tariff.add'), enter = me.permissions.includes('record.enter'), hear = me.permissions.includes('record.appeal'), rule = me.permissions.includes('area.manage'), thank = me.permissions.includes('honour.manage'), approve = me.permissions.includes('honour.approve');
  const load = useLoad(correct || add || enter || hear ? async (): Promise<Waiting[]> => {
    const [corrections, appeals, additions] = await Promise.all([
      correct ? api.corrections.list({ areaId: area.id, status: 'PROPOSED' }) : null, correct ? api.freezes.list({ areaId: area.id, status: 'APPEALED' }) : null, add ? api.additions.list(area.id) : null,
    ]);
    const [requests, entries, samples, objections, doubts, calendar] = await Promise.all([
      enter ? api.recordRequests.list({ areaId: area.id }) : null, enter ? api.entries.list({ areaId: area.id, status: 'PROPOSED' }) : null, enter ? api.samples.list({ areaId: area.id }) : null,
      hear ? api.appeals.list({ areaId: area.id }) : null, hear ? api.samples.doubts({ areaId: area.id }) : null, rule ? api.workdays.get() : null,
    ]);
    const [words, letters, campaigns] = await Promise.all([
      thank ? api.thanks.list({ areaId: area.id, status: 'WAITING' }) : null, approve ? api.letters.list({ areaId: area.id, year: Number(dayOf(Date.now()).slice(0, 4)), status: 'SUBMITTED' }) : null, approve ? api.campaigns.list({ areaId: area.id }) : null,
    ]);
    const [runs, bars] = await Promise.all([thank ? api.starRuns.list({ areaId: area.id, status: 'NOTICED' }) : null, approve ? api.starBars.list({ areaId: area.id }) : null]);
    return [
      { title: `还没有 ${calendar?.missing[0] ?? ''} 年的放假安排`, note: '没有它，期限会算错；贴一段通知就好', icon: 'calendar' as const, to: DESK.workdays, count: calendar?.missing.length ?? 0 },
      { title: '日志申诉待答复', note: '十个工作日内答复本人', icon: 'chat' as const, to: DESK.appeals, count: objections?.items.filter((row) => row.actions.length > 0).length ?? 0 },
      { title: '更正申请待处理', note: '本人说记录不对，请核对', icon: 'edit' as const, to: DESK.recordRequests, count: requests?.items.filter((row) => row.actions.includes('grant') || row.actions.includes('approve')).length ?? 0 },
      { title: '补录待批准', note: '看清依据再签字', icon: 'plus' as const, to: DESK.entries, count: entries?.items.filter((row) => row.actions.includes('approve')).length ?? 0 },
      { title: '请你们核查', note: '抽到的是别的社区的记录', icon: 'search' as const, to: DESK.samples, count: samples?.items.filter((row) => row.actions.includes('check')).length ?? 0 },
      { title: '抽查有疑问', note: '查清后写一句怎么了结的', icon: 'alert' as const, to: DESK.doubts, count: doubts?.items.filter((row) => row.actions.includes('close')).length ?? 0 },
      { title: '积分更正待批准', note: '看清理由，批准后马上入账', icon: 'undo' as const, to: DESK.corrections, count: corrections?.items.filter((row) => row.actions.includes('approve')).length ?? 0 },
      { title: '冻结申诉待答复', note: '本人说了理由，请您来看', icon: 'chat' as const, to: DESK.freezes, count: appeals?.items.filter((row) => row.actions.includes('keep')).length ?? 0 },
      { title: '社区加分待批准', note: '比例、预算和时间都在里面', icon: 'plus' as const, to: DESK.additions, count: additions?.filter((row) => row.actions.includes('approve')).length ?? 0 },
      { title: '表扬信待批准', note: '批准后编号，再打印送达', icon: 'send' as const, to: `${DESK.letters}?tab=SUBMITTED`, count: letters?.items.filter((row) => row.actions.includes('approve')).length ?? 0 },
      { title: '评选公示已满', note: '看清名单和事实，由您决定', icon: 'medal' as const, to: DESK.campaigns, count: campaigns?.items.filter((row) => row.status === 'NOTICE' && row.openObjections === 0 && (row.noticeUntil ?? 0) <= Date.now()).length ?? 0 },
      { title: '星级异议待答复', note: '核对签到和记录，再答复', icon: 'star' as const, to: DESK.stars, count: runs?.items.reduce((all, row) => all + row.openObjections, 0) ?? 0 },
      { title: '星级公示已满', note: '看清名单，由您确认', icon: 'star' as const, to: DESK.stars, count: runs?.items.filter((row) => row.ready).length ?? 0 },
      { title: '暂停参评的申诉待答复', note: '对方说了理由，请您来看', icon: 'chat' as const, to: DESK.starBars, count: bars?.items.filter((row) => row.status === 'APPEALED' && row.actions.includes('decide')).length ?? 0 },
      { title: '居民感谢的话待看', note: '看一眼，点可用就转给帮忙的人', icon: 'heart' as const, to: `${DESK.letters}?tab=WORDS`, count: words?.items.length ?? 0 },
    ].filter(({ count }) => count > 0);
  } : null, [area.id, correct, add, enter, hear, rule, thank, approve]);
  if (load.loading && !load.data && !load.error) return <Skeleton />;
  return (
    <>
      {load.data && load.data.length > 0 ? <Section title='等您签字'><Card flush>{load.data.map((item) => <Cell key={item.title} {...item} />)}</Card></Section> : null}
      {children}
    </>
  );
}
