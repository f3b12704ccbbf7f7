import { CORRECTION_FIELDS, EVIDENCE, RECORD_LIMITS, REQUEST_STATUSES, TASK_KINDS, sayHours, type CorrectionField, type RecordRequestView, type ServiceRecordView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { CardHead } from '../../../../cards/card-head';
import { signedIn } from '../../../../cards/signed-in';
import { ThanksStrip } from '../../../../cards/thanks-strip';
import { kindIcon, kindTint } from '../../../../cards/words';
import { day, minutes, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { HOME } from '../../../../routes';
import { Banner, Button, Card, Dialog, Empty, ErrorState, Field, Grid, ListFooter, Page, RadioList, Row, Section, Skeleton, Stack, Stat, StatusTag, Tag, Text, TextArea, TextInput, toast } from '../../../../ui';

const FIELDS: readonly { key: CorrectionField; text: string; note: string; example: string }[] = [
  { key: 'MINUTES', text: '时长不对', note: '多记了或少记了', example: '如：应当是一个半小时' },
  { key: 'DAY', text: '日期不对', note: '服务在另一天', example: '如：应当是 11 月 3 日' },
  { key: 'TITLE', text: '内容写得不对', note: '做的事不是这样', example: '如：应当是清理三号楼楼道' },
  { key: 'SERVICE', text: '这次服务不是我的', note: '整次撤销', example: '如：那天我不在本地' },
];
/** Says what is wrong with one's own record; the community checks and answers. */
function AskDialog({ record, onClose, onDone }: { record: ServiceRecordView; onClose: () => void; onDone: () => void }) {
  const [field, setField] = useState<CorrectionField>('MINUTES');
  const [wish, setWish] = useState('');
  const [why, setWhy] = useState('');
  const send = useAction((key, input: { recordId: number; field: CorrectionField; wish: string; why: string }) => api.recordRequests.create(input, key), () => { toast('已提交，社区核对后答复您', 'ok'); onDone(); });
  const ready = wish.trim().length >= RECORD_LIMITS.wish.min && why.trim().length >= RECORD_LIMITS.reason.min;
  return (
    <Dialog open title='申请更正' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>再想想</Button><Button busy={send.busy} disabled={!ready} onPress={() => void send.run({ recordId: record.id, field, wish: wish.trim(), why: why.trim() })}>提交</Button></>}>
      <Stack gap={4}>
        <Text tone='soft' block>{record.title} · {record.day} · 现在计 {minutes(record.counted)}</Text>
        <Field label='哪里不对' required group><RadioList label='哪里不对' options={FIELDS} value={field} onChange={setField} /></Field>
        <Field label='应当是什么' required error={send.fields['wish']}><TextInput value={wish} onChange={setWish} maxLength={RECORD_LIMITS.wish.max} placeholder={FIELDS.find((one) => one.key === field)?.example ?? ''} /></Field>
        <Field label='为什么' required error={send.fields['why']}><TextArea value={why} onChange={setWhy} maxLength={RECORD_LIMITS.reason.max} rows={2} placeholder='当时的情况，谁能证明' /></Field>
        <Banner tone='info'>社区在十个工作日内核对并答复；更正要两位工作人员签字。原来的记录留着，更正另记一行；积分不随之变动。</Banner>
      </Stack>
    </Dialog>
  );
}
const isCorrection = (record: ServiceRecordView): boolean => record.origin === 'CORRECTION';
const sayChange = (n: number): string => `${n < 0 ? '−' : '+'}${minutes(Math.abs(n))}`;
function Record({ record, onAsk }: { record: ServiceRecordView; onAsk: () => void }) {
  if (isCorrection(record))
    return (
      <Card>
        <CardHead icon='edit' tone='quiet' title={`更正：${record.title}`} tag={<Text strong numeric>{record.services < 0 ? '撤销' : sayChange(record.minutes)}</Text>}>
          <Text size='sm' tone='soft' block>{record.day} · {time(record.verifiedAt)}更正 · {record.unitOfRecord}</Text>
        </CardHead>
      </Card>
    );
  return (
    <Card>
      <CardHead icon={kindIcon(record.kind)} tone={kindTint(record.kind)} title={record.title} tag={<Text strong tone={record.standing ? 'pine' : 'faint'} numeric>{minutes(record.counted)}</Text>}>
        <Text size='sm' tone='soft' block>{record.day} · {TASK_KINDS[record.kind].label} · {record.areaName}</Text>
      </CardHead>
      <Text size='sm' tone='soft' block>{EVIDENCE[record.evidence]}{record.unitOfRecord ? ` · ${record.unitOfRecord}记录` : ''}{record.counted === record.minutes ? '' : `，原记 ${minutes(record.minutes)}`}</Text>
      {record.points > 0 ? <Text size='sm' tone='gold' block>{record.points} 分：{record.pointsWhy}</Text> : null}
      <Row gap={2} wrap>
        {record.standing === 0 ? <Tag>已撤销</Tag> : record.asked > 0 ? <Tag tone='warn' icon='clock'>更正申请处理中</Tag> : <Button kind='text' size='small' icon='edit' label={`申请更正：${record.title}，${record.day}`} onPress={onAsk}>申请更正</Button>}
      </Row>
    </Card>
  );
}
/** The legal record: verified service in whole minutes, each with where it comes from. */
function List({ onChanged }: { onChanged: () => void }) {
  const records = usePages((after) => api.records.mine({ after }));
  const [asking, setAsking] = useState<ServiceRecordView | null>(null);
  if (!records.data) return records.error ? <ErrorState text={records.error} onRetry={() => void records.reload()} /> : <Skeleton />;
  if (records.data.length === 0) return <Card><Empty icon='medal' title='还没有服务记录' text='参加任务后写一句日志，社区核实后就记在这里。' action={<Button kind='soft' to={HOME}>去看任务</Button>} /></Card>;
  return (
    <>
      <Grid cols={1} desk={2}>{records.data.map((record) => <Record key={record.id} record={record} onAsk={() => setAsking(record)} />)}</Grid>
      <ListFooter pages={records} />
      {asking ? <AskDialog record={asking} onClose={() => setAsking(null)} onDone={() => { setAsking(null); void records.reload(); onChanged(); }} /> : null}
    </>
  );
}
const sayOutcome = (request: RecordRequestView): string =>
  request.status === 'ASKED' || request.status === 'PROPOSED' ? `${day(request.dueAt)}前答复您` : `${request.answeredBy ?? '社区'}：${request.reply ?? ''}`;
/** What one asked to have corrected, and what came of it. */
function Requests({ requests }: { requests: ReturnType<typeof usePages<RecordRequestView>> }) {
  if (!requests.data || requests.data.length === 0) return null;
  return (
    <Section title='更正申请'>
      <Grid cols={1} desk={2}>
        {requests.data.map((request) => (
          <Card key={request.id}>
            <Row spread top wrap><Text strong>{CORRECTION_FIELDS[request.field]}：{request.wish}</Text><StatusTag status={request.status} labels={REQUEST_STATUSES} /></Row>
            <Text size='sm' tone='soft' block>{request.title} · {request.day}</Text>
            <Text size='sm' tone='soft' block>{sayOutcome(request)}</Text>
          </Card>
        ))}
      </Grid>
      <ListFooter pages={requests} />
    </Section>
  );
}

function Records() {
  const summary = useLoad(() => api.records.summary());
  const requests = usePages((after) => api.recordRequests.mine({ after }));
  return (
    <Page title='服务记录' wide load={summary}>
      {(view) => (
        <>
          <Card tone='pine'>
            <Grid cols={2} desk={4}>
              <Stat value={sayHours(view.yearMinutes)} unit='小时' label='今年时长' tone='pine' />
              <Stat value={view.yearCount} unit='次' label='今年次数' />
              <Stat value={sayHours(view.minutes)} unit='小时' label='累计时长' tone='pine' />
              <Stat value={view.count} unit='次' label='累计次数' />
            </Grid>
          </Card>
          <Requests requests={requests} />
          <ThanksStrip />
          <Section title='每一次'><List onChanged={() => void requests.reload()} /></Section>
        </>
      )}
    </Page>
  );
}

export default signedIn('服务记录', Records);
