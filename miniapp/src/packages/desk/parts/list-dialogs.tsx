import { LIST_LIMITS, RESOURCE_KINDS, SKILLS, type ListNeedInput, type NeedCard, type ResourceKind } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { ResourceDialog } from '../../../cards/resource-form';
import { useAction } from '../../../lib/use-action';
import { useLoad } from '../../../lib/use-load';
import { Button, Dialog, Field, RadioList, Segmented, Select, Stack, TextInput, toast } from '../../../ui';
import { isCommunity, type DeskArea } from './area';
import { CommunityPicker } from './area-switch';

const KINDS = (Object.keys(RESOURCE_KINDS) as ResourceKind[]).map((key) => ({ key, text: RESOURCE_KINDS[key] }));
const GIVERS = [{ key: 'unit', text: '报到单位' }, { key: 'words', text: '其他' }] as const;

/** The office writes down what a unit or a shop around the corner offers. */
export function AddResource({ area, phone, onClose, done }: { area: DeskArea; phone: string; onClose: () => void; done: () => void }) {
  const [community, setCommunity] = useState<DeskArea | null>(isCommunity(area) ? area : null);
  const [by, setBy] = useState<'unit' | 'words'>('unit');
  const [unit, setUnit] = useState<string | null>(null);
  const [giver, setGiver] = useState('');
  const units = useLoad(community ? () => api.unitRegistrations.list({ areaId: community.id, status: 'ACCEPTED' }) : null, [community?.id]);
  return (
    <ResourceDialog
      title='登记资源' phone={phone} ready={community !== null && (by === 'unit' ? unit !== null : giver.trim().length >= LIST_LIMITS.giver.min)} onClose={onClose} done={done}
      who={{ communityId: community?.id ?? null, ...(by === 'unit' ? { ...(unit ? { unitId: Number(unit) } : {}) } : { giver: giver.trim() }) }}
      more={(fields) => (
        <>
          {isCommunity(area) ? null : <CommunityPicker top={area} value={community?.id ?? null} onChange={(one) => { setCommunity(one); setUnit(null); }} />}
          <Field label='谁提供' required group><Segmented label='谁提供' options={GIVERS} value={by} onChange={setBy} /></Field>
          {by === 'unit'
            ? <Field label='单位' required hint={units.data?.items.length === 0 ? '还没有单位报到，可以选“其他”' : undefined} error={fields['unitId']}><Select options={(units.data?.items ?? []).map((one) => ({ key: String(one.unit.id), text: one.unit.name }))} value={unit} placeholder='请选择单位' onChange={setUnit} /></Field>
            : <Field label='提供者' required hint='如：老李早餐店' error={fields['giver']}><TextInput value={giver} onChange={setGiver} maxLength={LIST_LIMITS.giver.max} /></Field>}
        </>
      )}
    />
  );
}
/** From what residents asked for to the list of needs: those that one task cannot meet. */
export function ListNeed({ area, needId, onClose, done }: { area: DeskArea; needId?: number; onClose: () => void; done: () => void }) {
  const [need, setNeed] = useState<string | null>(needId === undefined ? null : String(needId));
  const [wants, setWants] = useState<ResourceKind>('VENUE');
  const [skill, setSkill] = useState('');
  const waiting = useLoad(async (): Promise<NeedCard[]> => {
    const asked = needId === undefined ? [] : [await api.needs.get(needId)], pages = await Promise.all((['SUBMITTED', 'REOPENED'] as const).map((status) => api.needs.list({ areaId: area.id, status })));
    return [...asked, ...pages.flatMap((page) => page.items).filter((n) => n.id !== needId)];
  }, [area.id, needId]);
  const listed = useLoad(() => api.listedNeeds.list({ areaId: area.id }), [area.id]);
  const save = useAction((key, input: ListNeedInput) => api.listedNeeds.add(input, key), () => { toast('已列入，提出人会看到', 'ok'); done(); });
  const options = (waiting.data ?? []).filter((n) => !listed.data?.items.some((l) => l.needId === n.id)).map((n) => ({ key: String(n.id), text: n.title, note: n.areaName }));
  const send = () => void save.run({ needId: Number(need), wants, ...(skill ? { skill } : {}) });
  return (
    <Dialog open sheet title='列入需求清单' onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={save.busy} disabled={need === null} onPress={send}>列入</Button></>}>
      <Stack gap={4}>
        <Field label='需要什么样的资源' required error={save.fields['wants']}><Select options={KINDS} value={wants} onChange={setWants} /></Field>
        {wants === 'SKILL' || wants === 'PEOPLE' ? <Field label='专长' error={save.fields['skill']}><Select options={[{ key: '', text: '不限' }, ...SKILLS.map((key) => ({ key: key as string, text: key }))]} value={skill} onChange={setSkill} /></Field> : null}
        <Field label='哪一件点单' required group hint={waiting.data && options.length === 0 ? '没有等回应的点单。大件的事可以先“替人提需求”，再列入。' : undefined} error={save.fields['needId']}>{options.length > 0 ? <RadioList label='哪一件点单' options={options} value={need} onChange={setNeed} /> : null}</Field>
        {waiting.data && options.length === 0 ? <Button kind='soft' icon='ask' to='/packages/more/pages/need-new/index'>替人提需求</Button> : null}
      </Stack>
    </Dialog>
  );
}
