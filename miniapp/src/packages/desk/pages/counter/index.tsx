import { ApiError, REWARD_LIMITS, type CounterFindInput, type CounterPersonView, type RedemptionView, type ShelfRowView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { RewardPhoto } from '../../../../cards/reward-tile';
import { sayGoods } from '../../../../cards/reward-words';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Avatar, Banner, Box, Button, Card, CodeInput, Dialog, Field, Grid, Grow, Icon, Page, Row, Section, Stack, Stepper, Text, TextInput, confirm } from '../../../../ui';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { GoodsList } from '../../parts/goods-list';
import { Waiting } from '../../parts/listing';
import { NoPoint, PointName, usePoint } from '../../parts/point';
import { onOffer } from '../../parts/shelf';
import { wholeShelf } from '../../parts/whole-shelf';

interface Served { who: CounterFindInput; person: CounterPersonView }

/** A name and four digits: what somebody without a phone can say. */
function Find({ pointId, onFound }: { pointId: number; onFound: (served: Served) => void }) {
  const [name, setName] = useState('');
  const [tail, setTail] = useState('');
  const [nobody, setNobody] = useState<{ title: string; text: string } | null>(null);
  const find = useAction(async (_key, who: CounterFindInput): Promise<Served | null> => {
    try {
      return { who, person: await api.counter.find(who) };
    } catch (error) {
      if (!(error instanceof ApiError && (error.code === 'COUNTER_NOBODY' || error.code === 'PICKUP_LOCKED'))) throw error;
      setNobody(error.code === 'PICKUP_LOCKED' ? { title: error.message, text: '试得太多，先停一停。急的话请同事来办。' } : { title: `没有找到“${who.name}”`, text: '请核对姓名和后四位，也可能留的是家里人的号码。没报到过的，先去社区报到。' });
      return null;
    }
  }, (served) => { if (served) onFound(served); });
  const look = (phoneTail: string) => { setNobody(null); if (name.trim() && phoneTail.length === 4) void find.run({ pickupPointId: pointId, name: name.trim(), phoneTail }); };
  return (
    <Card>
      <Stack gap={4}>
        <Text tone='soft' block>给没带手机、不用手机的人办。请他说姓名和报到时留的手机号后四位。</Text>
        <Field label='姓名' required error={find.fields['name']}><TextInput className='d-counter-in' value={name} onChange={(text) => { setName(text); setNobody(null); }} maxLength={30} placeholder='全名' /></Field>
        <Field label='手机号后四位' required group error={find.fields['phoneTail']}><CodeInput label='手机号后四位' length={4} value={tail} onChange={(text) => { setTail(text); setNobody(null); }} onDone={look} /></Field>
        {nobody ? <Banner tone='warn' title={nobody.title}>{nobody.text}</Banner> : null}
        <Button block icon='search' busy={find.busy} disabled={!name.trim() || tail.length !== 4} onPress={() => look(tail)}>查找</Button>
      </Stack>
    </Card>
  );
}
/** Done, to be seen from where the other one stands. */
function Done({ order, left, onMore, onNext }: { order: RedemptionView; left: number; onMore: () => void; onNext: () => void }) {
  return (
    <>
      <Card tone='pine'>
        <Box className='d-center' live='polite'>
          <Box as='span' className='d-done' decorative><Icon name='check' size='xl' /></Box>
          <Text size='lg' block>已交给</Text>
          <Box className='d-big'>{order.personName}</Box>
          <Text size='xl' strong block>{sayGoods(order)}</Text>
          <Text block>用了 {order.points} 分，还剩 {left} 分</Text>
        </Box>
      </Card>
      <Button block icon='user' onPress={onNext}>下一位</Button>
      <Button block kind='plain' onPress={onMore}>再给他办一样</Button>
      <Text size='sm' tone='soft' block>办错了？把东西收回，在“兑换点管理 → 兑换单 → 已领取”里退货，积分会退给他。</Text>
    </>
  );
}
/** How many, and what would be left; then into his hands. */
function Choose({ row, person, busy, onGive, onClose }: { row: ShelfRowView; person: CounterPersonView; busy: boolean; onGive: (quantity: number) => void; onClose: () => void }) {
  const [quantity, setQuantity] = useState(1);
  const cost = row.points * quantity, most = Math.max(1, Math.min(REWARD_LIMITS.quantity.max, row.stock, Math.floor(person.available / row.points), row.perPerson || REWARD_LIMITS.quantity.max));
  return (
    <Dialog open title={`给${person.name}换`} onClose={onClose} sheet foot={<><Button kind='plain' disabled={busy} onPress={onClose}>换一样</Button><Button icon='check' busy={busy} onPress={() => onGive(quantity)}>交给他</Button></>}>
      <Stack>
        <Row gap={3} top><RewardPhoto reward={row} small /><Grow><Text size='xl' strong block tone='ink'>{row.name}{row.spec ? ` ${row.spec}` : ''}</Text><Text strong tone='gold' block>{row.points} 分一{row.unit}</Text></Grow></Row>
        {most > 1 ? <Field label='数量' required group><Stepper label='数量' value={quantity} min={1} max={most} onChange={setQuantity} /></Field> : null}
        <Text size='lg' block tone='ink'>念给他听：<Text strong>“用 {cost} 分换{sayGoods({ ...row, quantity })}，还剩 {person.available - cost} 分，换吗？”</Text></Text>
      </Stack>
    </Dialog>
  );
}
function Serve({ pointId, served: { who, person }, onNext, onChange }: { pointId: number; served: Served; onNext: () => void; onChange: (person: CounterPersonView) => void }) {
  const [row, setRow] = useState<ShelfRowView | null>(null);
  const [done, setDone] = useState<RedemptionView | null>(null);
  const shelf = useLoad(() => wholeShelf(pointId), [pointId]);
  const given = (order: RedemptionView, left: CounterPersonView) => { setRow(null); setDone(order); onChange(left); void shelf.reload(); };
  // What is left is worked out here: asking again would count as another look at this person.
  const order = useAction((key, rewardId: number, quantity: number) => api.counter.order({ ...who, rewardId, quantity }, key), (view) => given(view, { ...person, available: person.available - view.points }));
  const collect = useAction((key, redemptionId: number) => api.counter.collect({ ...who, redemptionId }, key), (view) => given(view, { ...person, waiting: person.waiting.filter((one) => one.id !== view.id) }));
  const hand = async (one: CounterPersonView['waiting'][number]) => { if (await confirm({ title: `交给${person.name}？`, text: `${one.name} × ${one.quantity} ${one.unit}，他自己下的单。`, ok: '交给他' })) void collect.run(one.id); };
  if (done) return <Done order={done} left={person.available} onNext={onNext} onMore={() => setDone(null)} />;
  return (
    <>
      <Card tone='gold'>
        <Row gap={3} wrap>
          <Avatar name={person.name} size='lg' />
          <Grow><Text size='xl' strong block>{person.name}</Text><Text tone='soft' block>尾号 {person.phoneTail}</Text></Grow>
          <Box className='d-balance'>{person.available}<Text size='lg' tone='soft'> 分</Text></Box>
        </Row>
        <Button kind='plain' size='small' icon='user' onPress={onNext}>不是他，换一位</Button>
      </Card>
      {person.waiting.length > 0 ? (
        <Section title='他下过的单' note='手里没码也能领'>
          <Grid cols={1} desk={2}>
            {person.waiting.map((one) => (
              <Card key={one.id}>
                <Row gap={3} spread wrap><Text size='lg' strong>{one.name} × {one.quantity} {one.unit}</Text><Button icon='check' busy={collect.busy} label={`把${one.name}交给他`} onPress={() => void hand(one)}>交给他</Button></Row>
              </Card>
            ))}
          </Grid>
        </Section>
      ) : null}
      {person.blocked ? <Banner tone='warn' title='现在不能换新的'>{person.blocked}。他下过的单照样能领。</Banner> : (
        <Section title='现在换一样'>
          <Waiting load={shelf} rows={3}>{(rows) => <GoodsList rows={onOffer(rows)} desk={3} why={(one) => (one.points > person.available ? `还差 ${one.points - person.available} 分` : null)} onPick={setRow} />}</Waiting>
        </Section>
      )}
      {row ? <Choose key={row.id} row={row} person={person} busy={order.busy} onGive={(quantity) => void order.run(row.id, quantity)} onClose={() => setRow(null)} /> : null}
    </>
  );
}
/** 柜台代办: for somebody who stands here without a phone. */
function Counter({ me, area }: DeskProps) {
  const choice = usePoint(me, area), { point } = choice;
  const [served, setServed] = useState<Served | null>(null);
  return (
    <Page title='柜台代办' wide={served !== null} load={choice.load}>
      {() => point ? (
        <>
          {served ? null : <PointName choice={choice} />}
          {served ? <Serve pointId={point.id} served={served} onNext={() => setServed(null)} onChange={(person) => setServed({ ...served, person })} /> : <Find key={point.id} pointId={point.id} onFound={setServed} />}
        </>
      ) : <NoPoint />}
    </Page>
  );
}
export default deskPage('柜台代办', 'reward.collect', Counter);
