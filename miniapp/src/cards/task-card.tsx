import { TASK_KINDS, type TaskCard as TaskFacts } from '@xianfeng/shared';
import { Card, Grow, Icon, Row, Stack, Tag, Text } from '../ui';
import { CardHead } from './card-head';
import { kindIcon, kindTint, sayPlaces, sayWhen } from './words';

/** One task in a list: what, when, where, and whether there is room. The whole card leads to it. */
export function TaskCard({ task }: { task: TaskFacts }) {
  return (
    <Card to={`/packages/more/pages/task/index?id=${task.id}`}>
      <CardHead icon={kindIcon(task.kind)} tone={kindTint(task.kind)} title={task.title} size='lg'>
        <Text size='sm' tone='soft' block>{TASK_KINDS[task.kind].label} · {task.areaName}</Text>
      </CardHead>
      <Stack gap={1}>
        <Row gap={2} top><Icon name='clock' size='sm' /><Grow><Text size='sm' block>{sayWhen(task)}</Text></Grow></Row>
        <Row gap={2} top><Icon name='pin' size='sm' /><Grow><Text size='sm' lines={1}>{task.place}</Text></Grow></Row>
      </Stack>
      <Row gap={2} wrap>
        <Tag tone={task.taken < task.places ? 'pine' : 'warn'} icon='users'>{sayPlaces(task)}</Tag>
        {task.pointsHint > 0 ? <Tag tone='gold' icon='coin'>约 {task.pointsHint} 分</Tag> : null}
        {task.audience === 'MEMBERS' ? <Tag tone='red' icon='flag'>在职党员</Tag> : null}
        {task.audience === 'UNIT' ? <Tag tone='info' icon='building'>指定单位</Tag> : null}
      </Row>
    </Card>
  );
}
