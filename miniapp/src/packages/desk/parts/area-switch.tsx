import type { AreaView, MeView, Permission } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { useLoad } from '../../../lib/use-load';
import { Button, Dialog, Field, RadioList, Select, Stack } from '../../../ui';
import { areasOf, type DeskArea } from './area';

const options = (areas: readonly AreaView[] | undefined) => (areas ?? []).map((area) => ({ key: String(area.id), text: area.name }));
const isHigh = (area: AreaView | undefined): boolean => area?.kind === 'CITY' || area?.kind === 'STREET' || area?.kind === 'TOWN';
const asDesk = ({ id, name, path }: AreaView): DeskArea => ({ id, name, path });

/** From a city or a street down to one of its communities, in one or two lists. */
export function CommunityPicker({ top, value, onChange, error }: { top: DeskArea; value: number | null; onChange: (community: DeskArea) => void; error?: string }) {
  const here = useLoad(() => api.areas.get(top.id), [top.id]);
  const inCity = here.data?.kind === 'CITY';
  const below = useLoad(isHigh(here.data) ? () => api.areas.children(top.id) : null, [top.id]);
  const [streetId, setStreetId] = useState<string | null>(null);
  const inStreet = useLoad(inCity && streetId !== null ? () => api.areas.children(Number(streetId)) : null, [streetId]);
  const communities = inCity ? inStreet.data : below.data;
  const pick = (id: string) => { const found = communities?.find((area) => String(area.id) === id); if (found) onChange(asDesk(found)); };
  return (
    <Stack>
      {inCity ? <Field label='街道（镇）' required><Select options={options(below.data)} value={streetId} placeholder='请选择街道或镇' onChange={setStreetId} /></Field> : null}
      <Field label='社区（村）' required error={error}><Select options={options(communities)} value={value === null ? null : String(value)} disabled={inCity && streetId === null} placeholder={inCity && streetId === null ? '请先选街道' : '请选择社区或村'} onChange={pick} /></Field>
    </Stack>
  );
}
/** Says which area the desk is about; who looks after several chooses here, also one community out of many. */
export function AreaSwitch({ me, permission, area, choose, text = area.name }: { me: MeView; permission: Permission; area: DeskArea; choose: (area: DeskArea) => void; text?: string }) {
  const [open, setOpen] = useState(false);
  const own = areasOf(me, permission);
  const high = useLoad(open ? () => Promise.all(own.map((one) => api.areas.get(one.id))) : null, [open, own.map((one) => one.id).join()]);
  const tops = (high.data ?? []).filter(isHigh);
  // A path ends behind the area's own id: '/1/4/9/' holds nothing below a community that a desk would be about.
  const single = own.length === 1 && me.posts.every((post) => post.areaId !== own[0]?.id || !['CITY_ORGANISER', 'STREET_OFFICER', 'AUDITOR'].includes(post.role));
  const take = (next: DeskArea) => { choose(next); setOpen(false); };
  if (single) return null;
  return (
    <>
      <Button kind='soft' size='small' icon='pin' label={`现在看的是${area.name}，换一个`} onPress={() => setOpen(true)}>{text}</Button>
      <Dialog open={open} title='看哪里的工作' onClose={() => setOpen(false)} sheet>
        <Stack gap={4}>
          <RadioList label='我任职的地方' value={String(area.id)} onChange={(id) => { const found = own.find((one) => String(one.id) === id); if (found) take(found); }} options={own.map((one) => ({ key: String(one.id), text: one.name }))} />
          {tops.map((top) => <CommunityPicker key={top.id} top={asDesk(top)} value={area.id} onChange={take} />)}
        </Stack>
      </Dialog>
    </>
  );
}
