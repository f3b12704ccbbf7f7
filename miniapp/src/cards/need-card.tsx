import { NEED_KINDS, NEED_STATUSES, type NeedCard as NeedFacts } from '@xianfeng/shared';
import { ago, day } from '../lib/format';
import { Card, StatusTag, Text } from '../ui';
import { CardHead } from './card-head';
import { NEED_ICONS } from './words';

/** One need of mine: where it stands and by when it is answered. */
export function NeedCard({ need }: { need: NeedFacts }) {
  return (
    <Card to={`/packages/more/pages/need/index?id=${need.id}`}>
      <CardHead icon={NEED_ICONS[need.kind]} tone='info' title={need.title} tag={<StatusTag status={need.status} labels={NEED_STATUSES} />}>
        <Text size='sm' tone='soft' block>{NEED_KINDS[need.kind]} · {ago(need.createdAt)}</Text>
        {need.status === 'SUBMITTED' || need.status === 'REOPENED' ? <Text size='sm' tone={need.overdue ? 'warn' : 'soft'} block>{need.overdue ? '已过答复期限，社区正在催办' : `${day(need.dueAt)}前答复您`}</Text> : null}
      </CardHead>
    </Card>
  );
}
