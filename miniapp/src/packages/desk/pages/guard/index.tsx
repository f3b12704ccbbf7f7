import { FUND_LIMITS, GUARD_LEVELS, GUARD_PERCENT, type FundEntryView, type GuardView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Box, Button, Card, Dialog, Empty, Facts, Field, Page, Row, Section, Segmented, Stack, Table, Text, TextInput, toast, useWide, type Column } from '../../../../ui';
import { areasOf, type DeskArea } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { figure, readYuan, sayYuan } from '../../parts/money';
import '../../parts/credit.scss';

/** The meter reaches this far; what is beyond fills it. */
const FULL = 160;
/** Weeks that are as good as for ever: a pace holds no longer. */
const LONG = 104;
const at = (percent: number): string => `${Math.min(100, (percent / FULL) * 100)}%`;
const sayPercent = ({ percent, stockFen, fundFen }: GuardView): string => (stockFen + fundFen <= 0 ? '还没有登记物资和资金' : `答应出去的，是家底的 ${percent >= 999 ? '十倍还多' : `${percent}%`}`);

function Meter({ view }: { view: GuardView }) {
  return (
    <Card>
      <Box className={`c-level c-level--${view.level}`}>{GUARD_LEVELS[view.level]}</Box>
      <Text strong block>{sayPercent(view)}</Text>
      <Box role='img' label={`${sayPercent(view)}，到 ${GUARD_PERCENT.watch}% 提醒，过 ${GUARD_PERCENT.over}% 就超出`}>
        <Box className='c-meter'>
          <Box className={`c-meter__bar c-meter__bar--${view.level}`} style={{ width: at(view.percent) }} />
          <Box className='c-meter__mark' style={{ left: at(GUARD_PERCENT.watch) }} /><Box className='c-meter__mark' style={{ left: at(GUARD_PERCENT.over) }} />
        </Box>
        <Box className='c-scale'><Box as='span' className='c-scale__at c-scale__at--low' style={{ left: at(GUARD_PERCENT.watch) }}>提醒 {GUARD_PERCENT.watch}%</Box><Box as='span' className='c-scale__at c-scale__at--high' style={{ left: at(GUARD_PERCENT.over) }}>上限 {GUARD_PERCENT.over}%</Box></Box>
      </Box>
      <Text block>{view.advice}</Text>
    </Card>
  );
}
const Means = ({ view }: { view: GuardView }) => (
  <Card>
    <Facts rows={[
      { name: '答应出去', icon: 'coin', value: <><Text strong numeric block>{sayYuan(view.promisedFen)}</Text><Text size='sm' tone='soft' block>大家手里 {figure(view.outstanding)} 分，一分按 {sayYuan(view.pointValueFen)}</Text></> },
      { name: '货架上', icon: 'box', value: <Text strong numeric>{sayYuan(view.stockFen)}</Text> },
      { name: '备的钱', icon: 'scale', value: <Text strong numeric>{sayYuan(view.fundFen)}</Text> },
      { name: '每周发出', icon: 'plus', value: <>{figure(view.weeklyIssued)} 分<Text size='sm' tone='soft'> 近 12 周平均</Text></> },
      { name: '每周用掉', icon: 'minus', value: `${figure(view.weeklySpent)} 分` },
      { name: '还能撑', icon: 'clock', value: view.level === 'OVER' ? '已经超出' : view.weeksLeft === null ? '照这样不会超出' : view.weeksLeft > LONG ? '两年以上' : `约 ${view.weeksLeft} 周` },
    ]} />
  </Card>
);
/** Money in or out of what is set aside, in yuan; it stays in the book. */
function AddFund({ area, onDone, onClose }: { area: DeskArea; onDone: () => void; onClose: () => void }) {
  const [way, setWay] = useState<'IN' | 'OUT'>('IN');
  const [amount, setAmount] = useState('');
  const [source, setSource] = useState('');
  const [note, setNote] = useState('');
  const fen = readYuan(amount), fits = fen !== null && fen > 0 && fen <= FUND_LIMITS.amountFen.max;
  const add = useAction((key, input: Parameters<typeof api.funds.add>[0]) => api.funds.add(input, key), (row) => { toast(`已记下 ${sayYuan(row.amountFen)}`, 'ok'); onDone(); });
  const send = () => { if (fits) void add.run({ areaId: area.id, amountFen: way === 'IN' ? fen : -fen, source: source.trim(), ...(note.trim() ? { note: note.trim() } : {}) }); };
  const error = add.fields['amountFen'] ?? (amount && !fits ? '请填元，最多两位小数，如 5000 或 99.50' : undefined);
  return (
    <Dialog open title='记一笔资金' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={add.busy} disabled={!fits || source.trim().length < FUND_LIMITS.source.min} onPress={send}>记下来</Button></>}>
      <Stack gap={4}>
        <Segmented label='进还是出' options={[{ key: 'IN', text: '备进来' }, { key: 'OUT', text: '用出去' }]} value={way} onChange={setWay} />
        <Field label='多少元' required error={error}><TextInput kind='text' value={amount} onChange={setAmount} maxLength={13} placeholder='如 5000' /></Field>
        <Field label={way === 'IN' ? '从哪里来' : '用在哪里'} required error={add.fields['source']}><TextInput value={source} onChange={setSource} maxLength={FUND_LIMITS.source.max} placeholder={way === 'IN' ? '如：市级专项经费' : '如：采购米面油'} /></Field>
        <Field label='说明' error={add.fields['note']}><TextInput value={note} onChange={setNote} maxLength={FUND_LIMITS.note.max} placeholder='如：文号、发票号' /></Field>
        <Banner tone='info'>{`记在${area.name}名下，${fits ? `家底${way === 'IN' ? '增加' : '减少'} ${sayYuan(fen)}` : '马上算进家底'}。记下的不能改，记错了再记一笔相反的。`}</Banner>
      </Stack>
    </Dialog>
  );
}
const COLUMNS: Column<FundEntryView>[] = [
  { key: 'at', title: '时间', cell: (row) => time(row.at) },
  { key: 'amount', title: '金额', numeric: true, cell: (row) => <Text strong numeric tone={row.amountFen < 0 ? 'red' : undefined}>{row.amountFen > 0 ? '+' : ''}{sayYuan(row.amountFen)}</Text> },
  { key: 'source', title: '来源或用处', cell: (row) => <><Text block>{row.source}</Text>{row.note ? <Text size='sm' tone='soft' block>{row.note}</Text> : null}</> },
  { key: 'area', title: '哪里', cell: (row) => row.areaName },
  { key: 'actor', title: '经手', cell: (row) => row.actorName },
];
function Funds({ area, onAdded }: { area: DeskArea; onAdded: () => void }) {
  const [adding, setAdding] = useState(false);
  const wide = useWide();
  const funds = usePages((after) => api.funds.list({ areaId: area.id, after }), [area.id]);
  return (
    <Section title='备的钱' action={<Button kind='soft' size='small' icon='plus' onPress={() => setAdding(true)}>记一笔</Button>}>
      <Listing pages={funds} empty={<Card><Empty icon='scale' title='还没有记过资金' text='把买物资的钱记进来，家底才算得准。' /></Card>}>
        {(rows, footer) => (
          <>
            {wide ? <Table caption='备的钱' columns={COLUMNS} rows={rows} rowKey={(row) => row.id} /> : (
              <Card flush>
                {rows.map((row) => (
                  <Box key={row.id} className='d-roster'>
                    <Row spread gap={2} top wrap><Text strong>{row.source}</Text><Text strong numeric tone={row.amountFen < 0 ? 'red' : 'pine'}>{row.amountFen > 0 ? '+' : ''}{sayYuan(row.amountFen)}</Text></Row>
                    <Text size='sm' tone='soft' block>{[time(row.at), row.areaName, row.actorName, row.note].filter(Boolean).join(' · ')}</Text>
                  </Box>
                ))}
              </Card>
            )}
            {footer}
          </>
        )}
      </Listing>
      {adding ? <AddFund area={area} onClose={() => setAdding(false)} onDone={() => { setAdding(false); void funds.reload(); onAdded(); }} /> : null}
    </Section>
  );
}
/** 家底: what was promised against what there is to keep the promise with. */
function Guard({ me }: DeskProps) {
  const load = useLoad(() => api.funds.guard());
  const own = areasOf(me, 'tariff.manage')[0];
  return (
    <Page title='家底' wide load={load}>
      {(view) => (
        <>
          <Halves left={<Meter view={view} />} right={<Means view={view} />} />
          {own ? <Funds area={own} onAdded={() => void load.reload()} /> : null}
          <Text size='sm' tone='faint' block>全市合在一起算，因为积分在全市通用。物资按登记的进价算，没登记进价的不算在内。</Text>
        </>
      )}
    </Page>
  );
}
export default deskPage('家底', 'tariff.add', Guard);
