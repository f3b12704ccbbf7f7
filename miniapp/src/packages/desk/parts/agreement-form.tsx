import { AGREEMENT_LIMITS, addDays, dayOf, type AgreementInput, type AgreementView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { useAction } from '../../../lib/use-action';
import { useLoad } from '../../../lib/use-load';
import { usePhotos } from '../../../lib/use-photos';
import { Button, CheckboxList, DayInput, Dialog, Field, PhotoPicker, Stack, TextArea, TextInput, toast } from '../../../ui';
import { isCommunity, type DeskArea } from './area';
import { CommunityPicker } from './area-switch';

/** Written down as it was signed on paper; a renewal is a new last day. */
export function AgreementDialog({ area, before, onClose, done }: { area?: DeskArea; before?: AgreementView; onClose: () => void; done: (view: AgreementView) => void }) {
  const today = dayOf(Date.now());
  const [communityId, setCommunity] = useState<number | null>(before?.community.id ?? (area && isCommunity(area) ? area.id : null));
  const [title, setTitle] = useState(before?.title ?? '');
  const [units, setUnits] = useState<string[]>((before?.units ?? []).map((u) => String(u.id)));
  const [fromDay, setFrom] = useState(before?.fromDay ?? today);
  const [toDay, setTo] = useState(before?.toDay ?? addDays(today, 364));
  const [text, setText] = useState(before?.text ?? '');
  const photos = usePhotos();
  const known = useLoad(communityId === null ? null : () => api.unitRegistrations.list({ areaId: communityId, status: 'ACCEPTED' }), [communityId]);
  const save = useAction((key, input: AgreementInput) => (before ? api.agreements.update(before.id, input, key) : api.agreements.create({ communityId: communityId!, ...input }, key)), (view) => { toast(before ? '已改好' : '已登记，单位联络员会收到通知', 'ok'); done(view); });
  const registered = (known.data?.items ?? []).map((one) => ({ key: String(one.unit.id), text: one.unit.name }));
  const options = [...(before?.units ?? []).filter((u) => !registered.some((r) => r.key === String(u.id))).map((u) => ({ key: String(u.id), text: u.name })), ...registered];
  const ready = communityId !== null && title.trim().length >= AGREEMENT_LIMITS.title.min && units.length > 0 && fromDay !== '' && toDay !== '';
  const send = () => void save.run({ title: title.trim(), unitIds: units.map(Number), fromDay, toDay, text: text.trim(), ...(photos.ids.length > 0 ? { photoIds: photos.ids } : {}) });
  return (
    <Dialog open sheet title={before ? '修改或续签' : '登记共建协议'} onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={save.busy} disabled={!ready} onPress={send}>{before ? '保存' : '登记'}</Button></>}>
      <Stack gap={4}>
        {area && !isCommunity(area) && !before ? <CommunityPicker top={area} value={communityId} onChange={(one) => { setCommunity(one.id); setUnits([]); }} /> : null}
        <Field label='协议名称' required error={save.fields['title']}><TextInput value={title} onChange={setTitle} maxLength={AGREEMENT_LIMITS.title.max} /></Field>
        <Field label='共建单位' required group hint={known.data && options.length === 0 ? '还没有单位在这里报到，请单位联络员先报到' : '已在本社区报到的单位'} error={save.fields['unitIds']}>{options.length > 0 ? <CheckboxList label='共建单位' options={options} value={units} onChange={setUnits} /> : null}</Field>
        <Field label='开始日期' required error={save.fields['fromDay']}><DayInput value={fromDay} onChange={setFrom} /></Field>
        <Field label='到期日期' required hint='到期前 60 天、30 天提醒双方' error={save.fields['toDay']}><DayInput value={toDay} onChange={setTo} /></Field>
        <Field label='约定了什么' error={save.fields['text']}><TextArea value={text} onChange={setText} maxLength={AGREEMENT_LIMITS.text.max} rows={3} placeholder='抄一两句要点，不写也行' /></Field>
        <Field label='协议照片' group hint='拍一下签好的纸，不传也可以' error={save.fields['photoIds']}><PhotoPicker photos={photos.photos} max={AGREEMENT_LIMITS.photos} onAdd={(room) => void photos.add(room)} onRetry={(key) => void photos.retry(key)} onRemove={photos.remove} /></Field>
      </Stack>
    </Dialog>
  );
}
