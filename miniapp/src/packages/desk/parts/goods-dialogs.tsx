import { LIMIT_PERIODS, REWARD_KINDS, REWARD_LIMITS, type DamageInput, type LimitPeriod, type RestockInput, type RewardKind, type ShelfRowView, type StockInput } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { pickOne } from '../../../cards/pick-one';
import { useAction } from '../../../lib/use-action';
import { usePhotos } from '../../../lib/use-photos';
import { Button, Chips, DayInput, Dialog, Field, Grid, PhotoPicker, Row, Segmented, Select, Stack, Stepper, Text, TextArea, TextInput, toast } from '../../../ui';
import { fenOf, whole } from './shelf';

const KINDS = (Object.keys(REWARD_KINDS) as RewardKind[]).map((key) => ({ key, text: REWARD_KINDS[key] }));
const PERIODS = (Object.keys(LIMIT_PERIODS) as LimitPeriod[]).map((key) => ({ key, text: LIMIT_PERIODS[key] }));
const DAMAGES = ['破损', '过期', '受潮变质', '丢失'] as const;

/** How many one person may have, and in what time. */
export function LimitField({ perPerson, period, unit, onChange, error }: { perPerson: number; period: LimitPeriod; unit: string; onChange: (perPerson: number, period: LimitPeriod) => void; error?: string | undefined }) {
  return (
    <Field label='每人限兑' group required hint={perPerson === 0 ? '0 表示不限' : `每人${LIMIT_PERIODS[period]}最多 ${perPerson} ${unit}`} error={error}>
      <Row gap={2} wrap>
        <Stepper label='每人限兑' value={perPerson} max={REWARD_LIMITS.perPerson.max} onChange={(n) => onChange(n, period)} />
        {perPerson > 0 ? <Select label='多长时间' options={PERIODS} value={period} onChange={(next) => onChange(perPerson, next)} /> : null}
      </Row>
    </Field>
  );
}
/** Something new on the shelf. */
export function AddGoods({ pointId, onDone, onClose }: { pointId: number; onDone: () => void; onClose: () => void }) {
  const [form, setForm] = useState<StockInput>({ name: '', spec: '', unit: '件', kind: 'GOODS', points: 10, stock: 10, donor: '', intro: '', perPerson: 0, limitPeriod: 'MONTH' });
  const [yuan, setYuan] = useState('');
  const photos = usePhotos();
  const set = (part: Partial<StockInput>) => setForm((old) => ({ ...old, ...part }));
  const save = useAction((key, body: StockInput) => api.rewards.stock(pointId, body, key), (view) => { toast(`${view.name}已上架`, 'ok'); onDone(); });
  const { fields: wrong } = save;
  const send = () => void save.run({ ...form, name: form.name.trim(), bestBefore: form.bestBefore || undefined, costFen: fenOf(yuan), photoIds: photos.ids });
  return (
    <Dialog open title='上架商品' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={save.busy} disabled={!form.name.trim() || form.points < 1 || photos.sending} onPress={send}>上架</Button></>}>
      <Stack gap={4}>
        <Segmented label='类型' options={KINDS} value={form.kind} onChange={(kind) => set({ kind })} />
        <Field label='名称' required error={wrong['name']}><TextInput value={form.name} onChange={(name) => set({ name })} maxLength={REWARD_LIMITS.name.max} placeholder={form.kind === 'SERVICE' ? '如：上门理发' : '如：洗衣液'} /></Field>
        <Grid cols={2}>
          <Field label='规格' error={wrong['spec']}><TextInput value={form.spec ?? ''} onChange={(spec) => set({ spec })} maxLength={REWARD_LIMITS.spec.max} placeholder={form.kind === 'SERVICE' ? '1 小时' : '2 kg'} /></Field>
          <Field label='单位' required error={wrong['unit']}><TextInput value={form.unit} onChange={(unit) => set({ unit })} maxLength={REWARD_LIMITS.unit.max} placeholder='瓶' /></Field>
          <Field label='要多少分' required error={wrong['points']}><TextInput kind='number' value={String(form.points)} onChange={(text) => set({ points: whole(text) })} maxLength={6} /></Field>
          <Field label='数量' required error={wrong['stock']}><TextInput kind='number' value={String(form.stock)} onChange={(text) => set({ stock: whole(text) })} maxLength={6} /></Field>
        </Grid>
        <Field label='照片' group error={wrong['photoIds']} hint='拍实物，大家看了放心'><PhotoPicker photos={photos.photos} max={REWARD_LIMITS.photos} onAdd={(room) => void photos.add(room)} onRetry={(key) => void photos.retry(key)} onRemove={photos.remove} /></Field>
        <LimitField perPerson={form.perPerson ?? 0} period={form.limitPeriod ?? 'MONTH'} unit={form.unit} error={wrong['perPerson']} onChange={(perPerson, limitPeriod) => set({ perPerson, limitPeriod })} />
        <Field label='捐赠方' error={wrong['donor']} hint='写了会在商城里写“感谢某某捐赠”'><TextInput value={form.donor ?? ''} onChange={(donor) => set({ donor })} maxLength={REWARD_LIMITS.donor.max} placeholder='爱心单位或商户' /></Field>
        {form.kind === 'GOODS' ? <Field label='保质期到' error={wrong['bestBefore']}><DayInput value={form.bestBefore ?? ''} onChange={(bestBefore) => set({ bestBefore })} /></Field> : null}
        <Field label='每件值多少元' error={wrong['costFen']} hint='只用来算家底够不够，不给居民看'><TextInput value={yuan} onChange={setYuan} maxLength={9} placeholder='12.5' /></Field>
        <Field label='介绍' error={wrong['intro']}><TextArea value={form.intro ?? ''} onChange={(intro) => set({ intro })} maxLength={REWARD_LIMITS.intro.max} rows={2} placeholder='品牌、用法、要自带什么' /></Field>
      </Stack>
    </Dialog>
  );
}
/** More of the same. */
export function Restock({ row, onDone, onClose }: { row: ShelfRowView; onDone: (row: ShelfRowView) => void; onClose: () => void }) {
  const [form, setForm] = useState<RestockInput>({ quantity: 10, source: row.donor ? 'DONATION' : 'PURCHASE', donor: row.donor });
  const set = (part: Partial<RestockInput>) => setForm((old) => ({ ...old, ...part }));
  const save = useAction((key, body: RestockInput) => api.rewards.restock(row.id, body, key), (view) => { toast(`补了 ${form.quantity} ${row.unit}`, 'ok'); onDone(view); });
  const send = () => void save.run({ quantity: form.quantity, source: form.source, ...(form.source === 'DONATION' && form.donor?.trim() ? { donor: form.donor.trim() } : {}), ...(form.bestBefore ? { bestBefore: form.bestBefore } : {}) });
  return (
    <Dialog open title={`给${row.name}补货`} onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button icon='plus' busy={save.busy} disabled={form.quantity < 1} onPress={send}>补 {form.quantity} {row.unit}</Button></>}>
      <Stack gap={4}>
        <Field label='数量' required error={save.fields['quantity']}><TextInput kind='number' value={String(form.quantity)} onChange={(text) => set({ quantity: whole(text) })} maxLength={6} /></Field>
        <Row gap={2} wrap>{[5, 10, 20, 50].map((n) => <Button key={n} kind='soft' size='small' onPress={() => set({ quantity: n })}>{n}</Button>)}</Row>
        <Segmented label='来源' options={[{ key: 'PURCHASE', text: '采购' }, { key: 'DONATION', text: '捐赠' }]} value={form.source} onChange={(source) => set({ source })} />
        {form.source === 'DONATION' ? <Field label='谁捐的' error={save.fields['donor']}><TextInput value={form.donor ?? ''} onChange={(donor) => set({ donor })} maxLength={REWARD_LIMITS.donor.max} placeholder='爱心单位或商户' /></Field> : null}
        {row.kind === 'GOODS' ? <Field label='这批保质期到' error={save.fields['bestBefore']} hint='与架上的混放时，按早的那个算'><DayInput value={form.bestBefore ?? ''} onChange={(bestBefore) => set({ bestBefore })} /></Field> : null}
        {row.waiters > 0 ? <Text size='sm' tone='soft' block>有 {row.waiters} 人在排队，补货后按先后通知他们。</Text> : null}
      </Stack>
    </Dialog>
  );
}
/** What is broken, spoilt or gone leaves the books with a reason. */
export function Damage({ row, onDone, onClose }: { row: ShelfRowView; onDone: (row: ShelfRowView) => void; onClose: () => void }) {
  const [form, setForm] = useState<DamageInput>({ quantity: 1, reason: '' });
  const save = useAction((key, body: DamageInput) => api.rewards.damage(row.id, body, key), (view) => { toast('已记损耗', 'ok'); onDone(view); });
  const picked = DAMAGES.find((one) => one === form.reason) ?? null;
  return (
    <Dialog open title={`${row.name}损耗`} onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button kind='danger' busy={save.busy} disabled={form.reason.trim().length < REWARD_LIMITS.reason.min} onPress={() => void save.run({ ...form, reason: form.reason.trim() })}>记损耗 {form.quantity} {row.unit}</Button></>}>
      <Stack gap={4}>
        <Field label='坏了多少' required group error={save.fields['quantity']} hint={`能兑的还有 ${row.stock} ${row.unit}`}><Stepper label='坏了多少' value={form.quantity} min={1} max={Math.max(1, row.stock)} onChange={(quantity) => setForm((old) => ({ ...old, quantity }))} /></Field>
        <Chips label='常见原因' wrap options={DAMAGES.map((one) => ({ key: one, text: one }))} value={picked ? [picked] : []} onChange={(keys) => setForm((old) => ({ ...old, reason: pickOne(picked, keys) ?? '' }))} />
        <Field label='原因' required error={save.fields['reason']} hint='会写进流水和每月公示'><TextInput value={form.reason} onChange={(reason) => setForm((old) => ({ ...old, reason }))} maxLength={REWARD_LIMITS.reason.max} placeholder='点上面的，或自己写' /></Field>
      </Stack>
    </Dialog>
  );
}
