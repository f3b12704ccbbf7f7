import { AUDIENCES, CLAIM_MODES, PHOTO_RULES, PRESENCE, TASK_KINDS, TASK_LIMITS, TASK_STATUSES, type ShiftView, type TaskView } from '@xianfeng/shared';
import { useState } from 'react';
import { api, fileUrl } from '../../../api';
import { kindIcon, kindTint } from '../../../cards/words';
import { span } from '../../../lib/format';
import { back, go } from '../../../lib/go';
import { useAction } from '../../../lib/use-action';
import { Banner, Box, Button, Card, Cell, Facts, Grow, KindBadge, PhotoGrid, Progress, Row, Section, Stack, StatusTag, Tag, Text, confirm, toast } from '../../../ui';
import { OfferDialog } from './offer-dialog';
import { DESK } from './paths';
import { ReasonDialog } from './reason-dialog';

const CANCEL_REASONS = ['天气原因', '场地临时不能用', '需要帮忙的居民情况有变', '报名人数不够，改期再办'] as const;
/** Everybody who is in or waits: those who would be told. */
const concerned = (task: TaskView): number => task.shifts.reduce((sum, shift) => sum + shift.taken + shift.waiting, 0);

/** What the organiser can do about a task now. Taking back what nobody claimed is quiet; cancelling tells everybody why. */
export function TaskActions({ task, onChange, onGone = back }: { task: TaskView; onChange: (view: TaskView) => void; /** The draft is no more. */ onGone?: () => void }) {
  const [cancelling, setCancelling] = useState(false);
  const told = concerned(task);
  const publish = useAction((key) => api.tasks.publish(task.id, key), (view) => { toast('已发布', 'ok'); onChange(view); });
  const copy = useAction(() => api.tasks.copy(task.id), (view) => { toast('已复制，改好时间就能发', 'ok'); go(DESK.taskEdit(view.id)); });
  const withdraw = useAction((key) => api.tasks.withdraw(task.id, key), (view) => { toast('已撤回', 'ok'); onChange(view); });
  const cancel = useAction((key, reason: string) => api.tasks.cancel(task.id, { reason }, key), (view) => { setCancelling(false); toast(told > 0 ? `已取消，已通知 ${told} 人` : '已取消', 'ok'); onChange(view); });
  const discard = useAction(() => api.tasks.discard(task.id), () => { toast('草稿已删除', 'ok'); onGone(); });
  const may = (action: TaskView['actions'][number]) => task.actions.includes(action);
  const ask = async (title: string, text: string, ok: string, then: () => Promise<unknown>) => { if (await confirm({ title, text, ok, danger: true })) void then(); };
  return (
    <>
      {may('discard') ? <Button kind='plain' icon='trash' busy={discard.busy} onPress={() => void ask('删除这份草稿？', '删除后不能恢复。', '删除', discard.run)}>删除</Button> : null}
      {may('withdraw') ? <Button kind='plain' icon='undo' busy={withdraw.busy} onPress={() => void ask('撤回这个任务？', '还没有人认领，撤回后不再显示，不通知任何人。', '撤回', withdraw.run)}>撤回</Button> : null}
      {may('cancel') && !may('withdraw') ? <Button kind='plain' icon='close-circle' onPress={() => setCancelling(true)}>取消任务</Button> : null}
      {may('copy') ? <Button kind='plain' icon='copy' busy={copy.busy} onPress={() => void copy.run()}>复制</Button> : null}
      {may('edit') ? <Button kind={may('publish') ? 'plain' : 'soft'} icon='edit' to={DESK.taskEdit(task.id)}>修改</Button> : null}
      {may('publish') ? <Button icon='send' busy={publish.busy} onPress={() => void publish.run()}>发布</Button> : null}
      {cancelling ? <ReasonDialog open title='取消任务' note={told > 0 ? `已有 ${told} 人认领或候补，都会收到通知和原因。` : '没有人认领，不会打扰别人。'} label='原因' reasons={CANCEL_REASONS} limits={TASK_LIMITS.reason} ok={told > 0 ? `取消并通知 ${told} 人` : '取消任务'} danger busy={cancel.busy} error={cancel.fields['reason']} onClose={() => setCancelling(false)} onSend={(reason) => void cancel.run(reason)} /> : null}
    </>
  );
}

function ShiftRow({ task, shift, onOffer }: { task: TaskView; shift: ShiftView; onOffer: () => void }) {
  return (
    <Box className='d-shift'>
      <Stack gap={2}>
        <Row spread wrap><Text strong>{span(shift.startsAt, shift.endsAt)}</Text>{shift.waiting > 0 ? <Tag tone='warn'>{shift.waiting} 人候补</Tag> : null}</Row>
        <Progress value={shift.taken} max={shift.places} label={`${shift.taken}/${shift.places} 人`} tone={shift.taken < shift.places ? 'gold' : 'pine'} />
        <Row gap={2} wrap>
          {task.actions.includes('lead') ? <Button kind='soft' size='small' icon='qr' to={DESK.shift(task.id, shift.id)}>名单与签到</Button> : null}
          {task.actions.includes('offer') && shift.open && shift.taken < shift.places ? <Button kind='text' size='small' icon='send' onPress={onOffer}>邀请</Button> : null}
        </Row>
      </Stack>
    </Box>
  );
}
/** A task as its organiser sees it. */
export function TaskDetail({ task }: { task: TaskView }) {
  const [offering, setOffering] = useState<ShiftView | null>(null);
  return (
    <>
      <Card>
        <Row gap={3} top>
          <KindBadge icon={kindIcon(task.kind)} tone={kindTint(task.kind)} size='lg' />
          <Grow>
            <Text size='xl' strong block>{task.title}</Text>
            <Text size='sm' tone='soft' block>{TASK_KINDS[task.kind].label} · {task.areaName}</Text>
          </Grow>
          <StatusTag status={task.status} labels={TASK_STATUSES} />
        </Row>
        {task.summary ? <Text block keepLines>{task.summary}</Text> : null}
      </Card>
      {task.cancelReason ? <Banner tone='warn' title='已取消'>{task.cancelReason}</Banner> : null}
      <Section title='班次' note={task.shifts.length > 1 ? `共 ${task.shifts.length} 个` : undefined}>
        <Card>{task.shifts.map((shift) => <ShiftRow key={shift.id} task={task} shift={shift} onOffer={() => setOffering(shift)} />)}</Card>
      </Section>
      <Card>
        <Facts rows={[
          { name: '地点', value: task.place, icon: 'pin' },
          { name: '谁能参加', value: task.audience === 'UNIT' && task.unit ? `仅${task.unit.name}` : AUDIENCES[task.audience], icon: 'users' },
          { name: '认领方式', value: CLAIM_MODES[task.claimMode], icon: 'hand' },
          { name: '怎么签到', value: PRESENCE[task.presence], icon: 'scan' },
          { name: '照片', value: task.photoReason ? `${PHOTO_RULES[task.photoRule]}：${task.photoReason}` : PHOTO_RULES[task.photoRule], icon: 'camera' },
          { name: '安全提示', value: task.riskNote, icon: 'shield' },
          { name: '负责人', value: `${task.contactName} ${task.contactPhone}`, icon: 'phone' },
        ]} />
      </Card>
      {task.needId ? <Card flush><Cell icon='ask' title='来自居民点单' note='看居民提的事和答复' to={DESK.need(task.needId)} /></Card> : null}
      {task.photos.length > 0 ? <Section title='现场照片'><PhotoGrid photos={task.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} /></Section> : null}
      {offering ? <OfferDialog key={offering.id} shift={offering} onClose={() => setOffering(null)} /> : null}
    </>
  );
}
