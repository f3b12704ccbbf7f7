import { LIST_LIMITS, PROJECT_DAYS, addDays, dayOf, type AgreementCard, type ListedNeedView, type OwnerOption, type ProjectInput, type ProjectView, type ResourceView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { useAction } from '../../../lib/use-action';
import { useLoad } from '../../../lib/use-load';
import { Button, CheckboxList, DayInput, Dialog, Field, Select, Skeleton, Stack, Text, TextArea, TextInput, toast } from '../../../ui';
import { isCommunity, type DeskArea } from './area';
import { CommunityPicker } from './area-switch';

interface Choices { owners: OwnerOption[]; resources: ResourceView[]; needs: ListedNeedView[]; agreements: AgreementCard[] }
/** What a project of this community may be made of: its first pages are enough to choose from. */
const choicesOf = async (areaId: number): Promise<Choices> => {
  const [owners, free, needs, agreements] = await Promise.all([api.projects.owners({ areaId }), api.resources.list({ areaId }), api.listedNeeds.list({ areaId, state: 'OPEN' }), api.agreements.list({ areaId })]);
  return { owners, resources: free.items.filter((r) => r.status !== 'WITHDRAWN'), needs: needs.items, agreements: agreements.items.filter((a) => a.status === 'ACTIVE') };
};
const joined = <T extends { key: string }>(own: T[], more: T[]): T[] => [...own, ...more.filter((m) => !own.some((o) => o.key === m.key))];

function Form({ choices, before, communityId, needId, meId, onClose, done }: { choices: Choices; before: ProjectView | undefined; communityId: number; needId: number | undefined; meId: number; onClose: () => void; done: (view: ProjectView) => void }) {
  const first = choices.needs.find((n) => n.needId === needId);
  const [title, setTitle] = useState(before?.title ?? first?.title ?? '');
  const [text, setText] = useState(before?.text ?? '');
  const [owner, setOwner] = useState(String(before?.owner.id ?? meId));
  const [dueDay, setDue] = useState(before?.dueDay ?? addDays(dayOf(Date.now()), PROJECT_DAYS));
  const [resources, setResources] = useState<string[]>((before?.resources ?? []).map((r) => String(r.id)));
  const [needs, setNeeds] = useState<string[]>(before ? before.needs.map((n) => String(n.id)) : first ? [String(first.needId)] : []);
  const [agreement, setAgreement] = useState(before?.agreement ? String(before.agreement.id) : '');
  const save = useAction((key, input: ProjectInput) => (before ? api.projects.update(before.id, input, key) : api.projects.create({ communityId, ...input }, key)), (view) => { toast(before ? '已改好' : '已立项', 'ok'); done(view); });
  const owners = joined(before ? [{ key: String(before.owner.id), text: before.owner.name }] : [], choices.owners.map((o) => ({ key: String(o.id), text: `${o.name}（${o.what}）` })));
  const offered = joined((before?.resources ?? []).map((r) => ({ key: String(r.id), text: r.title, note: r.giver })), choices.resources.map((r) => ({ key: String(r.id), text: r.title, note: r.giver })));
  const wanted = joined((before?.needs ?? []).map((n) => ({ key: String(n.id), text: n.title })), choices.needs.map((n) => ({ key: String(n.needId), text: n.title })));
  const agreements = joined([{ key: '', text: '不属于哪份协议' }, ...(before?.agreement ? [{ key: String(before.agreement.id), text: before.agreement.title }] : [])], choices.agreements.map((a) => ({ key: String(a.id), text: a.title })));
  const ready = title.trim().length >= LIST_LIMITS.title.min && dueDay !== '' && resources.length + needs.length > 0;
  const send = () => void save.run({ title: title.trim(), text: text.trim(), ownerId: Number(owner), dueDay, resourceIds: resources.map(Number), needIds: needs.map(Number), ...(agreement ? { agreementId: Number(agreement) } : {}) });
  return (
    <Dialog open sheet title={before ? '修改项目' : '新立项'} onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={save.busy} disabled={!ready} onPress={send}>{before ? '保存' : '立项'}</Button></>}>
      <Stack gap={4}>
        <Field label='项目名称' required error={save.fields['title']}><TextInput value={title} onChange={setTitle} maxLength={LIST_LIMITS.title.max} /></Field>
        <Field label='负责人' required error={save.fields['ownerId']}><Select options={owners} value={owner} onChange={setOwner} /></Field>
        <Field label='完成日期' required error={save.fields['dueDay']}><DayInput value={dueDay} onChange={setDue} /></Field>
        <Field label='对应的需求' group hint={wanted.length === 0 ? '需求清单里没有等对接的' : '提出人会收到立项通知'} error={save.fields['needIds']}>{wanted.length > 0 ? <CheckboxList label='对应的需求' options={wanted} value={needs} onChange={setNeeds} /> : null}</Field>
        <Field label='用到的资源' group hint={offered.length === 0 ? '资源清单还是空的' : undefined} error={save.fields['resourceIds']}>{offered.length > 0 ? <CheckboxList label='用到的资源' options={offered} value={resources} onChange={setResources} /> : null}</Field>
        {agreements.length > 1 ? <Field label='共建协议' error={save.fields['agreementId']}><Select options={agreements} value={agreement} onChange={setAgreement} /></Field> : null}
        <Field label='说明' error={save.fields['text']}><TextArea value={text} onChange={setText} maxLength={LIST_LIMITS.text.max} rows={2} placeholder='怎么做、分几步，不写也行' /></Field>
      </Stack>
    </Dialog>
  );
}
/** 立项: from resources and needs of one community; or what is changed of it. */
export function ProjectDialog({ area, at, before, needId, meId, onClose, done }: { /** Where to look for the community, unless it is known. */ area?: DeskArea; at?: number; before?: ProjectView; needId?: number; meId: number; onClose: () => void; done: (view: ProjectView) => void }) {
  const [communityId, setCommunity] = useState<number | null>(at ?? (area && isCommunity(area) ? area.id : null));
  const choices = useLoad(communityId === null ? null : () => choicesOf(communityId), [communityId]);
  if (communityId !== null && choices.data) return <Form choices={choices.data} before={before} communityId={communityId} needId={needId} meId={meId} onClose={onClose} done={done} />;
  return (
    <Dialog open sheet title={before ? '修改项目' : '新立项'} onClose={onClose} foot={<Button kind='plain' onPress={onClose}>取消</Button>}>
      <Stack gap={4}>
        {area && !isCommunity(area) && at === undefined ? <CommunityPicker top={area} value={communityId} onChange={(one) => setCommunity(one.id)} /> : null}
        {choices.error ? <Text tone='red' block>{choices.error}</Text> : communityId !== null ? <Skeleton rows={3} /> : null}
      </Stack>
    </Dialog>
  );
}
