import { REDEMPTION_CHANNELS, REDEMPTION_STATUSES, REWARD_LIMITS, type RedemptionView, type ShelfRowView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { sayGoods } from '../../../cards/reward-words';
import { day, time } from '../../../lib/format';
import { useAction } from '../../../lib/use-action';
import { useLoad } from '../../../lib/use-load';
import { Banner, Box, Button, Dialog, Facts, Field, Row, Stack, StatusTag, Text, TextInput, toast } from '../../../ui';
import { GoodsList } from './goods-list';
import { Waiting } from './listing';
import { ReasonDialog } from './reason-dialog';
import { onOffer } from './shelf';
import { wholeShelf } from './whole-shelf';

const CALLS_OFF = ['这批货有问题', '实际没有货了', '本人打电话说不要了'] as const;
const GIVE_BACKS = ['质量有问题', '拿错了', '本人不想要了'] as const;
const NOTES = ['原来的没有货了', '原来的快过期了', '这个更实用'] as const;

interface Props { order: RedemptionView; onDone: (order: RedemptionView) => void; onClose: () => void }

/** Offers something else instead; nothing changes before its owner says yes. */
function Substitute({ order, onDone, onClose }: Props) {
  const [picked, setPicked] = useState<ShelfRowView | null>(null);
  const [note, setNote] = useState<string>(NOTES[0]);
  const shelf = useLoad(async () => onOffer(await wholeShelf(order.pickupPoint.id)).filter((row) => row.id !== order.rewardId && row.stock >= order.quantity), [order.id]);
  const offer = useAction((key, rewardId: number, words: string) => api.redemptions.substitute(order.id, { rewardId, note: words }, key), (view) => { toast('已问他，等他答复', 'ok'); onDone(view); });
  const cost = (picked?.points ?? 0) * order.quantity;
  return (
    <Dialog open title={`给${order.personName}换一样`} onClose={onClose} sheet foot={picked ? <><Button kind='plain' disabled={offer.busy} onPress={() => setPicked(null)}>换一个</Button><Button busy={offer.busy} disabled={note.trim().length < REWARD_LIMITS.reason.min} onPress={() => void offer.run(picked.id, note.trim())}>问他同不同意</Button></> : undefined}>
      <Stack>
        <Text block>原来要的：<Text strong>{sayGoods(order)}</Text>，{order.points} 分</Text>
        {picked ? (
          <>
            <Text size='lg' strong block>换成：{sayGoods({ ...picked, quantity: order.quantity })}，{cost} 分</Text>
            <Banner tone='info'>{cost > order.points ? `比原来多 ${cost - order.points} 分。` : cost < order.points ? `比原来少 ${order.points - cost} 分，差的退给他。` : '分数一样。'}他同意才换；不同意，原单取消，积分全退。</Banner>
            <Field label='说明（他会看到）' required error={offer.fields['note']}><TextInput value={note} onChange={setNote} maxLength={REWARD_LIMITS.reason.max} /></Field>
          </>
        ) : <Waiting load={shelf} rows={2}>{(rows) => <GoodsList rows={rows} onPick={setPicked} />}</Waiting>}
      </Stack>
    </Dialog>
  );
}
type Step = 'look' | 'callOff' | 'substitute' | 'giveBack';
/** One order at the counter: what it is, and what staff may do about it. */
export function OrderDialog({ order, onDone, onClose }: Props) {
  const [step, setStep] = useState<Step>('look');
  const settle = useAction((key, what: 'callOff' | 'giveBack', reason: string) => api.redemptions[what](order.id, { reason }, key), (view) => { toast(view.status === 'RETURNED' ? '已退货，积分已退回' : '已取消，积分已退回', 'ok'); onDone(view); });
  const back = () => setStep('look');
  if (step === 'substitute') return <Substitute order={order} onDone={onDone} onClose={back} />;
  if (step === 'callOff') return <ReasonDialog open title='取消这张单子' note={`${order.points} 分退给${order.personName}，货放回架上。他会收到通知和这句原因。`} reasons={CALLS_OFF} limits={REWARD_LIMITS.reason} ok='取消单子' danger busy={settle.busy} error={settle.fields['reason']} onClose={back} onSend={(reason) => void settle.run('callOff', reason)} />;
  if (step === 'giveBack') return <ReasonDialog open title='退货' note={`先收回${sayGoods(order)}。${order.points} 分退给${order.personName}，货记回账上。`} reasons={GIVE_BACKS} limits={REWARD_LIMITS.reason} ok='货已收回，退分' danger busy={settle.busy} error={settle.fields['reason']} onClose={back} onSend={(reason) => void settle.run('giveBack', reason)} />;
  const may = (action: RedemptionView['actions'][number]): boolean => order.actions.includes(action);
  return (
    <Dialog open title='兑换单' onClose={onClose} sheet foot={<Button kind='plain' onPress={onClose}>关闭</Button>}>
      <Stack>
        <Box className='d-center'><Text size='xl' strong block tone='ink'>{order.personName}</Text><Text size='lg' block tone='ink'>{sayGoods(order)}</Text><StatusTag status={order.status} labels={REDEMPTION_STATUSES} /></Box>
        <Facts rows={[
          { name: '积分', value: `${order.points} 分`, icon: 'coin' },
          { name: '下单', value: `${time(order.createdAt)}，${REDEMPTION_CHANNELS[order.channel]}`, icon: 'calendar' },
          order.status === 'HELD' ? { name: '期限', value: `${day(order.expiresAt)}前领`, icon: 'clock' } : { name: '办结', value: order.settledAt ? time(order.settledAt) : '—', icon: 'clock' },
          ...(order.reason ? [{ name: '原因', value: order.reason, icon: 'chat' as const }] : []),
        ]} />
        {order.substitute ? <Banner tone='warn' title='已问他换不换，等答复'>换成 {sayGoods({ ...order.substitute, quantity: order.quantity })}：{order.substitute.note}</Banner> : null}
        {order.status === 'HELD' ? <Text size='sm' tone='soft' block>交货要看他的提货码（扫码交货），没带手机的走“柜台代办”。</Text> : null}
        <Row gap={2} wrap>
          {may('substitute') ? <Button kind='soft' icon='refresh' onPress={() => setStep('substitute')}>换一样给他</Button> : null}
          {may('callOff') ? <Button kind='plain' icon='close' onPress={() => setStep('callOff')}>取消单子</Button> : null}
          {may('giveBack') ? <Button kind='plain' icon='undo' onPress={() => setStep('giveBack')}>退货</Button> : null}
        </Row>
      </Stack>
    </Dialog>
  );
}
