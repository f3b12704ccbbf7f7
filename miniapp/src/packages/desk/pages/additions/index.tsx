import { ADDITION_STATUSES, TARIFF_LIMITS, TASK_KINDS, addDays, dayOf, startOfDay, type AdditionView, type TaskKind } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Chips, DayInput, Dialog, Empty, Field, Grow, Page, Progress, Row, Segmented, Stack, StatusTag, Table, Text, TextInput, confirm, toast, useWide, type Column } from '../../../../ui';
import { AreaSwitch, CommunityPicker } from '../../parts/area-switch';
import { isCommunity, type DeskArea } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Figure } from '../../parts/figure';
import { figure } from '../../parts/money';
import { KIND_GROUPS } from '../../parts/tariff-words';
import { Waiting } from '../../parts/listing';

const KINDS = KIND_GROUPS.flatMap((group) => group.kinds);
const FILTERS = [{ key: 'LIVE', text: '在办的' }, { key: 'ALL', text: '全部' }] as const;
const sayKinds = (kinds: readonly TaskKind[]): string => (kinds.length === 0 || kinds.length === KINDS.length ? '所有类别' : kinds.map((kind) => TASK_KINDS[kind].label).join('、'));
const sayDays = ({ from, to }: Pick<AdditionView, 'from' | 'to'>): string => `${day(startOfDay(from))}到${day(startOfDay(to))}`;
const { name: titleLimits, addPercent, addBudget } = TARIFF_LIMITS;

const Used = ({ row }: { row: AdditionView }) => (row.status === 'PROPOSED' || row.status === 'REFUSED' ? <Text size='sm' tone='soft'>预算 {figure(row.budget)} 分</Text>
  : <Progress value={row.used} max={row.budget} tone={row.used >= row.budget * 0.9 ? 'warn' : 'pine'} label={`已用 ${figure(row.used)}/${figure(row.budget)} 分`} />);

/** A community's addition, with what it will mean in a sentence. */
function Propose({ area, onDone, onClose }: { area: DeskArea; onDone: () => void; onClose: () => void }) {
  const today = dayOf(Date.now());
  const [place, setPlace] = useState<DeskArea | null>(isCommunity(area) ? area : null);
  const [title, setTitle] = useState('');
  const [kinds, setKinds] = useState<TaskKind[]>([]);
  const [percent, setPercent] = useState(20);
  const [budget, setBudget] = useState(1_000);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(addDays(today, 30));
  const propose = useAction((_key, input: Parameters<typeof api.additions.propose>[0]) => api.additions.propose(input), () => { toast('已提出，等街道或市里批准', 'ok'); onDone(); });
  const { fields } = propose, ready = place && title.trim().length >= titleLimits.min && kinds.length > 0 && from && to >= from;
  const send = () => { if (place) void propose.run({ areaId: place.id, title: title.trim(), kinds, percent, budget, from, to }); };
  return (
    <Dialog open title='提出社区加分' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={propose.busy} disabled={!ready} onPress={send}>交上级批准</Button></>}>
      <Stack gap={4}>
        {isCommunity(area) ? <Text block>用在{area.name}自己发布的任务上。</Text> : <CommunityPicker top={area} value={place?.id ?? null} onChange={setPlace} error={fields['areaId'] ?? ''} />}
        <Field label='叫什么' required error={fields['title']}><TextInput value={title} onChange={setTitle} maxLength={titleLimits.max} placeholder='如：冬季助老加分' /></Field>
        <Field label='哪些类别' required group error={fields['kinds']}>
          <Chips label='哪些类别' wrap options={KINDS.map((key) => ({ key, text: TASK_KINDS[key].label }))} value={kinds} onChange={setKinds} />
          <Row><Button kind='text' size='small' onPress={() => setKinds(kinds.length === KINDS.length ? [] : [...KINDS])}>{kinds.length === KINDS.length ? '全不选' : '全选'}</Button></Row>
        </Field>
        <Row gap={4} wrap top>
          <Field label='多给百分之几' required group error={fields['percent']}><Figure label='多给百分之几' value={percent} {...addPercent} step={5} onChange={setPercent} /></Field>
          <Field label='预算（分）' required group error={fields['budget']}><Figure label='预算' value={budget} {...addBudget} step={100} onChange={setBudget} /></Field>
        </Row>
        <Row gap={3} wrap top>
          <Field label='从哪天' required className='c-half' error={fields['from']}><DayInput value={from} min={today} onChange={setFrom} /></Field>
          <Field label='到哪天' required className='c-half' error={fields['to']}><DayInput value={to} min={from} onChange={setTo} /></Field>
        </Row>
        <Banner tone='info'>{`批准后，${from === today ? '从批准那天起' : `${day(startOfDay(from))}起`}，${kinds.length === 0 ? '所选类别' : sayKinds(kinds)}的服务每得 10 分，另加 ${Math.floor(percent) / 10} 分（取整）；加满 ${figure(budget)} 分或过了${to ? day(startOfDay(to)) : '期限'}就停。`}</Banner>
      </Stack>
    </Dialog>
  );
}
/** What one may decide about an addition, each after saying what it does. */
function Decide({ row, onDone }: { row: AdditionView; onDone: () => void }) {
  const act = useAction((_key, id: number, step: 'approve' | 'refuse' | 'end') => api.additions[step](id), (view) => { toast(view.status === 'ACTIVE' ? '已批准' : view.status === 'REFUSED' ? '已退回，已告诉提出的人' : '已结束，今天是最后一天', 'ok'); onDone(); });
  const approve = async () => { if (await confirm({ title: `批准“${row.title}”？`, text: `${row.areaName}的${sayKinds(row.kinds)}任务，多给 ${row.percent}%，最多用 ${figure(row.budget)} 分，${sayDays(row)}。提出的人会收到通知。`, ok: '批准' })) void act.run(row.id, 'approve'); };
  const refuse = async () => { if (await confirm({ title: `不批准“${row.title}”？`, text: `${row.proposedBy}会收到通知，可以商量后重新提出。`, ok: '不批准', danger: true })) void act.run(row.id, 'refuse'); };
  const end = async () => { if (await confirm({ title: `结束“${row.title}”？`, text: '今天是最后一天，明天起的服务不再加分；以前已经加的不动。', ok: '结束', danger: true })) void act.run(row.id, 'end'); };
  if (row.actions.length === 0) return row.status === 'PROPOSED' ? <Text size='sm' tone='soft'>等上级批准</Text> : null;
  return (
    <Row gap={2} wrap>
      {row.actions.includes('approve') ? <Button size='small' busy={act.busy} label={`批准${row.title}`} onPress={() => void approve()}>批准</Button> : null}
      {row.actions.includes('refuse') ? <Button kind='plain' size='small' label={`不批准${row.title}`} onPress={() => void refuse()}>不批准</Button> : null}
      {row.actions.includes('end') ? <Button kind='text' size='small' busy={act.busy} label={`结束${row.title}`} onPress={() => void end()}>结束</Button> : null}
    </Row>
  );
}
function Additions({ me, area, choose }: DeskProps) {
  const [filter, setFilter] = useState<'LIVE' | 'ALL'>('LIVE');
  const [adding, setAdding] = useState(false);
  const wide = useWide();
  const load = useLoad(() => api.additions.list(area.id), [area.id]);
  const reload = () => void load.reload();
  const add = <Button icon='plus' size={wide ? 'small' : 'normal'} onPress={() => setAdding(true)}>提出加分</Button>;
  const columns: Column<AdditionView>[] = [
    { key: 'title', title: '加分', cell: (row) => <><Text strong block>{row.title}</Text><Text size='sm' tone='soft' block>{row.areaName} · {row.proposedBy}提出</Text></> },
    { key: 'kinds', title: '类别', cell: (row) => sayKinds(row.kinds) },
    { key: 'percent', title: '多给', numeric: true, cell: (row) => `${row.percent}%` },
    { key: 'days', title: '什么时候', cell: (row) => sayDays(row) },
    { key: 'used', title: '预算', width: '220px', cell: (row) => <Used row={row} /> },
    { key: 'status', title: '状态', cell: (row) => <StatusTag status={row.status} labels={ADDITION_STATUSES} /> },
    { key: 'do', title: '操作', cell: (row) => <Decide row={row} onDone={reload} /> },
  ];
  return (
    <Page title='社区加分' wide onRefresh={load.reload} footer={wide ? undefined : add}>
      <Row gap={2} wrap>
        <Segmented label='看哪些' options={FILTERS} value={filter} onChange={setFilter} />
        <AreaSwitch me={me} permission='tariff.add' area={area} choose={choose} />
        {wide ? <><Grow />{add}</> : null}
      </Row>
      <Waiting load={load}>
        {(all) => {
          const rows = all.filter((row) => filter === 'ALL' || row.status === 'PROPOSED' || row.status === 'ACTIVE');
          if (rows.length === 0) return <Card><Empty icon='plus' title={filter === 'LIVE' ? '现在没有加分' : '还没有提过加分'} text='社区缺人手的活，可以多给一点分：定好类别、比例和预算，交街道批准就生效。' /></Card>;
          if (wide) return <Table caption='社区加分' columns={columns} rows={rows} rowKey={(row) => row.id} />;
          return rows.map((row) => (
            <Card key={row.id}>
              <Row spread gap={2} top wrap><Text size='lg' strong>{row.title}</Text><StatusTag status={row.status} labels={ADDITION_STATUSES} /></Row>
              <Text block>{sayKinds(row.kinds)}多给 {row.percent}%</Text>
              <Text size='sm' tone='soft' block>{row.areaName} · {sayDays(row)} · {row.proposedBy}提出</Text>
              <Used row={row} />
              <Decide row={row} onDone={reload} />
            </Card>
          ));
        }}
      </Waiting>
      {adding ? <Propose area={area} onClose={() => setAdding(false)} onDone={() => { setAdding(false); reload(); }} /> : null}
    </Page>
  );
}
export default deskPage('社区加分', 'tariff.add', Additions);
