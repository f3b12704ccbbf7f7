import type { AreaView } from '@xianfeng/shared';
import { api } from '../api';
import { useLoad } from '../lib/use-load';
import { Field, Select, Stack, Text } from '../ui';

export interface AreaChoice { streetId: number | null; communityId: number | null; compoundId: number | null }
export const NO_AREA: AreaChoice = { streetId: null, communityId: null, compoundId: null };

/** Streets and towns of the city, whose only root is the city itself. */
async function loadStreets(): Promise<AreaView[]> {
  const roots = await api.areas.children();
  const [city] = roots;
  return city?.kind === 'CITY' ? api.areas.children(city.id) : roots;
}
/** Compounds of a community, those below its grids included. */
export async function loadCompounds(communityId: number): Promise<AreaView[]> {
  const below = await api.areas.children(communityId);
  const inGrids = await Promise.all(below.filter((area) => area.kind === 'GRID' && area.hasChildren).map((grid) => api.areas.children(grid.id)));
  return [...below, ...inGrids.flat()].filter((area) => area.kind === 'COMPOUND');
}
const options = (areas: readonly AreaView[] | undefined) => (areas ?? []).map((area) => ({ key: String(area.id), text: area.name }));
const key = (id: number | null): string | null => (id === null ? null : String(id));

/** Street, community and (where there are any) compound: three short lists instead of typing an address. */
export function AreaPicker({ value, onChange, errors = {}, compound = true }: { value: AreaChoice; onChange: (choice: AreaChoice) => void; errors?: Record<string, string>; compound?: boolean }) {
  const streets = useLoad(loadStreets);
  const { streetId, communityId } = value;
  const communities = useLoad(streetId === null ? null : () => api.areas.children(streetId), [streetId]);
  const compounds = useLoad(communityId === null || !compound ? null : () => loadCompounds(communityId), [communityId]);
  const problem = streets.error ?? communities.error ?? compounds.error;
  return (
    <Stack>
      <Field label='街道（镇）' required>
        <Select options={options(streets.data)} value={key(streetId)} placeholder={streets.loading ? '正在加载…' : '请选择街道或镇'} onChange={(id) => onChange({ streetId: Number(id), communityId: null, compoundId: null })} />
      </Field>
      <Field label='社区（村）' required error={errors['communityId']}>
        <Select options={streetId === null ? [] : options(communities.data)} value={key(communityId)} disabled={streetId === null} placeholder={streetId === null ? '请先选街道' : '请选择社区或村'} onChange={(id) => onChange({ ...value, communityId: Number(id), compoundId: null })} />
      </Field>
      {compound && communityId !== null && compounds.data?.length ? (
        <Field label='小区' error={errors['compoundId']}>
          <Select options={options(compounds.data)} value={key(value.compoundId)} placeholder='请选择小区' onChange={(id) => onChange({ ...value, compoundId: Number(id) })} />
        </Field>
      ) : null}
      {problem ? <Text tone='red' size='sm'>{problem}</Text> : null}
    </Stack>
  );
}
