import { ApiError, REWARD_LIMITS, type ShelfRowView, type UpdateRewardInput } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { RewardPhoto } from '../../../../cards/reward-tile';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { usePhotos } from '../../../../lib/use-photos';
import { Banner, Button, Card, DayInput, Field, Grid, Page, PhotoPicker, Row, Section, Stack, Stat, Tag, Text, TextArea, TextInput, confirm, offerUndo, toast } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { Damage, LimitField, Restock } from '../../parts/goods-dialogs';
import { Listing } from '../../parts/listing';
import { Moves } from '../../parts/moves';
import { fenOf, yuanOf } from '../../parts/shelf';
import { wholeShelf } from '../../parts/whole-shelf';

async function findGoods(id: number, pointId: number): Promise<ShelfRowView> {
  const found = (await wholeShelf(pointId, (row) => row.id === id)).find((row) => row.id === id);
  if (!found) throw new ApiError(404, { code: 'NOT_FOUND', message: '架上没有这件商品，回货架看看' });
  return found;
}
const ALERTS: Record<string, string> = { 已过期: '已过保质期，不能再兑换。请记损耗，把它从账上去掉。', 快到期: '快到保质期了。可以先推荐给来领东西的人。', 快没货: '剩得不多了，有货就补上。' };

/** What of a reward may be changed; name, unit and price make it what it is. */
function Edit({ row, onDone }: { row: ShelfRowView; onDone: (row: ShelfRowView) => void }) {
  const [form, setForm] = useState({ intro: row.intro, donor: row.donor, bestBefore: row.bestBefore ?? '', perPerson: row.perPerson, limitPeriod: row.limitPeriod, yuan: yuanOf(row.costFen) });
  const photos = usePhotos(row.photos);
  const set = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }));
  const save = useAction((_key, body: UpdateRewardInput) => api.rewards.update(row.id, body), (view) => { toast('已保存', 'ok'); onDone(view); });
  const send = () => void save.run({ intro: form.intro.trim(), donor: form.donor.trim(), ...(form.bestBefore ? { bestBefore: form.bestBefore } : {}), perPerson: form.perPerson, limitPeriod: form.limitPeriod, costFen: fenOf(form.yuan), photoIds: photos.ids });
  const { fields: wrong } = save;
  return (
    <Section title='资料'>
      <Card>
        <Stack gap={4}>
          <Field label='照片' group hint='第一张是封面' error={wrong['photoIds']}><PhotoPicker photos={photos.photos} max={REWARD_LIMITS.photos} onAdd={(room) => void photos.add(room)} onRetry={(key) => void photos.retry(key)} onRemove={photos.remove} /></Field>
          <Field label='介绍' error={wrong['intro']}><TextArea value={form.intro} onChange={(intro) => set({ intro })} maxLength={REWARD_LIMITS.intro.max} rows={3} placeholder='品牌、用法、要自带什么' /></Field>
          <LimitField perPerson={form.perPerson} period={form.limitPeriod} unit={row.unit} error={wrong['perPerson']} onChange={(perPerson, limitPeriod) => set({ perPerson, limitPeriod })} />
          <Field label='捐赠方' error={wrong['donor']} hint='写了会在商城里写“感谢某某捐赠”'><TextInput value={form.donor} onChange={(donor) => set({ donor })} maxLength={REWARD_LIMITS.donor.max} placeholder='爱心单位或商户' /></Field>
          {row.kind === 'GOODS' ? <Field label='保质期到' error={wrong['bestBefore']}><DayInput value={form.bestBefore} onChange={(bestBefore) => set({ bestBefore })} /></Field> : null}
          <Field label='每件值多少元' error={wrong['costFen']} hint='只用来算家底够不够，不给居民看'><TextInput value={form.yuan} onChange={(yuan) => set({ yuan })} maxLength={9} placeholder='12.5' /></Field>
          <Button block busy={save.busy} disabled={photos.sending} onPress={send}>保存资料</Button>
          <Text size='sm' tone='faint' block>名称、规格、单位和分数不能改：换了就是另一件商品，请重新上架，把这件下架。</Text>
        </Stack>
      </Card>
    </Section>
  );
}
function History({ row }: { row: ShelfRowView }) {
  const moves = usePages((after) => api.rewards.moves({ pickupPointId: row.pickupPointId, rewardId: row.id, after }), [row.id, row.stock, row.reserved]);
  return <Section title='这件商品的进出'><Listing pages={moves} empty={<Card><Text tone='soft'>还没有进出。</Text></Card>}>{(rows, footer) => <><Moves rows={rows} named={false} />{footer}</>}</Listing></Section>;
}
function Goods() {
  const params = useRouter().params, id = Number(params['id']), pointId = Number(params['point']);
  const load = useLoad(() => findGoods(id, pointId), [id, pointId]);
  const [asking, setAsking] = useState<'restock' | 'damage' | null>(null);
  const done = (row: ShelfRowView) => { setAsking(null); load.set(row); };
  const list = useAction((_key, listed: boolean) => api.rewards.update(id, { listed }), (row) => {
    done(row);
    if (row.listed) toast('已上架，大家看得到了', 'ok');
    else offerUndo('已下架，大家看不到了', () => void list.run(true));
  });
  const unlist = async (row: ShelfRowView) => {
    if (row.reserved === 0 || await confirm({ title: '下架这件商品？', text: `还有 ${row.reserved} ${row.unit}有人下了单、等着领，他们照样能领。`, ok: '下架' })) void list.run(false);
  };
  return (
    <Page title='商品管理' wide load={load} footer={load.data ? <><Button kind='plain' icon='minus' onPress={() => setAsking('damage')}>记损耗</Button><Button icon='plus' onPress={() => setAsking('restock')}>补货</Button></> : undefined}>
      {(row) => (
        <>
          <Grid cols={1} desk={2}>
            <Stack>
              <Card>
                <Row gap={3} top>
                  <RewardPhoto reward={row} small />
                  <Stack gap={1} className='x-grow'>
                    <Text size='xl' strong block>{row.name}{row.spec ? <Text tone='soft'> {row.spec}</Text> : null}</Text>
                    <Row gap={2} wrap><Text size='lg' strong tone='gold' numeric>{row.points} 分</Text>{row.listed ? <Tag tone='pine'>在架</Tag> : <Tag tone='warn'>已下架</Tag>}{row.waiters > 0 ? <Tag tone='info' icon='users'>{row.waiters} 人排队</Tag> : null}</Row>
                  </Stack>
                </Row>
                <Grid cols={3}>
                  <Stat value={row.stock} unit={row.unit} label='可兑' tone='pine' />
                  <Stat value={row.reserved} unit={row.unit} label='有人下单' />
                  <Stat value={row.stock + row.reserved} unit={row.unit} label='架上共有' />
                </Grid>
                <Row>{row.listed ? <Button kind='plain' size='small' busy={list.busy} onPress={() => void unlist(row)}>下架</Button> : <Button kind='soft' size='small' busy={list.busy} onPress={() => void list.run(true)}>重新上架</Button>}</Row>
              </Card>
              {row.alerts.map((alert) => <Banner key={alert} tone={alert === '已过期' ? 'bad' : 'warn'} title={alert}>{ALERTS[alert] ?? ''}</Banner>)}
              <Edit key={row.id} row={row} onDone={done} />
            </Stack>
            <History row={row} />
          </Grid>
          {asking === 'restock' ? <Restock row={row} onDone={done} onClose={() => setAsking(null)} /> : null}
          {asking === 'damage' ? <Damage row={row} onDone={done} onClose={() => setAsking(null)} /> : null}
        </>
      )}
    </Page>
  );
}
export default deskPage('商品管理', 'reward.manage', Goods);
