import { AUDIENCES, CLAIM_MODES, CLAIM_STATUSES, PHOTO_RULES, PRESENCE, TASK_KINDS, TASK_STATUSES, type ClaimStatus, type MeView, type ShiftView, type TaskView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, fileUrl } from '../../../../api';
import { claimPage } from '../../../../cards/claim-card';
import { Report, ReportPhotos } from '../../../../cards/report';
import { Halves } from '../../../../cards/halves';
import { kindIcon, kindTint } from '../../../../cards/words';
import { ring } from '../../../../cards/ring';
import { minutes, span } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { useShare } from '../../../../platform/share';
import { SIGN_IN } from '../../../../routes';
import { useMe } from '../../../../session';
import { Banner, Button, Card, Cell, Facts, Grow, KindBadge, Page, PhotoGrid, RadioList, Row, Section, StatusTag, Tag, Text, toast } from '../../../../ui';

const isFull = (shift: ShiftView): boolean => shift.taken >= shift.places;
/** Neither room nor a line to stand in: it has begun, or the task takes nobody any more. */
const isOver = (shift: ShiftView, task: TaskView): boolean => !shift.open && (!isFull(shift) || shift.startsAt <= Date.now() || task.status !== 'PUBLISHED');
/** Room, clash and my own claim of one shift, in a few words. */
function sayShift(shift: ShiftView, task: TaskView): string {
  if (shift.claimStatus) return CLAIM_STATUSES[shift.claimStatus as ClaimStatus] ?? '已认领';
  if (isOver(shift, task)) return '不再招募';
  const room = !isFull(shift) ? `还差 ${shift.places - shift.taken} 人（共 ${shift.places} 人）` : `已满 ${shift.places} 人，${shift.waiting > 0 ? `${shift.waiting} 人候补` : '可以候补'}`;
  return shift.clash ? `${room}。与您的“${shift.clash}”时间冲突` : room;
}
/** The shift the main button means unless another is chosen: mine, else the first with room and without a clash. */
const firstShift = (shifts: readonly ShiftView[]): ShiftView | undefined =>
  shifts.find((one) => one.claimId !== null) ?? shifts.find((one) => one.open && !one.clash) ?? shifts.find((one) => one.open) ?? shifts.find(isFull) ?? shifts[0];

/** He has done his part of the registration; the community has not answered yet. */
const isWaiting = (me: MeView): boolean => me.community === null && me.posts.length === 0 && me.todo.length === 0;

function TaskFacts({ task }: { task: TaskView }) {
  const length = Math.round((task.endsAt - task.startsAt) / 60_000);
  return (
    <Facts rows={[
      { name: '时间', value: task.shiftCount > 1 ? `共 ${task.shiftCount} 个班次` : span(task.startsAt, task.endsAt), icon: 'clock' },
      { name: '时长', value: task.pointsHint > 0 ? `约 ${minutes(length)}，核实后约 ${task.pointsHint} 分` : `约 ${minutes(length)}`, icon: 'coin' },
      { name: '地点', value: <>{task.place}<Text size='sm' tone='soft' block>{task.areaName}</Text></>, icon: 'pin' },
      { name: '谁能参加', value: task.audience === 'UNIT' && task.unit ? `仅${task.unit.name}` : AUDIENCES[task.audience], icon: 'users' },
      { name: '怎么签到', value: PRESENCE[task.presence], icon: 'scan' },
      { name: '照片', value: task.photoReason ? `${PHOTO_RULES[task.photoRule]}：${task.photoReason}` : PHOTO_RULES[task.photoRule], icon: 'camera' },
    ]} />
  );
}

export default function Task() {
  const id = Number(useRouter().params['id']);
  const me = useMe();
  const task = useLoad(() => api.tasks.get(id), [id, me?.id]);
  const [picked, setPicked] = useState<string | null>(null);
  const claim = useAction((key, shiftId: number, waitlist: boolean) => api.claims.create(waitlist ? { shiftId, waitlist } : { shiftId }, key), (view) => {
    toast(view.status === 'WAITLISTED' ? `已排队，第 ${view.queue ?? 1} 位` : view.status === 'REQUESTED' ? '已提交，等社区确认' : '认领成功', 'ok');
    go(claimPage(view.id));
  });
  useShare(() => ({ title: task.data ? task.data.status === 'PUBLISHED' ? `${task.data.title}，来帮一把` : task.data.title : '社区任务', path: `/packages/more/pages/task/index?id=${id}` }));

  const shift = task.data?.shifts.find((one) => String(one.id) === picked) ?? firstShift(task.data?.shifts ?? []);
  const take = async () => {
    if (!shift) return;
    await claim.run(shift.id, isFull(shift));
    await task.reload();
  };
  const footer = (view: TaskView) => {
    if (!me) return <Button to={SIGN_IN}>登录后认领</Button>;
    if (shift?.claimId) return <Button icon='check' to={claimPage(shift.claimId)}>已认领，看怎么去</Button>;
    if (!view.actions.includes('claim')) return me.todo.length > 0 ? <Button to='/pages/welcome/index'>先完成报到</Button> : <Button disabled>{view.status === 'PUBLISHED' ? (isWaiting(me) ? '等社区确认报到' : '现在不能认领') : TASK_STATUSES[view.status]}</Button>;
    if (!shift || isOver(shift, view)) return <Button disabled>不再招募</Button>;
    const full = isFull(shift);
    return <Button busy={claim.busy} icon={full ? 'clock' : 'hand'} onPress={() => void take()}>{full ? '排队候补' : view.claimMode === 'APPROVAL' ? '报名' : '认领'}</Button>;
  };

  return (
    <Page title='任务详情' wide load={task} footer={task.data ? footer(task.data) : undefined}>
      {(view) => (
        <Halves left={<>
          <Card>
            <Row gap={3} top>
              <KindBadge icon={kindIcon(view.kind)} tone={kindTint(view.kind)} size='lg' />
              <Grow>
                <Text size='xl' strong block>{view.title}</Text>
                <Row gap={2} wrap><Tag>{TASK_KINDS[view.kind].label}</Tag><StatusTag status={view.status} labels={TASK_STATUSES} />{view.claimMode === 'APPROVAL' ? <Tag tone='info'>{CLAIM_MODES.APPROVAL}</Tag> : null}</Row>
              </Grow>
            </Row>
            {view.summary ? <Text block keepLines>{view.summary}</Text> : null}
          </Card>
          {view.cancelReason ? <Banner tone='warn' title='任务已取消'>{view.cancelReason}</Banner> : null}
          {view.blocked && me ? <Banner tone='info'>{isWaiting(me) ? '报到已提交，社区确认后就能认领。' : view.blocked}</Banner> : null}
          {shift?.clash && !shift.claimId ? <Banner tone='warn' title='时间有冲突'>与您的“{shift.clash}”撞在一起。可以选别的班次；确实都要去，请联系负责人。</Banner> : null}
          <Card><TaskFacts task={view} /></Card>
        </>} right={<>
          <Section title={view.shifts.length > 1 ? '选一个班次' : '班次'}>
            <RadioList
              label='班次' value={shift ? String(shift.id) : null} onChange={setPicked}
              options={view.shifts.map((one) => ({ key: String(one.id), text: span(one.startsAt, one.endsAt), note: sayShift(one, view), disabled: isOver(one, view) && one.claimId === null }))}
            />
          </Section>
          {view.photos.length > 0 ? <Section title='现场照片'><PhotoGrid photos={view.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} />{view.photos.length > 0 && !view.actions.includes('lead') ? <ReportPhotos ids={view.photos.map((photo) => photo.id)} /> : null}</Section> : null}
          <Banner tone='warn' title='注意安全'>{view.riskNote}</Banner>
          <Card>
            <Row spread gap={3} wrap>
              <Grow><Text size='sm' tone='soft' block>负责人</Text><Text strong>{view.contactName}</Text> <Text tone='soft'>{view.contactPhone}</Text></Grow>
              {view.contactPhone ? <Button kind='soft' size='small' icon='phone' onPress={() => void ring(view.contactPhone, view.contactName)}>打电话</Button> : <Text size='sm' tone='soft'>登录后可以看到电话</Text>}
            </Row>
          </Card>
          {view.actions.includes('lead') ? null : <Report kind='task' id={view.id} what='这个任务' />}
          {view.actions.includes('lead') ? <Card flush><Cell icon='desk' title='在工作台管理这个任务' to={`/packages/desk/pages/task/index?id=${view.id}`} /></Card> : null}
        </>} />
      )}
    </Page>
  );
}
