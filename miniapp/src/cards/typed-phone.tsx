import { TYPED_PHONE_STATUSES, USER_LIMITS, type TypedPhoneView, type TypePhoneInput } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../api';
import { useAction } from '../lib/use-action';
import { useLoad } from '../lib/use-load';
import { HOME } from '../routes';
import { Banner, Button, Facts, Field, Skeleton, Stack, Text, TextInput, toast } from '../ui';
import { AreaPicker, NO_AREA, type AreaChoice } from './area-picker';

const MOBILE = /^1\d{10}$/;

function Form({ kept, done }: { kept: TypedPhoneView | null; done: (typed: TypedPhoneView) => void }) {
  const [phone, setPhone] = useState(kept?.phone ?? '');
  const [name, setName] = useState(kept?.name ?? '');
  const [area, setArea] = useState<AreaChoice>(NO_AREA);
  const send = useAction((_key, input: TypePhoneInput) => api.me.typePhone(input), (typed) => { toast('已提交', 'ok'); done(typed); });
  const { communityId } = area;
  return (
    <Stack gap={4}>
      <Field label='手机号' required error={send.fields['phone']}><TextInput kind='phone' value={phone} onChange={(text) => setPhone(text.replace(/\D/g, '').slice(0, 11))} maxLength={13} placeholder='11 位手机号' /></Field>
      <Field label='姓名' required error={send.fields['name']}><TextInput value={name} onChange={setName} maxLength={USER_LIMITS.name.max} placeholder='社区打电话时好称呼您' /></Field>
      <AreaPicker value={area} onChange={setArea} errors={send.fields} compound={false} />
      <Button block busy={send.busy} disabled={!MOBILE.test(phone) || !name.trim() || communityId === null} onPress={() => { if (communityId !== null) void send.run({ phone, name: name.trim(), communityId }); }}>提交，等社区打来</Button>
    </Stack>
  );
}
/** The last way in: a number that the community calls. Nobody is shut out for want of a message. */
export function TypedPhone() {
  const load = useLoad(() => api.me.typedPhone());
  const [again, setAgain] = useState(false);
  if (!load.data) return load.error ? <Banner tone='warn'>{load.error}</Banner> : <Skeleton rows={2} />;
  const { typed } = load.data;
  if (!typed || again || typed.status === 'CONFIRMED') return <Form kept={typed} done={(view) => { setAgain(false); load.set({ typed: view }); }} />;
  return (
    <Stack gap={3}>
      {typed.status === 'REFUSED' ? <Banner tone='warn' title={TYPED_PHONE_STATUSES.REFUSED}>{typed.community.name}没能打通这个号码。请核对，或带身份证件到服务点办理。</Banner>
        : <Banner tone='info' title={TYPED_PHONE_STATUSES.WAITING}>{typed.community.name}会打电话给您，核实后发消息通知。</Banner>}
      <Facts rows={[{ name: '手机号', value: typed.phone, icon: 'phone' }, { name: '姓名', value: typed.name, icon: 'user' }, { name: '社区', value: typed.community.name, icon: 'home' }]} />
      <Text size='sm' tone='soft' block>核实之前可以看任务、看公示；认领和报到要等核实。</Text>
      <Button block kind='plain' onPress={() => setAgain(true)}>{typed.status === 'REFUSED' ? '改好再提交' : '填错了，改一下'}</Button>
      <Button block kind='text' to={HOME}>先去看任务</Button>
    </Stack>
  );
}
