import type { AreaView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../api';
import { useLoad } from '../lib/use-load';
import { Field, Select, Stack, Text } from '../ui';
import { loadCompounds } from './area-picker';

export interface PickedPlace { id: number; kind: AreaView['kind'] }
const WHOLE = 'whole';
const options = (areas: readonly AreaView[], whole: string) => [{ key: WHOLE, text: whole }, ...areas.map((area) => ({ key: String(area.id), text: area.name }))];

/** A compound of one community; with `deep` a building or a stairwell of it, where they are listed. Gives the smallest place chosen. */
export function PlacePicker({ communityId, deep, onChange, error }: { communityId: number; deep?: boolean; onChange: (place: PickedPlace | null) => void; error?: string | undefined }) {
  const [compound, setCompound] = useState<string | null>(null);
  const [building, setBuilding] = useState<string>(WHOLE);
  const [stairwell, setStairwell] = useState<string>(WHOLE);
  const compounds = useLoad(() => loadCompounds(communityId), [communityId]);
  const buildings = useLoad(deep && compound !== null ? () => api.areas.children(Number(compound)) : null, [compound]);
  const stairwells = useLoad(deep && building !== WHOLE ? () => api.areas.children(Number(building)) : null, [building]);
  const problem = compounds.error ?? buildings.error ?? stairwells.error;
  return (
    <Stack>
      <Field label='小区' required error={error}>
        <Select options={(compounds.data ?? []).map((area) => ({ key: String(area.id), text: area.name }))} value={compound} placeholder={compounds.loading ? '正在加载…' : '请选择小区'} onChange={(id) => { setCompound(id); setBuilding(WHOLE); setStairwell(WHOLE); onChange({ id: Number(id), kind: 'COMPOUND' }); }} />
      </Field>
      {buildings.data?.length ? (
        <Field label='楼栋'><Select options={options(buildings.data, '不限楼栋，在下面写明住户')} value={building} onChange={(id) => { setBuilding(id); setStairwell(WHOLE); onChange(id === WHOLE ? { id: Number(compound), kind: 'COMPOUND' } : { id: Number(id), kind: 'BUILDING' }); }} /></Field>
      ) : null}
      {building !== WHOLE && stairwells.data?.length ? (
        <Field label='单元'><Select options={options(stairwells.data, '整栋楼')} value={stairwell} onChange={(id) => { setStairwell(id); onChange(id === WHOLE ? { id: Number(building), kind: 'BUILDING' } : { id: Number(id), kind: 'STAIRWELL' }); }} /></Field>
      ) : null}
      {problem ? <Text tone='red' size='sm'>{problem}</Text> : null}
    </Stack>
  );
}
