import { ApiError, REWARD_LIMITS, type PickupPointView, type UpdatePickupPointInput } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { back } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Cell, Field, Page, Stack, Text, TextInput, toast } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { DESK } from '../../parts/paths';

async function findPoint(id: number): Promise<PickupPointView> {
  const found = (await api.rewards.pickupPoints()).find((one) => one.id === id);
  if (!found) throw new ApiError(404, { code: 'NOT_FOUND', message: '没有这个兑换点' });
  return found;
}
function Form({ start, areaId, onDone }: { start: UpdatePickupPointInput; areaId: number | null; onDone: (point: PickupPointView) => void; }) {
  const [form, setForm] = useState(start);
  const id = Number(useRouter().params['id']);
  const set = (part: Partial<UpdatePickupPointInput>) => setForm((old) => ({ ...old, ...part }));
  const save = useAction((_key, body: UpdatePickupPointInput) => (areaId === null ? api.rewards.updatePoint(id, body) : api.rewards.openPoint({ ...body, areaId })), onDone);
  const { fields: wrong } = save;
  const send = () => void save.run({ name: form.name.trim(), address: form.address.trim(), openHours: (form.openHours ?? '').trim(), phone: form.phone.trim() });
  const ready = form.name.trim().length >= REWARD_LIMITS.pointName.min && form.address.trim().length >= REWARD_LIMITS.address.min && form.phone.trim() !== '';
  return (
    <Card>
      <Stack gap={4}>
        <Field label='名称' required error={wrong['name']}><TextInput value={form.name} onChange={(name) => set({ name })} maxLength={REWARD_LIMITS.pointName.max} placeholder='如：条山社区爱心超市' /></Field>
        <Field label='地址' required error={wrong['address']}><TextInput value={form.address} onChange={(address) => set({ address })} maxLength={REWARD_LIMITS.address.max} placeholder='老人也找得到的说法' /></Field>
        <Field label='开门时间' error={wrong['openHours']}><TextInput value={form.openHours ?? ''} onChange={(openHours) => set({ openHours })} maxLength={REWARD_LIMITS.openHours.max} placeholder='如：周一至周五 9:00–17:00' /></Field>
        <Field label='电话' required error={wrong['phone'] ?? wrong['areaId']}><TextInput kind='phone' value={form.phone} onChange={(phone) => set({ phone })} maxLength={20} placeholder='有人接的电话' /></Field>
        <Button block busy={save.busy} disabled={!ready} onPress={send}>{areaId === null ? '保存' : '开这个兑换点'}</Button>
      </Stack>
    </Card>
  );
}
/** A counter's own facts: what people read before they come. */
function Change({ id }: { id: number }) {
  const load = useLoad(() => findPoint(id), [id]);
  return (
    <Page title='兑换点设置' load={load}>
      {(point) => (
        <>
          <Text tone='soft' block>{point.areaName}。这些都会写在商城和提货单上。</Text>
          <Form key={point.id} start={{ name: point.name, address: point.address, openHours: point.openHours, phone: point.phone }} areaId={null} onDone={(next) => { toast('已保存', 'ok'); load.set(next); }} />
          <Card flush>
            <Cell icon='users' title='谁在这里核销' note='在“岗位任职”里任命核销员' to={DESK.posts} />
            <Cell icon='plus' title='再开一个兑换点' to={DESK.newPoint} />
          </Card>
        </>
      )}
    </Page>
  );
}
function Point({ me, area, choose }: DeskProps) {
  const id = Number(useRouter().params['id']) || null;
  if (id !== null) return <Change id={id} />;
  return (
    <Page title='开一个兑换点'>
      <Banner tone='info' action={<AreaSwitch me={me} permission='reward.manage' area={area} choose={choose} text='换个地方' />}>开在{area.name}，{area.name}的居民会最先看到它。</Banner>
      <Form key={area.id} start={{ name: '', address: '', openHours: '', phone: '' }} areaId={area.id} onDone={() => { toast('开好了，去上架商品吧', 'ok'); back(); }} />
    </Page>
  );
}
export default deskPage('兑换点设置', 'reward.manage', Point);
