import { APPEAL_ASKS, APPEAL_STATUSES, RECORD_LIMITS, type AppealStatus, type AppealView } from '@xianfeng/shared';
import { useState } from 'react';
import { api, fileUrl } from '../../../../api';
import { day, minutes, span, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Box, Button, Card, Dialog, Empty, Facts, Field, Grid, Page, PhotoGrid, Row, Segmented, Stack, StatusTag, Tag, Text, TextArea, toast } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Figure } from '../../parts/figure';
import { Listing } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';

const STATES = (Object.keys(APPEAL_STATUSES) as AppealStatus[]).map((key) => ({ key, text: APPEAL_STATUSES[key] }));
/** The log is recorded after all, or gets the minutes it lacked. */
function Overturn({ appeal, onClose, onDone }: { appeal: AppealView; onClose: () => void; onDone: () => void }) {
  const planned = Math.floor((appeal.endsAt - appeal.startsAt) / 60_000);
  const [count, setCount] = useState(appeal.wanted ?? planned);
  const [reason, setReason] = useState('');
  const send = useAction((key, input: { reason: string; minutes: number }) => api.appeals.overturn(appeal.id, input, key), (view) => { toast(`已改判，计 ${minutes(view.minutes ?? 0)}`, 'ok'); onDone(); });
  return (
    <Dialog open title={`改判${appeal.name}的申诉`} onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>再想想</Button><Button busy={send.busy} disabled={reason.trim().length < RECORD_LIMITS.reason.min} onPress={() => void send.run({ reason: reason.trim(), minutes: count })}>改判</Button></>}>
      <Stack gap={4}>
        <Field label='计多少分钟' required group error={send.fields['minutes']} hint={`班次共 ${planned} 分钟；与他别的记录重叠的部分只计一次`}><Figure label='计多少分钟' value={count} min={1} max={planned} step={5} onChange={setCount} /></Field>
        <Field label='理由' required error={send.fields['reason']} hint='本人会看到'><TextArea value={reason} onChange={setReason} maxLength={RECORD_LIMITS.reason.max} rows={2} placeholder='如：现场照片和负责人都能证明' /></Field>
        <Banner tone='info'>{appeal.ask === 'REJECTED' ? '马上计入服务记录，按办法给积分，本人收到通知。' : '另记一行补上少计的时间，原来的记录留着；积分不变，需要时另提积分更正。'}</Banner>
      </Stack>
    </Dialog>
  );
}
function Appeal({ appeal, onDone }: { appeal: AppealView; onDone: () => void }) {
  const [asking, setAsking] = useState<'uphold' | 'overturn' | null>(null);
  const done = () => { setAsking(null); onDone(); };
  const uphold = useAction((key, reason: string) => api.appeals.uphold(appeal.id, { reason }, key), () => { toast('已答复，维持原结果', 'ok'); done(); });
  const may = (step: 'uphold' | 'overturn') => appeal.actions.includes(step);
  return (
    <Card>
      <Row spread gap={2} top wrap><Text size='lg' strong>{appeal.name}</Text><Row gap={2}>{appeal.overdue ? <Tag tone='red' icon='alert'>超期</Tag> : null}<StatusTag status={appeal.status} labels={APPEAL_STATUSES} /></Row></Row>
      <Text size='sm' tone='soft' block>{[appeal.unitName, appeal.communityName, APPEAL_ASKS[appeal.ask]].filter(Boolean).join(' · ')}</Text>
      <Box className='d-shift'><Text size='sm' tone='soft' block>他说，{time(appeal.submittedAt)}</Text><Text block>{appeal.text}</Text>{appeal.wanted === null ? null : <Text size='sm' tone='soft' block>认为应计 {minutes(appeal.wanted)}</Text>}</Box>
      <Facts rows={[
        { name: '任务', value: `${appeal.title} · ${span(appeal.startsAt, appeal.endsAt)}` },
        { name: '社区的决定', value: appeal.ask === 'REJECTED' ? `${appeal.decidedBy}：${appeal.reason ?? '未写理由'}` : `${appeal.decidedBy}核实，${appeal.minutesWhy}` },
        { name: '日志', value: appeal.logText || '（没有写字）' },
      ]} />
      <PhotoGrid photos={appeal.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} />
      {appeal.reply ? <Text size='sm' tone='soft' block>答复{appeal.answeredAt ? `，${time(appeal.answeredAt)}` : ''}：{appeal.reply}{appeal.minutes === null ? '' : `（计 ${minutes(appeal.minutes)}）`}</Text> : <Text size='sm' tone='soft' block>{day(appeal.dueAt)}前答复</Text>}
      {appeal.status === 'APPEALED' && appeal.actions.length === 0 ? <Text size='sm' tone='soft' block>原来是您决定的，等另一位同事来看</Text> : null}
      <Row gap={2} wrap>
        {may('overturn') ? <Button size='small' label={`改判${appeal.name}的申诉`} onPress={() => setAsking('overturn')}>改判</Button> : null}
        {may('uphold') ? <Button kind='plain' size='small' label={`维持原结果：${appeal.name}的申诉`} onPress={() => setAsking('uphold')}>维持原结果</Button> : null}
      </Row>
      {asking === 'overturn' ? <Overturn appeal={appeal} onClose={() => setAsking(null)} onDone={done} /> : null}
      {asking === 'uphold' ? <ReasonDialog open title={`维持${appeal.name}那条日志的结果`} note='一条日志只能申诉一次，请把理由写清楚，本人会看到。' reasons={['签到和照片里都没有，负责人也不记得']} limits={RECORD_LIMITS.reason} ok='维持' busy={uphold.busy} error={uphold.fields['reason']} onClose={() => setAsking(null)} onSend={(reason) => void uphold.run(reason)} /> : null}
    </Card>
  );
}
/** 申诉: the street looks again at what a community decided. */
function Appeals({ me, area, choose }: DeskProps) {
  const [status, setStatus] = useState<AppealStatus>('APPEALED');
  const appeals = usePages((after) => api.appeals.list({ areaId: area.id, status, after }), [area.id, status]);
  return (
    <Page title='日志申诉' wide onRefresh={appeals.reload}>
      <Row gap={2} wrap><Segmented label='状态' options={STATES} value={status} onChange={setStatus} /><AreaSwitch me={me} permission='record.appeal' area={area} choose={choose} /></Row>
      <Listing pages={appeals} empty={<Card><Empty icon='chat' title={status === 'APPEALED' ? '没有等着答复的申诉' : '这里还没有申诉'} text='日志未通过或时长少计的，本人十五天内可以申诉到街道，由没有参与原决定的人来看。' /></Card>}>
        {(rows, footer) => <><Grid cols={1} desk={2}>{rows.map((appeal) => <Appeal key={appeal.id} appeal={appeal} onDone={() => void appeals.reload()} />)}</Grid>{footer}</>}
      </Listing>
    </Page>
  );
}
export default deskPage('日志申诉', 'record.appeal', Appeals);
