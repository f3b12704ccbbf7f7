import { ENTRY_KINDS, ENTRY_KIND_KEYS, dayOf, type EntryKind, type JournalRow } from '@xianfeng/shared';
import { useState, type PropsWithChildren } from 'react';
import { api } from '../../../../api';
import { signed, time } from '../../../../lib/format';
import { usePages } from '../../../../lib/use-pages';
import { Box, Button, Card, Cell, DayInput, Empty, Page, Row, SearchBar, Select, Stack, Table, Tag, Text, useWide, type Column } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { ExportButton } from '../../parts/export-button';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { sayMoved } from '../../parts/journal-words';
import { Listing } from '../../parts/listing';
import { DESK } from '../../parts/paths';
import '../../parts/credit.scss';

const ALL = 'ALL';
const KINDS: { key: EntryKind | typeof ALL; text: string }[] = [{ key: ALL, text: '所有类型' }, ...ENTRY_KIND_KEYS.map((key) => ({ key, text: ENTRY_KINDS[key] }))];
const COLUMNS: Column<JournalRow>[] = [
  { key: 'at', title: '时间', cell: (row) => time(row.at) },
  { key: 'who', title: '谁的', cell: (row) => <Text strong>{row.personName || '—'}</Text> },
  { key: 'title', title: '什么事', cell: (row) => row.title },
  { key: 'kind', title: '类型', cell: (row) => <Tag>{ENTRY_KINDS[row.kind]}</Tag> },
  { key: 'amount', title: '可用', numeric: true, cell: (row) => (row.amount === 0 ? <Text tone='faint'>—</Text> : <Text strong numeric tone={row.amount < 0 ? 'red' : 'pine'}>{signed(row.amount)}</Text>) },
  { key: 'held', title: '占用', numeric: true, cell: (row) => (row.held === 0 ? <Text tone='faint'>—</Text> : signed(row.held)) },
  { key: 'area', title: '哪里', cell: (row) => row.areaName || '全市' },
  { key: 'actor', title: '经手', cell: (row) => row.actorName },
  { key: 'go', title: '明细', cell: (row) => <Button kind='soft' size='small' label={`查看${row.personName}的${row.title}`} to={DESK.entry(row.id)}>查看</Button> },
];
const Filter = ({ label, first, children }: PropsWithChildren<{ label: string; first?: boolean }>) => <Box className={first ? 'c-filter c-filter--first' : 'c-filter'}><Text size='sm' tone='soft' block decorative>{label}</Text>{children}</Box>;
/** The journal of all, for auditors: by area, kind, days, person or number. */
function Journal({ me, area, choose }: DeskProps) {
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<EntryKind | typeof ALL>(ALL);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const wide = useWide(), today = dayOf(Date.now());
  const rows = usePages((after) => api.journal.list({ areaId: area.id, ...(kind === ALL ? {} : { kind }), ...(q ? { q } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}), ...(after ? { after } : {}) }), [area.id, kind, q, from, to]);
  const filtered = q !== '' || kind !== ALL || from !== '' || to !== '';
  const clear = () => { setQ(''); setKind(ALL); setFrom(''); setTo(''); };
  return (
    <Page title='积分流水' wide onRefresh={rows.reload}>
      <Card>
        <SearchBar value={q} onSearch={setQ} placeholder='姓名、手机后四位或编号' />
        <Box className='c-filters'>
          <Filter label='类型' first><Select label='类型' options={KINDS} value={kind} onChange={setKind} /></Filter>
          <Filter label='从哪天'><DayInput label='从哪天' value={from} max={to || today} onChange={setFrom} /></Filter>
          <Filter label='到哪天'><DayInput label='到哪天' value={to} min={from} max={today} onChange={setTo} /></Filter>
        </Box>
        <Row gap={2} wrap><AreaSwitch me={me} permission='audit.read' area={area} choose={choose} />{wide ? <ExportButton wanted={{ kind: 'JOURNAL', areaId: area.id }} /> : null}{filtered ? <Button kind='text' size='small' icon='close' onPress={clear}>清除条件</Button> : null}<Text size='sm' tone='soft'>按姓名或编号查，会记下您看了谁。</Text></Row>
      </Card>
      <Listing pages={rows} empty={<Card><Empty icon='search' title={filtered ? '没有找到' : '还没有流水'} text={filtered ? '姓名要从姓写起；编号要写全。换个条件再试试。' : '有人得分、兑换或到期，就会有一笔。'} action={filtered ? <Button kind='plain' onPress={clear}>清除条件</Button> : undefined} /></Card>}>
        {(list, footer) => (
          <Stack>
            {wide ? <Table caption='积分流水' columns={COLUMNS} rows={list} rowKey={(row) => row.id} />
              : <Card flush>{list.map((row) => <Cell key={row.id} title={`${row.personName || '—'} · ${row.title}`} note={[ENTRY_KINDS[row.kind], time(row.at), row.areaName].filter(Boolean).join(' · ')} value={<Text strong numeric tone={row.amount < 0 ? 'red' : row.amount > 0 ? 'pine' : undefined}>{row.amount === 0 ? sayMoved(row) : signed(row.amount)}</Text>} to={DESK.entry(row.id)} />)}</Card>}
            {footer}
          </Stack>
        )}
      </Listing>
    </Page>
  );
}
export default deskPage('积分流水', 'audit.read', Journal);
