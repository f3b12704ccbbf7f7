import type { ReconcileCheck, ReconcileRunCard, ReconcileRunView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api } from '../../../../api';
import { sayMonth, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Box, Button, Card, Cell, Empty, Icon, Page, Row, Section, Stack, Table, Tag, Text, TwoColumn, confirm, toast, useWide, type Column } from '../../../../ui';
import { overCity } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';
import { figure } from '../../parts/money';
import { DESK } from '../../parts/paths';
import '../../parts/credit.scss';

const BY = { NIGHT: '夜里自动', HAND: '人工' } as const;
const sayFound = ({ findings }: Pick<ReconcileRunCard, 'findings'>): string => (findings === 0 ? '都对得上' : `${figure(findings)} 处不对`);
const sayMs = (ms: number): string => (ms < 1000 ? '不到 1 秒' : ` ${Math.round(ms / 1000)} 秒`);
type Total = ReconcileRunView['totals'][number];
const TOTALS: Column<Total>[] = [
  { key: 'month', title: '月份', cell: (row) => sayMonth(row.month) },
  { key: 'area', title: '地区', cell: (row) => (row.area === '—' ? '全市' : row.area) },
  ...(['issued', 'spent', 'expired', 'adjusted'] as const).map((key) => ({ key, title: { issued: '发放', spent: '兑换', expired: '到期', adjusted: '调整' }[key], numeric: true, cell: (row: Total) => (row[key] === 0 ? <Text tone='faint'>—</Text> : figure(row[key])) })),
];
/** The same on a phone: what moved, in one line. */
const sayTotal = (row: Total): string => ([['发放', row.issued], ['兑换', row.spent], ['到期', row.expired], ['调整', row.adjusted]] as const).filter(([, n]) => n !== 0).map(([name, n]) => `${name} ${figure(n)}`).join(' · ') || '没有变动';
const ROWS = 40;

/** A finding; the transaction it names is one tap away. */
function Offender({ text }: { text: string }) {
  const [, id] = /流水 (\d{6,16})/.exec(text) ?? [];
  return <><Text size='sm'>{text}</Text>{id ? <Button kind='text' size='small' label={`看流水 ${id}`} to={DESK.entry(Number(id))}>看这笔</Button> : null}</>;
}
function Check({ check }: { check: ReconcileCheck }) {
  const ok = check.findings === 0;
  return (
    <Box as='li' className='c-check'>
      <Box as='span' className={ok ? 'c-ok' : 'c-bad'}><Icon name={ok ? 'check-circle' : 'alert'} label={ok ? '对得上' : '不对'} /></Box>
      <Box className='x-grow'>
        <Text block strong={!ok}>{check.title}</Text>
        {ok ? null : <Text size='sm' tone='red' block>{figure(check.findings)} 处不对{check.findings > check.offenders.length ? `，先列 ${check.offenders.length} 处` : ''}</Text>}
        {check.offenders.length > 0 ? <Box as='ul' className='c-list'>{check.offenders.map((text, i) => <Box as='li' key={i} className='c-list__item'><Offender text={text} /></Box>)}</Box> : null}
      </Box>
      <Text size='sm' tone='faint'>{check.id.replace('INV-', '第 ')} 项</Text>
    </Box>
  );
}
function Run({ run }: { run: ReconcileRunView }) {
  const [all, setAll] = useState(false);
  const wide = useWide(), totals = all ? run.totals : run.totals.slice(0, ROWS);
  const bad = run.checks.filter((check) => check.findings > 0), good = run.checks.filter((check) => check.findings === 0);
  return (
    <Stack gap={4}>
      {run.findings === 0 ? <Banner tone='ok' title={`${run.checks.length} 项都对得上`}>{`${time(run.at)}，${BY[run.by]}核对了 ${figure(run.transactions)} 笔流水，用时${sayMs(run.ms)}。`}</Banner>
        : <Banner tone='bad' title={`${bad.length} 项不对，共 ${figure(run.findings)} 处`}>{`${time(run.at)}，${BY[run.by]}核对了 ${figure(run.transactions)} 笔流水。先看下面列出的每一处；对账只看不改，更正要另走“更正与冻结”。`}</Banner>}
      <Section title='逐项结果' note={`${good.length} 项对得上`}><Card flush><Box as='ul' className='x-stack x-gap-0'>{[...bad, ...good].map((check) => <Check key={check.id} check={check} />)}</Box></Card></Section>
      <Section title='各月各地合计' note='单位：分'>
        {run.totals.length === 0 ? <Card><Empty icon='chart' title='还没有流水' /></Card> : wide ? <Table caption='各月各地合计' columns={TOTALS} rows={totals} rowKey={(row) => `${row.month}${row.area}`} />
            : <Card flush>{totals.map((row) => <Cell key={`${row.month}${row.area}`} title={`${row.area === '—' ? '全市' : row.area} · ${sayMonth(row.month)}`} note={sayTotal(row)} />)}</Card>}
        {!all && run.totals.length > ROWS ? <Button kind='plain' onPress={() => setAll(true)}>{`看全部 ${run.totals.length} 行`}</Button> : null}
      </Section>
    </Stack>
  );
}
/** How long it has been looking: one answer comes when all is looked at. */
function Looking() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => { const timer = setInterval(() => setSeconds((n) => n + 1), 1000); return () => clearInterval(timer); }, []);
  return <Card tone='pine'><Row gap={3}><Box as='span' className='x-spin' decorative /><Box role='status'><Text strong block>正在逐项核对，请稍等</Text><Text size='sm' tone='soft' block>已经 {seconds} 秒。不影响大家使用，可以先离开，回来再看结果。</Text></Box></Row></Card>;
}
/** 对账: what must always hold, asked of one moment of the database. */
function Reconcile({ me }: DeskProps) {
  const asked = Number(useRouter().params['id']) || null;
  const [picked, setPicked] = useState<number | null>(asked);
  const wide = useWide();
  const mayRun = overCity(me, 'audit.read');
  const runs = usePages(mayRun ? (after) => api.reconcile.runs({ after }) : null);
  const id = picked ?? (wide ? runs.data?.[0]?.id ?? null : null);
  const run = useLoad(id === null ? null : () => api.reconcile.get(id), [id]);
  const begin = useAction((key) => api.reconcile.run(key), (view) => { toast(view.findings === 0 ? '都对得上' : `发现 ${view.findings} 处不对`, view.findings === 0 ? 'ok' : 'bad'); setPicked(view.id); void runs.reload(); });
  const ask = async () => { if (await confirm({ title: '现在对一次账？', text: '把所有流水、余额、兑换单和库存从头核对一遍，要几秒到几分钟。只看不改，不影响大家使用。', ok: '开始对账' })) void begin.run(); };
  if (!mayRun) return <Page title='对账'><Empty icon='shield' title='对账由市里做' text='您可以看本辖区的积分流水，每一笔都能查到有没有被改过。' /></Page>;
  const button = <Button icon='check-circle' size={wide ? 'small' : 'normal'} busy={begin.busy} onPress={() => void ask()}>现在对一次账</Button>;
  const list = (
    <Listing pages={runs} empty={<Card><Empty icon='check-circle' title='还没有对过账' text='每天凌晨三点自动对一次，也可以现在就对。' /></Card>}>
      {(rows, footer) => <Stack gap={2}><Card flush>{rows.map((row) => <Cell key={row.id} title={time(row.at)} note={`${BY[row.by]} · ${figure(row.transactions)} 笔 · 用时${sayMs(row.ms)}`} value={<Tag tone={row.findings === 0 ? 'ok' : 'red'} icon={row.findings === 0 ? 'check' : 'alert'}>{sayFound(row)}</Tag>} onPress={() => setPicked(row.id)} />)}</Card>{footer}</Stack>}
    </Listing>
  );
  return (
    <Page title='对账' wide onRefresh={runs.reload} footer={wide ? undefined : button}>
      <Row gap={3} wrap spread><Text tone='soft'>每天凌晨三点自动核对一次；有不对的会马上通知。</Text>{wide ? button : null}</Row>
      {begin.busy ? <Looking /> : null}
      {!wide && id !== null ? <Row><Button kind='text' size='small' icon='left' onPress={() => setPicked(null)}>看每次对账</Button></Row> : null}
      <TwoColumn open={id !== null} list={list} detail={id === null ? <Box /> : <Waiting load={run}>{(view) => <Run key={view.id} run={view} />}</Waiting>} />
    </Page>
  );
}
export default deskPage('对账', 'audit.read', Reconcile);
