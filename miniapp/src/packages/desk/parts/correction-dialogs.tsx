import { POINTS_LIMITS, type PersonView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { useAction } from '../../../lib/use-action';
import { useMay } from '../../../session';
import { Banner, Button, Dialog, Field, RadioList, Segmented, Stack, Text, TextArea, TextInput, toast } from '../../../ui';
import type { DeskArea } from './area';
import { Figure } from './figure';
import { DESK } from './paths';
import { PersonPicker } from './person-picker';

const { reason: REASON, adjust } = POINTS_LIMITS;
type Kind = 'ADJUST' | 'REVERSE';
const KINDS: readonly { key: Kind; text: string; note: string }[] = [
  { key: 'ADJUST', text: '给人加分或减分', note: '漏记了、多记了，补上差的分' },
  { key: 'REVERSE', text: '冲正一笔流水', note: '整笔都不该有：另记一笔相反的' },
];
/** The first signature under a correction: whose points, how many, why. Nothing moves by it. */
export function ProposeCorrection({ area, entryId, onDone, onClose }: { area: DeskArea; /** Of the journal, to be reversed. */ entryId: number | null; onDone: () => void; onClose: () => void }) {
  const mayLook = useMay('audit.read');
  const [kind, setKind] = useState<Kind>(entryId === null ? 'ADJUST' : 'REVERSE');
  const [person, setPerson] = useState<PersonView | null>(null);
  const [way, setWay] = useState<'MORE' | 'LESS'>('MORE');
  const [points, setPoints] = useState(10);
  const [entry, setEntry] = useState(entryId === null ? '' : String(entryId));
  const [reason, setReason] = useState('');
  const send = useAction((key, input: Parameters<typeof api.corrections.propose>[0]) => api.corrections.propose(input, key), () => { toast('已提出，等另一位同事批准', 'ok'); onDone(); });
  const { fields } = send, signed = way === 'MORE' ? points : -points, entryIs = Number(entry.replace(/\D/g, ''));
  const ready = reason.trim().length >= REASON.min && (kind === 'ADJUST' ? person !== null && points > 0 : entryIs > 0);
  const propose = () => { if (kind === 'REVERSE') void send.run({ kind, entryId: entryIs, reason: reason.trim() }); else if (person) void send.run({ kind, userId: person.id, points: signed, reason: reason.trim() }); };
  return (
    <Dialog open title='提出积分更正' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={send.busy} disabled={!ready} onPress={propose}>提出</Button></>}>
      <Stack gap={4}>
        <RadioList label='怎么更正' options={KINDS} value={kind} onChange={setKind} />
        {kind === 'ADJUST' ? <>
          <PersonPicker areaId={area.id} value={person} onChange={setPerson} error={fields['userId']} />
          <Segmented label='加还是减' options={[{ key: 'MORE', text: '加分' }, { key: 'LESS', text: '减分' }]} value={way} onChange={setWay} />
          <Field label='多少分' required group error={fields['points']}><Figure label='多少分' value={points} min={1} max={adjust.max} onChange={setPoints} /></Field>
        </> : (
          <Field label='流水编号' required error={fields['entryId']} hint='“一笔流水”页上写着，审计员也能告诉您'><TextInput kind='number' value={entry} onChange={setEntry} maxLength={16} placeholder='一串数字' /></Field>
        )}
        {kind === 'REVERSE' && mayLook ? <Button kind='text' size='small' icon='search' to={DESK.journal}>去流水里找</Button> : null}
        <Field label='为什么' required error={fields['reason']} hint='本人会看到'><TextArea value={reason} onChange={setReason} maxLength={REASON.max} rows={2} placeholder='如：11 月 3 日的巡逻漏记了一小时' /></Field>
        <Banner tone='info'>{kind === 'ADJUST' ? `现在什么都不动。另一位同事批准后，${person ? person.name : '这个人'}的积分${way === 'MORE' ? '增加' : '减少'} ${points} 分，本人收到通知。` : '现在什么都不动。另一位同事批准后，另记一笔相反的，原来那笔留着，本人收到通知。'}</Banner>
      </Stack>
    </Dialog>
  );
}
const FREEZE_REASONS = ['积分来源有疑问，正在核查', '有人反映代人签到，正在核查', '本人说账号被别人用过'] as const;
/** Stops somebody's exchange while something is looked into. */
export function FreezeDialog({ area, onDone, onClose }: { area: DeskArea; onDone: () => void; onClose: () => void }) {
  const [person, setPerson] = useState<PersonView | null>(null);
  const [reason, setReason] = useState('');
  const send = useAction((key, input: { userId: number; reason: string }) => api.freezes.create(input, key), (view) => { toast(`${view.name}的兑换已暂停`, 'ok'); onDone(); });
  return (
    <Dialog open title='暂停一个人的兑换' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button kind='danger' busy={send.busy} disabled={!person || reason.trim().length < REASON.min} onPress={() => { if (person) void send.run({ userId: person.id, reason: reason.trim() }); }}>暂停兑换</Button></>}>
      <Stack gap={4}>
        <PersonPicker areaId={area.id} value={person} onChange={setPerson} error={send.fields['userId']} />
        <Field label='为什么' required group error={send.fields['reason']}>
          <RadioList label='常用的话' value={FREEZE_REASONS.find((one) => one === reason) ?? null} onChange={setReason} options={FREEZE_REASONS.map((key) => ({ key, text: key }))} />
          <TextArea label='为什么' value={reason} onChange={setReason} maxLength={REASON.max} rows={2} placeholder='点上面的话，或自己写一句' />
        </Field>
        <Banner tone='warn' title={`暂停以后${person ? `，${person.name}` : ''}`}><Text block>不能再兑换东西；照样可以服务，时长和积分照记，这期间没有积分到期。</Text><Text block>会收到这句理由，可以申诉；申诉由另一位同事来看。</Text></Banner>
      </Stack>
    </Dialog>
  );
}
