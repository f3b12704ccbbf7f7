import { BURDEN_WHO, INTENTS, type BurdenIntent, type BurdenView, type PushWeek } from '@xianfeng/shared';
import { api } from '../../../../api';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Box, Button, Card, Empty, Page, Section, Stack, Table, Tag, Text, type Column } from '../../../../ui';
import { overCity } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import '../../parts/burden.scss';

const tenths = (n: number | null): string => (n === null ? '不足 5 次' : String(n / 10));
const day = (week: string): string => `${Number(week.slice(5, 7))}月${Number(week.slice(8))}日`;
/** What was promised, in words; and whether the figures keep it: on average, and in a minute for half of them or more (spans are coarse; our own choice). */
function promised({ budget }: BurdenIntent): string {
  if (!budget) return '—';
  return [budget.taps === undefined ? '' : `点按 ≤ ${budget.taps}`, budget.fields === undefined ? '' : budget.fields === 0 ? '不打字' : `填写 ≤ ${budget.fields} 项`, budget.seconds === undefined ? '' : `${budget.per ? `${budget.per} 条 ` : ''}≤ ${budget.seconds} 秒`].filter(Boolean).join('，');
}
function kept({ budget, tapsTenths, fieldsTenths, minutePercent }: BurdenIntent): boolean | null {
  if (!budget || tapsTenths === null) return null;
  return (budget.taps === undefined || tapsTenths <= budget.taps * 10) && (budget.fields === undefined || (fieldsTenths ?? 0) <= budget.fields * 10) && (budget.seconds === undefined || (minutePercent ?? 100) >= 50);
}
const COLUMNS: Column<BurdenIntent>[] = [
  { key: 'intent', title: '做什么', cell: (row) => <Text strong>{INTENTS[row.intent]}</Text> }, { key: 'who', title: '谁', cell: (row) => BURDEN_WHO[row.who] }, { key: 'times', title: '做了几次', numeric: true, cell: (row) => row.times },
  { key: 'taps', title: '每件点按', numeric: true, cell: (row) => tenths(row.tapsTenths) }, { key: 'fields', title: '每件填写', numeric: true, cell: (row) => tenths(row.fieldsTenths) }, { key: 'minute', title: '一分钟内', numeric: true, cell: (row) => (row.minutePercent === null ? '—' : `${row.minutePercent}%`) },
  { key: 'budget', title: '我们的承诺', cell: promised },
  { key: 'kept', title: '做到了吗', cell: (row) => { const is = kept(row); return is === null ? <Text tone='faint'>—</Text> : is ? <Tag tone='ok' icon='check'>做到了</Tag> : <Tag tone='red' icon='alert'>超了，要改</Tag>; } },
];
/** Taps per thing week by week; the line is what was promised. */
function Trend({ row }: { row: BurdenIntent }) {
  const shown = row.weeks.map((w) => w.tapsTenths ?? 0), promise = row.budget?.taps === undefined ? null : row.budget.taps * 10, most = Math.max(...shown, promise ?? 0, 1) * 1.15, first = row.weeks[0], last = row.weeks.at(-1);
  return (
    <Card>
      <Text strong block>{INTENTS[row.intent]} · {BURDEN_WHO[row.who]}</Text>
      <Box className='bm-chart' role='img' label={`${INTENTS[row.intent]}每件点按：${row.weeks.map((w) => `${day(w.week)} ${tenths(w.tapsTenths)}`).join('，')}${promise === null ? '' : `；承诺不超过 ${promise / 10}`}`}>
        {promise === null ? null : <Box className='bm-line' style={{ bottom: `${(promise / most) * 100}%` }} />}
        {row.weeks.map((w, i) => <Box key={w.week} className='bm-slot'><Box className='bm-bar' style={{ height: `${((shown[i] ?? 0) / most) * 100}%` }} /></Box>)}
      </Box>
      <Text size='sm' tone='soft' block>{first ? day(first.week) : ''} 至 {last ? day(last.week) : ''}那一周{promise === null ? '' : `；横线是承诺的 ${promise / 10} 次`}</Text>
    </Card>
  );
}
const PUSHES: Column<PushWeek>[] = [
  { key: 'week', title: '从哪天起的一周', cell: (row) => day(row.week) }, { key: 'notices', title: '站内消息', numeric: true, cell: (row) => row.notices }, { key: 'sms', title: '短信', numeric: true, cell: (row) => row.sms }, { key: 'wechat', title: '其中也发了微信', numeric: true, cell: (row) => row.wechat },
  { key: 'tasks', title: '结束的任务', numeric: true, cell: (row) => row.tasks }, { key: 'per', title: '每个任务', numeric: true, cell: (row) => (row.perTaskTenths === null ? '不足 5 个' : `${row.perTaskTenths / 10} 条`) },
];
function Shown({ view }: { view: BurdenView }) {
  return (
    <Stack gap={4}>
      <Banner tone='info'>只有合计：由各人的手机自己数，不带身份、设备和时刻送来。看不到任何人，也没有登录次数和在线时长。</Banner>
      <Section title='办一件事要多少' note={`${view.from} 至 ${view.to}`}>
        {view.intents.length === 0 ? <Card><Empty icon='chart' title='还没有人用过' text='有人发布、认领、写日志以后，这里就有数。' /></Card> : <Table caption='每件事的点按和填写' columns={COLUMNS} rows={view.intents} rowKey={(row) => `${row.intent} ${row.who}`} />}
      </Section>
      {view.intents.some((row) => row.tapsTenths !== null) ? <Section title='每周每件点按'><Box className='bm-grid'>{view.intents.filter((row) => row.tapsTenths !== null).map((row) => <Trend key={`${row.intent} ${row.who}`} row={row} />)}</Box></Section> : null}
      <Section title='打扰了多少' note='消息条数除以结束的任务'><Table caption='每周的消息' columns={PUSHES} rows={[...view.pushes].reverse()} rowKey={(row) => row.week} /></Section>
      <Button kind='plain' icon='chat' to='/packages/desk/pages/answers/index'>看大家说哪里麻烦</Button>
    </Stack>
  );
}
function Burden({ me }: DeskProps) {
  const allowed = overCity(me, 'insight.view');
  const burden = useLoad(allowed ? () => api.burden.get({}) : null);
  if (!allowed) return <Page title='负担表'><Card><Empty icon='shield' title='由市里看' text='负担表只有全市的合计，不分到哪个社区、哪个人。' /></Card></Page>;
  return <Page title='负担表' wide load={burden}>{(view) => <Shown view={view} />}</Page>;
}
export default deskPage('负担表', 'insight.view', Burden);
