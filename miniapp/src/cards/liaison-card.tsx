import { LIAISON_STATUSES, startOfDay, type LiaisonView } from '@xianfeng/shared';
import type { ReactNode } from 'react';
import { day } from '../lib/format';
import { Card, Facts, Grow, Row, StatusTag, Text } from '../ui';

export const holderOf = (view: LiaisonView): string => view.unit?.name ?? view.person?.name ?? '';
export const sayTerm = ({ from, to }: Pick<LiaisonView, 'from' | 'to'>): string => `${day(startOfDay(from))}起${to ? `，到${day(startOfDay(to))}` : ''}`;

/** Who looks after which place. `children`: what the reader may do about it. */
export function LiaisonCard({ view, mine, children }: { view: LiaisonView; /** The reader is the one who looks after it. */ mine?: boolean; children?: ReactNode }) {
  return (
    <Card>
      <Row spread top gap={2}>
        <Grow><Text size='lg' strong block>{mine && view.kind === 'MEMBER' ? view.place.name : `${holderOf(view)} → ${view.place.name}`}</Text></Grow>
        <StatusTag status={view.status} labels={LIAISON_STATUSES} />
      </Row>
      <Facts rows={[
        { name: '社区', value: view.community.name, icon: 'home' },
        ...(view.households ? [{ name: '住户', value: view.households, icon: 'users' as const }] : []),
        { name: '时间', value: sayTerm(view), icon: 'calendar' },
        ...(view.reason ? [{ name: '说明', value: view.reason, icon: 'chat' as const }] : []),
      ]} />
      {children}
    </Card>
  );
}
