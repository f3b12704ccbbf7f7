import { CORRECTION_FIELDS, dayOf, MINUTE_MS, RECORD_LIMITS, TASK_KINDS, TASK_KIND_KEYS, TASK_LIMITS, type CorrectionField, type EntryInput, type GrantInput, type OfficeCorrectionInput, type PersonView, type RecordRequestView, type TaskCard, type TaskKind } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { minutes, span } from '../../../lib/format';
import { useAction } from '../../../lib/use-action';
import { useLoad } from '../../../lib/use-load';
import { Banner, Button, DayInput, Dialog, Field, Segmented, Select, Stack, Text, TextArea, TextInput, WhenInput, toast } from '../../../ui';
import type { DeskArea } from './area';
import { Figure } from './figure';
import { PersonPicker } from './person-picker';

/** One of the office agrees and says what is to be recorded; nothing changes before another one signs. */
export function GrantDialog({ request, onClose, onDone }: { request: RecordRequestView; onClose: () => void; onDone: () => void }) {
  const [count, setCount] = useState(request.minutes);
  const [day, setDay] = useState(request.day);
  const [title, setTitle] = useState(request.title);
  const [reply, setReply] = useState('');
  const send = useAction((key, input: GrantInput) => api.recordRequests.grant(request.id, input, key), () => { toast('已同意，等另一位同事批准', 'ok'); onDone(); });
  const { fields } = send, what = request.field === 'MINUTES' ? { minutes: count } : request.field === 'DAY' ? { day } : request.field === 'TITLE' ? { title: title.trim() } : {};
  return (
    <Dialog open title={`同意更正${request.name}的记录`} onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={send.busy} disabled={reply.trim().length < RECORD_LIMITS.reason.min} onPress={() => void send.run({ reply: reply.trim(), ...what })}>同意</Button></>}>
      <Stack gap={4}>
        <Text tone='soft' block>{request.title} · {request.day} · 现在计 {minutes(request.minutes)}。他说：{request.wish}</Text>
        {request.field === 'MINUTES' ? <Field label='更正为多少分钟' required group error={fields['minutes']}><Figure label='更正为多少分钟' value={count} min={RECORD_LIMITS.minutes.min} max={RECORD_LIMITS.minutes.max} step={5} onChange={setCount} /></Field> : null}
        {request.field === 'DAY' ? <Field label='更正为哪一天' required error={fields['day']}><DayInput value={day} max={dayOf(Date.now())} onChange={setDay} /></Field> : null}
        {request.field === 'TITLE' ? <Field label='更正为什么内容' required error={fields['title']}><TextInput value={title} onChange={setTitle} maxLength={TASK_LIMITS.title.max} /></Field> : null}
        <Field label='核对的情况' required error={fields['reply']} hint='本人会看到'><TextArea value={reply} onChange={setReply} maxLength={RECORD_LIMITS.reason.max} rows={2} placeholder='如：与签退时间一致' /></Field>
        <Banner tone='info'>{request.field === 'SERVICE' ? '批准后整次撤销，时长和次数都减去。' : `批准后另记一行“${CORRECTION_FIELDS[request.field]}”的更正，原来的记录留着。`}积分不随之变动，需要时另提积分更正。</Banner>
      </Stack>
    </Dialog>
  );
}
export interface Correctable { id: number; name: string; title: string; day: string; minutes: number }
const FIELDS = (Object.keys(CORRECTION_FIELDS) as CorrectionField[]).map((key) => ({ key, text: CORRECTION_FIELDS[key] }));
/** The office itself found a record wrong: one proposes, the person is told, another one signs. */
export function CorrectDialog({ record, onClose, onDone }: { record: Correctable; onClose: () => void; onDone: () => void }) {
  const [field, setField] = useState<CorrectionField>('MINUTES');
  const [count, setCount] = useState(record.minutes);
  const [day, setDay] = useState(record.day);
  const [title, setTitle] = useState(record.title);
  const [why, setWhy] = useState('');
  const send = useAction((key, input: OfficeCorrectionInput) => api.recordRequests.propose(input, key), () => { toast('已提出并告诉本人，等另一位同事批准', 'ok'); onDone(); });
  const { fields } = send, change = field === 'MINUTES' ? { minutes: count } : field === 'DAY' ? { day } : field === 'TITLE' ? { title: title.trim() } : {};
  return (
    <Dialog open title={`更正${record.name}的记录`} onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={send.busy} disabled={why.trim().length < RECORD_LIMITS.reason.min} onPress={() => void send.run({ recordId: record.id, field, why: why.trim(), ...change })}>提出</Button></>}>
      <Stack gap={4}>
        <Text tone='soft' block>{record.title} · {record.day} · 现在计 {minutes(record.minutes)}</Text>
        <Segmented label='更正什么' options={FIELDS} value={field} onChange={setField} />
        {field === 'MINUTES' ? <Field label='更正为多少分钟' required group error={fields['minutes']}><Figure label='更正为多少分钟' value={count} min={RECORD_LIMITS.minutes.min} max={RECORD_LIMITS.minutes.max} step={5} onChange={setCount} /></Field> : null}
        {field === 'DAY' ? <Field label='更正为哪一天' required error={fields['day']}><DayInput value={day} max={dayOf(Date.now())} onChange={setDay} /></Field> : null}
        {field === 'TITLE' ? <Field label='更正为什么内容' required error={fields['title']}><TextInput value={title} onChange={setTitle} maxLength={TASK_LIMITS.title.max} /></Field> : null}
        <Field label='为什么' required error={fields['why']} hint='本人马上会看到，可以先说说不同意见'><TextArea value={why} onChange={setWhy} maxLength={RECORD_LIMITS.reason.max} rows={2} placeholder='如：抽查发现当天没有活动' /></Field>
        <Banner tone='info'>{field === 'SERVICE' ? '批准后整次撤销，时长和次数都减去。' : '批准后另记一行，原来的记录留着。'}积分不随之变动，需要时另提积分更正。</Banner>
      </Stack>
    </Dialog>
  );
}
const KINDS = TASK_KIND_KEYS.filter((kind) => TASK_KINDS[kind].recordable).map((key) => ({ key, text: TASK_KINDS[key].label }));
const FREE = 'FREE';
/** The first signature under a service that nobody logged. */
export function EntryDialog({ area, onClose, onDone }: { area: DeskArea; onClose: () => void; onDone: () => void }) {
  const [person, setPerson] = useState<PersonView | null>(null);
  const [taskId, setTaskId] = useState<string>(FREE);
  const [kind, setKind] = useState<TaskKind>('CLEAN');
  const [title, setTitle] = useState('');
  const [startsAt, setStartsAt] = useState(() => Math.floor(Date.now() / 3_600_000) * 3_600_000 - 26 * 3_600_000);
  const [count, setCount] = useState(60);
  const [evidence, setEvidence] = useState('');
  const tasks = useLoad(async () => (await Promise.all((['ENDED', 'SETTLED'] as const).map((status) => api.tasks.desk({ areaId: area.id, status })))).flatMap((page) => page.items), [area.id]);
  const task = tasks.data?.find((one) => String(one.id) === taskId) ?? null;
  const pick = (id: string) => {
    const found = tasks.data?.find((one: TaskCard) => String(one.id) === id);
    setTaskId(id);
    if (found) { setKind(found.kind); setTitle(found.title); setStartsAt(found.startsAt); setCount(Math.min(RECORD_LIMITS.entryMinutes.max, Math.round((found.shiftCount > 1 ? 60 * MINUTE_MS : found.endsAt - found.startsAt) / MINUTE_MS))); }
  };
  const send = useAction((key, input: EntryInput) => api.entries.propose(input, key), () => { toast('已提出，等另一位同事批准', 'ok'); onDone(); });
  const { fields } = send, ready = person !== null && title.trim().length >= TASK_LIMITS.title.min && evidence.trim().length >= RECORD_LIMITS.evidence.min;
  const propose = () => { if (person) void send.run({ areaId: area.id, userId: person.id, ...(task ? { taskId: task.id } : {}), kind, title: title.trim(), startsAt, minutes: count, evidence: evidence.trim() }); };
  return (
    <Dialog open title='补录一次服务' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={send.busy} disabled={!ready} onPress={propose}>提出</Button></>}>
      <Stack gap={4}>
        <PersonPicker areaId={area.id} value={person} onChange={setPerson} error={fields['userId']} />
        <Field label='哪个任务' required error={fields['taskId']} hint='选了任务，内容和时间都不用再填'>
          <Select value={taskId} onChange={pick} options={[{ key: FREE, text: '没有发布过任务' }, ...(tasks.data ?? []).filter((one) => TASK_KINDS[one.kind].recordable).map((one) => ({ key: String(one.id), text: `${one.title} · ${span(one.startsAt, one.endsAt)}` }))]} />
        </Field>
        {task ? null : (
          <>
            <Field label='类别' required error={fields['kind']}><Select value={kind} onChange={(next) => setKind(next as TaskKind)} options={KINDS} /></Field>
            <Field label='做了什么' required error={fields['title']}><TextInput value={title} onChange={setTitle} maxLength={TASK_LIMITS.title.max} placeholder='如：雨后清理排水沟' /></Field>
          </>
        )}
        <Field label='什么时候开始' required group error={fields['startsAt']} hint='只能补录六十天以内的服务'><WhenInput value={startsAt} onChange={setStartsAt} label='开始' /></Field>
        <Field label='多少分钟' required group error={fields['minutes']}><Figure label='多少分钟' value={count} min={1} max={RECORD_LIMITS.entryMinutes.max} step={15} onChange={setCount} /></Field>
        <Field label='依据' required error={fields['evidence']} hint='在哪里登记过、谁能证明；抽查的人会看到'><TextArea value={evidence} onChange={setEvidence} maxLength={RECORD_LIMITS.evidence.max} rows={2} placeholder='如：值班本第三页，两位邻居当面证明' /></Field>
        <Banner tone='warn' title='补录的规矩'>一人提出，另一人批准，都不能是本人。凭据记为 D，计时长、不计积分和星级；与别的记录重叠的只计一次。每一条都会被别的社区抽查。</Banner>
      </Stack>
    </Dialog>
  );
}
