import { TASK_KINDS, TASK_STATUSES, type TaskCard, type TaskStatus } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { kindIcon, kindTint, sayWhen } from '../../../../cards/words';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Box, Button, Card, Empty, Grow, KindBadge, Page, Progress, Row, Segmented, Stack, StatusTag, Text, TwoColumn, toast, useWide } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { ExportButton } from '../../parts/export-button';
import { Listing, Waiting } from '../../parts/listing';
import { DESK } from '../../parts/paths';
import { TaskActions, TaskDetail } from '../../parts/task-detail';

const STATES = [{ key: 'PUBLISHED', text: '招募中' }, { key: 'DRAFT', text: '草稿' }, { key: 'ENDED', text: '待核实' }, { key: 'SETTLED', text: '已办结' }, { key: 'CANCELLED', text: '已取消' }] as const;
type State = (typeof STATES)[number]['key'];
const NOTHING: Record<State, { title: string; text: string }> = {
  PUBLISHED: { title: '没有招募中的任务', text: '从模板发一个，一分钟就好。' }, DRAFT: { title: '没有草稿', text: '填了一半的任务可以先存成草稿。' }, ENDED: { title: '没有等待核实的任务', text: '结束后日志核实完，任务就办结了。' },
  SETTLED: { title: '还没有办结的任务', text: '日志都核实后会出现在这里。' }, CANCELLED: { title: '没有取消过任务', text: '这样很好。' },
};

function TaskRow({ task, on, onPress }: { task: TaskCard; on: boolean; onPress: () => void }) {
  return (
    <Card onPress={onPress} className={on ? 'd-pick d-pick--on' : 'd-pick'}>
      <Row gap={3} top>
        <KindBadge icon={kindIcon(task.kind)} tone={kindTint(task.kind)} />
        <Grow>
          <Text strong lines={2}>{task.title}</Text>
          <Text size='sm' tone='soft' block>{TASK_KINDS[task.kind].label} · {task.areaName}</Text>
          <Text size='sm' block>{sayWhen(task)}</Text>
        </Grow>
        <StatusTag status={task.status} labels={TASK_STATUSES} />
      </Row>
      {task.status === 'PUBLISHED' || task.status === 'ENDED' ? <Progress value={task.taken} max={task.places} label={`${task.taken}/${task.places} 人`} tone={task.taken < task.places ? 'gold' : 'pine'} /> : null}
    </Card>
  );
}
function Side({ id, onChange }: { id: number; onChange: () => void }) {
  const task = useLoad(() => api.tasks.get(id), [id]);
  return (
    <Waiting load={task}>
      {(view) => <Stack><TaskDetail task={view} /><Row gap={2} wrap><TaskActions task={view} onChange={(next) => { task.set(next); onChange(); }} onGone={onChange} /></Row></Stack>}
    </Waiting>
  );
}

function Tasks({ me, area, choose }: DeskProps) {
  const [state, setState] = useState<State>('PUBLISHED');
  const [picked, setPicked] = useState<number | null>(null);
  const asked = useRouter().params['requests'] === '1';
  const [requests, setRequests] = useState(asked);
  const wide = useWide();
  const tasks = usePages((after) => api.tasks.desk({ areaId: area.id, status: state satisfies TaskStatus, after, ...(requests ? { waiting: 'REQUESTS' as const } : {}) }), [area.id, state, requests]);
  const shown = picked !== null && tasks.data?.some((task) => task.id === picked) ? picked : tasks.data?.[0]?.id ?? null;
  const first = tasks.data?.[0];
  const copy = useAction((_key, id: number) => api.tasks.copy(id), (view) => { toast('已复制，改好时间就能发', 'ok'); go(DESK.taskEdit(view.id)); });
  const buttons = <>{first && state !== 'DRAFT' ? <Button kind='plain' icon='copy' busy={copy.busy} onPress={() => void copy.run(first.id)}>复制上一个</Button> : null}<Button icon='plus' to={DESK.newTask}>发布任务</Button></>;
  return (
    <Page title='任务管理' wide onRefresh={tasks.reload} footer={wide ? undefined : buttons}>
      <Row gap={2} wrap>
        <Grow className='d-half'><Segmented label='状态' options={STATES} value={state} onChange={(next) => { setState(next); setPicked(null); setRequests(false); }} /></Grow>
        <AreaSwitch me={me} permission='task.manage' area={area} choose={choose} />
        {wide ? <ExportButton wanted={{ kind: 'TASKS', areaId: area.id, state }} /> : null}
        {wide ? buttons : null}
      </Row>
      {requests ? <Banner tone='info' title='这些任务有人等您确认' action={<Button kind='text' size='small' onPress={() => setRequests(false)}>看全部</Button>}>打开任务的“名单与签到”，在名字旁边点同意。</Banner> : null}
      <Listing pages={tasks} empty={requests ? <Empty icon='check-circle' title='没有等您确认的认领' text='有人报名需要确认的任务时，会出现在这里和工作台首页。' /> : <Empty icon='tasks' {...NOTHING[state]} action={state === 'PUBLISHED' || state === 'DRAFT' ? <Button kind='plain' icon='plus' to={DESK.newTask}>发布任务</Button> : undefined} />}>
        {(rows, footer) => (
          <TwoColumn
            open={false}
            list={<Stack>{rows.map((task) => <TaskRow key={task.id} task={task} on={wide && task.id === shown} onPress={() => { if (wide) setPicked(task.id); else go(DESK.task(task.id)); }} />)}{footer}</Stack>}
            detail={wide && shown !== null ? <Side key={shown} id={shown} onChange={() => void tasks.reload()} /> : <Box />}
          />
        )}
      </Listing>
    </Page>
  );
}
export default deskPage('任务管理', 'task.manage', Tasks);
