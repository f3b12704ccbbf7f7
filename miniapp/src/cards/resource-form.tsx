import { LIST_LIMITS, RESOURCE_KINDS, SKILLS, type OfferResourceInput, type PlaceRef, type ResourceInput, type ResourceKind, type ResourceView } from '@xianfeng/shared';
import { useState, type ReactNode } from 'react';
import { api } from '../api';
import { useAction } from '../lib/use-action';
import { Button, Dialog, Field, Select, Stack, TextArea, TextInput, toast } from '../ui';

const KINDS = (Object.keys(RESOURCE_KINDS) as ResourceKind[]).map((key) => ({ key, text: RESOURCE_KINDS[key] }));
const SKILL_OPTIONS = [{ key: '', text: '不限' }, ...SKILLS.map((key) => ({ key: key as string, text: key }))];
const EXAMPLES: Record<ResourceKind, string> = { VENUE: '如：三楼会议室，可坐六十人', PEOPLE: '如：青年志愿队二十人', SKILL: '如：上门理发', GOODS: '如：轮椅两台，可借用', FUND: '如：微心愿资助两千元' };

/** What is asked for each resource: kind, name, when, on what terms, whom to call. */
export function ResourceDialog({ title, before, who, ready = true, phone = '', more, onClose, done }: {
  title: string; before?: ResourceView; /** Whose and where; missing where a resource is only changed. */ who?: Pick<OfferResourceInput, 'unitId' | 'giver'> & { communityId: number | null }; ready?: boolean; phone?: string;
  /** Fields before these. */ more?: (fields: Record<string, string>) => ReactNode; onClose: () => void; done: (view: ResourceView) => void;
}) {
  const [kind, setKind] = useState<ResourceKind>(before?.kind ?? 'VENUE');
  const [name, setName] = useState(before?.title ?? '');
  const [times, setTimes] = useState(before?.times ?? '');
  const [limits, setLimits] = useState(before?.limits ?? '');
  const [skill, setSkill] = useState(before?.skill ?? '');
  const [contactPhone, setPhone] = useState(before?.contactPhone ?? phone);
  const save = useAction((key, input: ResourceInput) => (before ? api.resources.update(before.id, input, key) : api.resources.offer({ ...input, ...who, communityId: who!.communityId! } as OfferResourceInput, key)), (view) => { toast(before ? '已改好' : '已列入资源清单', 'ok'); done(view); });
  const isSkill = kind === 'SKILL' || kind === 'PEOPLE';
  const send = () => void save.run({ kind, title: name.trim(), times: times.trim(), limits: limits.trim(), contactPhone: contactPhone.trim(), ...(isSkill && skill ? { skill } : {}) });
  return (
    <Dialog open sheet title={title} onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={save.busy} disabled={!ready || name.trim().length < LIST_LIMITS.title.min || contactPhone.trim() === ''} onPress={send}>{before ? '保存' : '列入清单'}</Button></>}>
      <Stack gap={4}>
        {more?.(save.fields)}
        <Field label='类别' required error={save.fields['kind']}><Select options={KINDS} value={kind} onChange={setKind} /></Field>
        <Field label='能提供什么' required hint={EXAMPLES[kind]} error={save.fields['title']}><TextInput value={name} onChange={setName} maxLength={LIST_LIMITS.title.max} /></Field>
        {isSkill ? <Field label='专长' hint='选了更容易对上需求' error={save.fields['skill']}><Select options={SKILL_OPTIONS} value={skill} onChange={setSkill} /></Field> : null}
        <Field label='什么时候可以' hint='如：周末、提前三天约' error={save.fields['times']}><TextInput value={times} onChange={setTimes} maxLength={LIST_LIMITS.times.max} /></Field>
        <Field label='使用要求' error={save.fields['limits']}><TextArea value={limits} onChange={setLimits} maxLength={LIST_LIMITS.limits.max} rows={2} placeholder='有什么要注意的，没有就不写' /></Field>
        <Field label='联系电话' required error={save.fields['contactPhone']}><TextInput kind='phone' value={contactPhone} onChange={setPhone} maxLength={20} /></Field>
      </Stack>
    </Dialog>
  );
}
