import { NEED_KINDS, NEED_LIMITS, NEED_STATUSES, type NeedView } from '@xianfeng/shared';
import { useState } from 'react';
import { api, fileUrl } from '../../../api';
import { NEED_ICONS } from '../../../cards/words';
import { ring } from '../../../cards/ring';
import { day, time } from '../../../lib/format';
import { useAction } from '../../../lib/use-action';
import { Banner, Button, Card, Cell, Facts, Grow, KindBadge, PhotoGrid, Row, Section, StatusTag, Text, Timeline, toast } from '../../../ui';
import { DESK } from './paths';
import { ReasonDialog } from './reason-dialog';

const ANSWERS = ['已安排工作人员上门处理', '已联系物业，三天内处理', '已转相关部门，有结果马上告诉您', '已当面为您解答'] as const;
const REFUSALS = ['不属于社区能办的事，已告知您办理渠道', '这件事已有人在办，不再重复登记', '情况不实或联系不上，需要时请再提'] as const;

/** What a worker can do about a need now: make it a task, answer it, or refuse it with a reason. */
export function NeedActions({ need, onChange }: { need: NeedView; onChange: (view: NeedView) => void }) {
  const [asking, setAsking] = useState<'answer' | 'refuse' | null>(null);
  const reply = useAction((_key, step: 'answer' | 'refuse', text: string) => api.needs[step](need.id, { reply: text }), (view) => {
    setAsking(null);
    toast(view.status === 'ANSWERED' ? '已答复，居民会收到' : '已告知居民原因', 'ok');
    onChange(view);
  });
  const may = (action: NeedView['actions'][number]) => need.actions.includes(action);
  const dialog = asking === 'answer' ? { title: '答复居民', note: '居民会收到这句话，并请他说说是否解决。', label: '答复', reasons: ANSWERS, ok: '答复' } : { title: '不采纳，说明原因', note: '居民会看到原因。办不了的事，请告诉他去哪里办。', label: '原因', reasons: REFUSALS, ok: '告知居民' };
  return (
    <>
      {may('refuse') ? <Button kind='plain' onPress={() => setAsking('refuse')}>不采纳</Button> : null}
      {may('answer') ? <Button kind='soft' icon='chat' onPress={() => setAsking('answer')}>直接答复</Button> : null}
      {may('publish') ? <Button icon='send' to={DESK.taskFromNeed(need.id)}>发成任务</Button> : null}
      {asking ? <ReasonDialog key={asking} open {...dialog} danger={asking === 'refuse'} limits={NEED_LIMITS.reply} busy={reply.busy} error={reply.fields['reply']} onClose={() => setAsking(null)} onSend={(text) => void reply.run(asking, text)} /> : null}
    </>
  );
}
/** A need as the desk reads it: what, who asks, what happened so far. */
export function NeedDetail({ need }: { need: NeedView }) {
  const open = need.status === 'SUBMITTED' || need.status === 'REOPENED';
  return (
    <>
      <Card>
        <Row gap={3} top>
          <KindBadge icon={NEED_ICONS[need.kind]} tone='info' size='lg' />
          <Grow><Text size='xl' strong block>{need.title}</Text><Text size='sm' tone='soft' block>{NEED_KINDS[need.kind]} · {need.areaName}</Text></Grow>
          <StatusTag status={need.status} labels={NEED_STATUSES} />
        </Row>
        {need.text ? <Text block keepLines>{need.text}</Text> : null}
        <PhotoGrid photos={need.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} />
        <Facts rows={[
          { name: '谁提的', value: need.onBehalfOf ? `${need.askerName}（替${need.onBehalfOf}）` : need.askerName, icon: 'user' },
          ...(need.place ? [{ name: '在哪儿', value: need.place, icon: 'pin' as const }] : []),
          { name: '提出时间', value: time(need.createdAt), icon: 'clock' },
        ]} />
        {need.askerPhone ? <Button kind='soft' size='small' icon='phone' onPress={() => void ring(need.askerPhone, need.askerName)}>打给 {need.askerPhone}</Button> : null}
      </Card>
      {open ? <Banner tone={need.overdue ? 'warn' : 'info'}>{need.overdue ? `应在${day(need.dueAt)}前答复，已超期，请先办这件。` : `请在${day(need.dueAt)}前答复。`}</Banner> : null}
      {open && need.actions.includes('publish') ? <Card flush><Cell icon='handshake' title='列入需求清单' note='一个任务办不了，请单位来帮' to={DESK.listNeed(need.id)} /></Card> : null}
      {need.reply ? <Banner tone='ok' title='我们的答复'>{need.reply}</Banner> : null}
      {need.taskId ? <Card flush><Cell icon='tasks' title='由它发出的任务' note='看认领和签到' to={DESK.task(need.taskId)} /></Card> : null}
      <Section title='办到哪一步'><Card><Timeline items={need.timeline.map((event, i) => ({ key: `${event.at}-${i}`, title: event.text, time: `${time(event.at)}${event.by ? ` · ${event.by}` : ''}` }))} /></Card></Section>
    </>
  );
}
