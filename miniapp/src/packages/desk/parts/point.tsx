import type { MeView, PickupPointView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../api';
import { useLoad, type Loaded } from '../../../lib/use-load';
import { Empty, Select, Text } from '../../../ui';
import type { DeskArea } from './area';

/** The counter somebody stands at: chosen once, it stays from page to page. */
let counter: number | null = null;

export interface PointChoice { load: Loaded<PickupPointView[]>; point: PickupPointView | undefined; listed: PickupPointView[]; choose: (id: number) => void }
/** Those of the reader's own posts and of the area his desk is about; where there are none, those of the communities below it, and for the city all. */
async function pointsOf(me: MeView, area: DeskArea): Promise<PickupPointView[]> {
  const all = await api.rewards.pickupPoints();
  const own = all.filter((point) => point.areaId === area.id || me.posts.some((post) => post.areaId === point.areaId));
  if (own.length > 0) return own;
  const below = await api.areas.children(area.id);
  return below.some((one) => one.kind === 'STREET' || one.kind === 'TOWN') ? all : all.filter((point) => below.some((one) => one.id === point.areaId));
}
/** The pickup points a page may be about: a keeper has one counter and never needs to choose. */
export function usePoint(me: MeView, area: DeskArea): PointChoice {
  const asked = Number(useRouter().params['point']) || null;
  const [picked, setPicked] = useState<number | null>(asked ?? counter);
  const load = useLoad(() => pointsOf(me, area), [me.id, area.id]);
  const listed = load.data ?? [];
  return { load, point: listed.find((one) => one.id === picked) ?? listed[0], listed, choose: (id) => { counter = id; setPicked(id); } };
}
/** Which counter this page is about; a list only where there is something to choose. */
export function PointName({ choice: { point, listed, choose } }: { choice: PointChoice }) {
  if (!point) return null;
  return listed.length > 1 ? <Select label='兑换点' options={listed.map((one) => ({ key: String(one.id), text: `${one.areaName} · ${one.name}` }))} value={String(point.id)} onChange={(id) => choose(Number(id))} /> : <Text size='lg' strong block>{point.name}</Text>;
}
export const NoPoint = () => <Empty icon='shop' title='还没有兑换点' text='请社区书记或街道先开一个兑换点：工作台 → 兑换点管理 → 设置。' />;
