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
/** The pickup points a page may be about. Those of the reader's own posts come first: a keeper has one counter and never needs to choose. */
export function usePoint(me: MeView, area: DeskArea): PointChoice {
  const asked = Number(useRouter().params['point']) || null;
  const [picked, setPicked] = useState<number | null>(asked ?? counter);
  const load = useLoad(() => api.rewards.pickupPoints());
  const all = load.data ?? [];
  const own = all.filter((point) => point.areaId === area.id || me.posts.some((post) => post.areaId === point.areaId));
  const listed = own.length > 0 ? own : all;
  const point = listed.find((one) => one.id === picked) ?? all.find((one) => one.id === asked) ?? listed[0];
  return { load, point, listed, choose: (id) => { counter = id; setPicked(id); } };
}
/** Which counter this page is about; a list only where there is something to choose. */
export function PointName({ choice: { point, listed, choose } }: { choice: PointChoice }) {
  if (!point) return null;
  return listed.length > 1 ? <Select label='兑换点' options={listed.map((one) => ({ key: String(one.id), text: `${one.areaName} · ${one.name}` }))} value={String(point.id)} onChange={(id) => choose(Number(id))} /> : <Text size='lg' strong block>{point.name}</Text>;
}
export const NoPoint = () => <Empty icon='shop' title='还没有兑换点' text='请社区书记或街道先开一个兑换点：工作台 → 兑换点管理 → 设置。' />;
