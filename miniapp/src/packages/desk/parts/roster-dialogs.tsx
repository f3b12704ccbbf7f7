import { ApiError, type PersonView, type RosterRow } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { useAction } from '../../../lib/use-action';
import { Button, Dialog, Field, Stack, Text, TextInput, confirm, toast } from '../../../ui';
import { PersonPicker } from './person-picker';

interface RosterDialogProps { shiftId: number; onDone: (rows: RosterRow[]) => void; onClose: () => void }

/** Somebody who came without claiming: a name and the end of his phone number are enough. */
export function WalkUp({ shiftId, onDone, onClose }: RosterDialogProps) {
  const [name, setName] = useState('');
  const [phoneTail, setTail] = useState('');
  const add = useAction((key, who: { name: string; phoneTail: string }) => api.attendance.walkUp(shiftId, who, key), (rows) => { toast('已登记到场', 'ok'); onDone(rows); });
  return (
    <Dialog open title='现场登记' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button icon='check' busy={add.busy} disabled={!name.trim() || phoneTail.length !== 4} onPress={() => void add.run({ name: name.trim(), phoneTail })}>登记到场</Button></>}>
      <Stack>
        <Text tone='soft' block>没有提前认领、直接来帮忙的人，记下来才算服务时长。</Text>
        <Field label='姓名' required error={add.fields['name']}><TextInput value={name} onChange={setName} maxLength={30} placeholder='怎么称呼' /></Field>
        <Field label='手机后四位' required error={add.fields['phoneTail']}><TextInput kind='code' value={phoneTail} onChange={(text) => setTail(text.replace(/\D/g, '').slice(0, 4))} maxLength={4} placeholder='4 位数字' /></Field>
      </Stack>
    </Dialog>
  );
}
/** The organiser takes somebody in. A clash is shown and may be overruled: he has talked to the person. */
export function AddPerson({ shiftId, areaId, onDone, onClose }: RosterDialogProps & { areaId: number }) {
  const [person, setPerson] = useState<PersonView | null>(null);
  const add = useAction(async (key, userId: number): Promise<RosterRow[] | null> => {
    try {
      return await api.claims.add({ shiftId, userId }, key);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'CLAIM_CLASH')) throw error;
      if (!(await confirm({ title: '时间有冲突', text: `${error.message.replace('您的', '他的')}。与本人说好了再加。`, ok: '仍然加入' }))) return null;
      return api.claims.add({ shiftId, userId, anyway: true }, `${key}-anyway`);
    }
  }, (rows) => { if (rows) { toast('已加入，并通知本人', 'ok'); onDone(rows); } });
  return (
    <Dialog open title='把人加进来' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button icon='plus' busy={add.busy} disabled={!person} onPress={() => { if (person) void add.run(person.id); }}>加入这一班</Button></>}>
      <Stack><Text tone='soft' block>先打过招呼再加。他会收到通知，来不了可以自己退出。</Text><PersonPicker areaId={areaId} value={person} onChange={setPerson} /></Stack>
    </Dialog>
  );
}
