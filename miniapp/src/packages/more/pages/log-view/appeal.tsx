import { APPEAL_ASKS, APPEAL_STATUSES, RECORD_LIMITS, type LogView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { day, minutes, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { Banner, Button, Card, Dialog, Field, Row, Section, Stack, StatusTag, Text, TextArea, TextInput, Timeline, toast } from '../../../../ui';

/** What was said, and what the street answered. */
export function AppealCard({ log }: { log: LogView }) {
  const { appeal } = log;
  if (!appeal) return null;
  return (
    <Section title='申诉'>
      <Card>
        <Row spread wrap><Text strong>{APPEAL_ASKS[appeal.ask]}</Text><StatusTag status={appeal.status} labels={APPEAL_STATUSES} /></Row>
        <Timeline items={[
          { key: 'mine', title: appeal.text, text: appeal.wanted === null ? null : `申诉为 ${minutes(appeal.wanted)}`, time: `${time(appeal.submittedAt)} 申诉到街道`, tone: 'warn' },
          ...(appeal.answeredAt === null ? [{ key: 'due', title: '等街道答复', time: `${day(appeal.dueAt)}前答复`, tone: 'quiet' as const }]
            : [{ key: 'reply', title: appeal.reply ?? '', text: appeal.minutes === null ? null : `现在计 ${minutes(appeal.minutes)}`, time: `${time(appeal.answeredAt)} 街道答复`, tone: appeal.status === 'OVERTURNED' ? 'ok' as const : 'quiet' as const }]),
        ]} />
      </Card>
    </Section>
  );
}
const WHY = { REJECTED: ['我当时在场，有人可以证明', '我按时签到了，请查签到记录'], VERIFIED: ['我按时到场，签到码没扫上', '负责人让我留到了最后'] } as const;
/** Once, within fifteen days: in one's own words. */
export function AppealDialog({ log, onClose, onDone }: { log: LogView; onClose: () => void; onDone: () => void }) {
  const isMinutes = log.status === 'VERIFIED';
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState(String(log.plannedMinutes));
  const send = useAction((key, input: { logId: number; text: string; minutes?: number }) => api.appeals.create(input, key), () => { toast('已申诉到街道，答复后通知您', 'ok'); onDone(); });
  const ready = text.trim().length >= RECORD_LIMITS.appeal.min && (!isMinutes || Number(wanted) > log.minutes);
  return (
    <Dialog open title='申诉到街道' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>再想想</Button><Button busy={send.busy} disabled={!ready} onPress={() => void send.run({ logId: log.id, text: text.trim(), ...(isMinutes ? { minutes: Number(wanted) } : {}) })}>提交申诉</Button></>}>
      <Stack gap={4}>
        <Banner tone='info'>由街道里另一位工作人员来看，十个工作日内答复。一条日志只能申诉一次，请一次说清楚。</Banner>
        {isMinutes ? <Field label='应当是多少分钟' required error={send.fields['minutes']} hint={`现在计 ${minutes(log.minutes)}，班次共 ${log.plannedMinutes} 分钟`}><TextInput kind='number' value={wanted} onChange={(next) => setWanted(next.replace(/\D/g, ''))} maxLength={3} /></Field> : null}
        <Field label='为什么' required error={send.fields['text']} hint='几点到的、谁在场、有什么能证明'><TextArea value={text} onChange={setText} maxLength={RECORD_LIMITS.appeal.max} rows={3} /></Field>
        <Row gap={2} wrap>{WHY[isMinutes ? 'VERIFIED' : 'REJECTED'].map((one) => <Button key={one} kind='soft' size='small' onPress={() => setText(one)}>{one}</Button>)}</Row>
      </Stack>
    </Dialog>
  );
}
