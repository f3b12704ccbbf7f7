import type { ShiftView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { span } from '../../../lib/format';
import { useAction } from '../../../lib/use-action';
import { useLoad } from '../../../lib/use-load';
import { Button, CheckboxList, Dialog, Empty, Row, Segmented, Stack, Text, toast } from '../../../ui';
import { UnitPicker, type PickedUnit } from './unit-picker';
import { Waiting } from './listing';

/** The first few are the best fits; the button stays in reach. */
const SHOWN = 5;
/** 派单 is an invitation: to people with the reason why they, or to a unit. Who declines leaves no trace. */
export function OfferDialog({ shift, onClose }: { shift: ShiftView; onClose: () => void }) {
  const [to, setTo] = useState<'people' | 'unit'>('people');
  const [people, setPeople] = useState<string[]>([]);
  const [all, setAll] = useState(false);
  const [unit, setUnit] = useState<PickedUnit | null>(null);
  const candidates = useLoad(() => api.offers.candidates(shift.id), [shift.id]);
  const summary = useLoad(() => api.offers.summary(shift.id), [shift.id]);
  const send = useAction((key, userIds: number[], unitId: number | null) => api.offers.send({ shiftId: shift.id, ...(unitId !== null ? { unitId } : { userIds }) }, key), (view) => {
    toast(`已邀请，累计 ${view.sent} 人次`, 'ok');
    onClose();
  });
  const ready = to === 'people' ? people.length > 0 : unit !== null;
  return (
    <Dialog
      open title='邀请来帮忙' onClose={onClose} sheet
      foot={<><Button kind='plain' onPress={onClose}>先不了</Button><Button icon='send' busy={send.busy} disabled={!ready} onPress={() => void send.run(people.map(Number), to === 'unit' && unit ? unit.id : null)}>{to === 'people' && people.length > 0 ? `邀请 ${people.length} 人` : '发出邀请'}</Button></>}
    >
      <Stack>
        <Text tone='soft' block>{span(shift.startsAt, shift.endsAt)}，还差 {Math.max(0, shift.places - shift.taken)} 人。{summary.data && summary.data.sent > 0 ? `已邀请 ${summary.data.sent} 人次，${summary.data.accepted} 人答应。` : ''}来不来由对方决定，婉拒不会记录。</Text>
        <Segmented label='邀请谁' options={[{ key: 'people', text: '个人' }, { key: 'unit', text: '单位' }]} value={to} onChange={setTo} />
        {to === 'people' ? (
          <Waiting load={candidates} rows={2}>
            {(rows) => rows.length === 0
              ? <Empty icon='users' title='暂时没有合适的人选' text='可以邀请单位，或把任务转发到群里。' />
              : (
                <>
                  <CheckboxList label='人选' value={people} onChange={setPeople} options={(all ? rows : rows.slice(0, SHOWN)).map((person) => ({ key: String(person.userId), text: person.unitName ? `${person.name} · ${person.unitName}` : person.name, note: person.reason }))} />
                  {!all && rows.length > SHOWN ? <Row><Button kind='text' size='small' icon='down' onPress={() => setAll(true)}>再看 {rows.length - SHOWN} 位</Button></Row> : null}
                </>
              )}
          </Waiting>
        ) : <UnitPicker value={unit} onChange={setUnit} label='哪个单位' />}
      </Stack>
    </Dialog>
  );
}
