import { TASK_KINDS, startOfDay, type SimulationView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { day, signed } from '../../../../lib/format';
import { returnTo } from '../../../../lib/go';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Box, Button, Card, Cell, Empty, Grid, Page, Section, Stat, Table, Text, useWide, type Column } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { figure, sayChange, sayYuan } from '../../parts/money';
import { DESK } from '../../parts/paths';
import { Changes, PublishDialog } from '../../parts/tariff-parts';
import { changesOf } from '../../parts/tariff-words';
import '../../parts/credit.scss';

interface Pair { now: number; draft: number }
const toneOf = (label: string): string => (label.startsWith('减少') || label === '不变及以下' ? 'c-band__bar c-band__bar--less' : label.startsWith('不变') || label === '全部' ? 'c-band__bar c-band__bar--same' : 'c-band__bar');

/** One figure as it was and as it would be. */
function Beside({ label, pair, say }: { label: string; pair: Pair; say: (n: number) => string }) {
  const change = sayChange(pair.now, pair.draft), difference = pair.draft - pair.now;
  return (
    <Card>
      <Text size='sm' tone='soft' block>{label}</Text>
      <Grid cols={2}><Stat value={say(pair.now)} label='实际给的' /><Stat value={say(pair.draft)} label='按草稿' tone={difference === 0 ? undefined : 'gold'} /></Grid>
      <Text block>{difference === 0 ? '一样多' : `${difference > 0 ? '多' : '少'} ${say(Math.abs(difference))}${change ? `（${change}）` : ''}`}</Text>
    </Card>
  );
}
/** How many people would have got how much more or less: bars, and the same in words. */
function People({ view }: { view: SimulationView }) {
  const most = Math.max(...view.bands.map((band) => band.people), 1);
  return (
    <Card>
      <Grid cols={3}>
        <Stat value={view.gain} unit='人' label='分会多' tone='pine' /><Stat value={view.same} unit='人' label='不变' /><Stat value={view.lose} unit='人' label='分会少' tone={view.lose > 0 ? 'red' : undefined} />
      </Grid>
      <Text tone='soft' block>{view.medianChange === 0 ? '处在中间的那个人，分数不变。' : `处在中间的那个人，三个月里${view.medianChange > 0 ? '多' : '少'} ${Math.abs(view.medianChange)} 分。`}</Text>
      <Box as='ul' className='x-stack x-gap-2'>
        {view.bands.map((band) => (
          <Box as='li' key={band.label} className='c-band'>
            <Text size='sm' className='c-band__label'>{band.label}</Text>
            <Box className='c-band__track' decorative><Box className={toneOf(band.label)} style={{ width: `${Math.round((band.people / most) * 100)}%` }} /></Box>
            <Text strong numeric className='c-band__n'>{band.people} 人</Text>
          </Box>
        ))}
      </Box>
      <Text size='sm' tone='faint' block>只数人数，不看是谁；不到 5 人的并到旁边一档。</Text>
    </Card>
  );
}
const pairColumns: Column<Pair>[] = [
  { key: 'now', title: '实际给的', numeric: true, cell: (row) => figure(row.now) },
  { key: 'draft', title: '按草稿', numeric: true, cell: (row) => <Text strong numeric>{figure(row.draft)}</Text> },
  { key: 'change', title: '相差', numeric: true, cell: (row) => (row.now === row.draft ? <Text tone='faint'>不变</Text> : <>{signed(row.draft - row.now)}<Text size='sm' tone='soft'> {sayChange(row.now, row.draft)}</Text></>) },
];
const KINDS: Column<SimulationView['kinds'][number]>[] = [{ key: 'name', title: '类别', cell: (row) => <Text strong>{TASK_KINDS[row.kind].label}</Text> }, { key: 'records', title: '服务', numeric: true, cell: (row) => `${row.records} 次` }, ...pairColumns];
const COMMUNITIES: Column<SimulationView['communities'][number]>[] = [{ key: 'name', title: '社区', cell: (row) => <Text strong>{row.name}</Text> }, { key: 'people', title: '涉及', numeric: true, cell: (row) => `${row.people} 人` }, ...pairColumns];

/** The same rows on a phone: one line each. */
function Lines<R extends Pair>({ rows, name, note }: { rows: readonly R[]; name: (row: R) => string; note: (row: R) => string }) {
  return (
    <Card flush>
      {rows.map((row) => <Cell key={name(row)} title={name(row)} note={`${note(row)}，${figure(row.now)} → ${figure(row.draft)} 分`} value={row.now === row.draft ? <Text tone='faint'>不变</Text> : <Text strong numeric tone={row.draft < row.now ? 'red' : 'pine'}>{signed(row.draft - row.now)}</Text>} />)}
    </Card>
  );
}
/** A draft over the records of the last three months, beside what was really given. Nothing is changed by looking. */
function Simulation() {
  const id = Number(useRouter().params['id']);
  const wide = useWide();
  const [publishing, setPublishing] = useState(false);
  const load = useLoad(async () => {
    const [current, versions] = await Promise.all([api.tariffs.current(), api.tariffs.list()]);
    const draft = versions.find((one) => one.id === id) ?? null;
    return { current, draft, view: draft ? await api.tariffs.simulate({ rules: draft.rules }) : null };
  }, [id]);
  const may = (action: 'edit' | 'publish') => load.data?.draft?.actions.includes(action);
  return (
    <Page title='试算结果' wide load={load} footer={may('publish') ? <><Button kind='plain' icon='edit' onPress={() => returnTo(DESK.tariffEdit(id))}>再改改</Button><Button icon='megaphone' onPress={() => setPublishing(true)}>公布</Button></> : undefined}>
      {({ current, draft, view }) => {
        if (!draft || !view) return <Empty icon='chart' title='没有找到这份草稿' text='可能已经删除。' action={<Button to={DESK.tariff}>看积分办法</Button>} />;
        if (view.records === 0) return <Empty icon='chart' title='没有可以试算的服务' text={`${day(startOfDay(view.from))}到${day(startOfDay(view.to))}还没有核实过的服务记录。`} action={<Button to={DESK.tariff}>回积分办法</Button>} />;
        return (
          <>
            <Banner tone='info' title={`“${draft.name}”如果早就执行`}>{`把${day(startOfDay(view.from))}到${day(startOfDay(view.to))}核实过的 ${figure(view.records)} 次服务、${figure(view.people)} 个人重算一遍。只是算算看，谁的分都没有动。`}</Banner>
            <Grid cols={1} desk={2}>
              <Beside label='三个月的积分' pair={view.points} say={(n) => `${figure(n)} 分`} />
              <Beside label='折合要备的物资' pair={view.costFen} say={sayYuan} />
            </Grid>
            <Halves left={<Section title='对大家的影响'><People view={view} /></Section>} right={<Section title='改了什么'><Card><Changes changes={changesOf(current.rules, draft.rules)} /></Card></Section>} />
            <Section title='各类服务'>{wide ? <Table caption='各类服务的积分' columns={KINDS} rows={view.kinds} rowKey={(row) => row.kind} /> : <Lines rows={view.kinds} name={(row) => TASK_KINDS[row.kind].label} note={(row) => `${figure(row.records)} 次`} />}</Section>
            <Section title='各社区' note='人少的合并为“其他”'>{wide ? <Table caption='各社区的积分' columns={COMMUNITIES} rows={view.communities} rowKey={(row) => row.name} /> : <Lines rows={view.communities} name={(row) => row.name} note={(row) => `${figure(row.people)} 人`} />}</Section>
            {publishing ? <PublishDialog draft={draft} current={current} onClose={() => setPublishing(false)} onDone={() => returnTo(DESK.tariff)} /> : null}
          </>
        );
      }}
    </Page>
  );
}
export default deskPage('试算结果', 'tariff.manage', Simulation);
