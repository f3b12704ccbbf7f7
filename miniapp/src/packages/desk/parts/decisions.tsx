import type { MeView } from '@xianfeng/shared';
import { api } from '../../../api';
import { useLoad } from '../../../lib/use-load';
import { Card, Cell, Section, type IconName } from '../../../ui';
import type { DeskArea } from './area';
import { DESK } from './paths';

interface Waiting { title: string; note: string; icon: IconName; to: string; count: number }
/** What about points waits for a second person's yes. Nothing to decide: nothing to see. */
export function Decisions({ me, area }: { me: MeView; area: DeskArea }) {
  const correct = me.permissions.includes('points.correct'), add = me.permissions.includes('tariff.add');
  const load = useLoad(correct || add ? async (): Promise<Waiting[]> => {
    const [corrections, appeals, additions] = await Promise.all([
      correct ? api.corrections.list({ areaId: area.id, status: 'PROPOSED' }) : null, correct ? api.freezes.list({ areaId: area.id, status: 'APPEALED' }) : null, add ? api.additions.list(area.id) : null,
    ]);
    return [
      { title: '积分更正待批准', note: '看清理由，批准后马上入账', icon: 'undo' as const, to: DESK.corrections, count: corrections?.items.filter((row) => row.actions.includes('approve')).length ?? 0 },
      { title: '冻结申诉待答复', note: '本人说了理由，请您来看', icon: 'chat' as const, to: DESK.freezes, count: appeals?.items.filter((row) => row.actions.includes('keep')).length ?? 0 },
      { title: '社区加分待批准', note: '比例、预算和时间都在里面', icon: 'plus' as const, to: DESK.additions, count: additions?.filter((row) => row.actions.includes('approve')).length ?? 0 },
    ].filter(({ count }) => count > 0);
  } : null, [area.id, correct, add]);
  if (!load.data || load.data.length === 0) return null;
  return <Section title='等您签字'><Card flush>{load.data.map((item) => <Cell key={item.title} {...item} />)}</Card></Section>;
}
