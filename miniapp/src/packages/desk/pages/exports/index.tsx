import { EXPORT_KEYS, EXPORT_KINDS, addDays, can, dayOf, type ExportKind } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { useAction } from '../../../../lib/use-action';
import { openDocument } from '../../../../platform/files';
import { Button, Card, DayInput, Field, Grid, Page, RadioList, Row, Section, Select, Stack, Switch, Text, toast } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { useExport } from '../../parts/export-button';

const ALL = 'ALL';
/** Which days, as people say them. */
const SPANS = { ALL: '全部', MONTH: '近 30 天', YEAR: '今年', OWN: '自己选' } as const;
type Span = keyof typeof SPANS;
const daysOf = (span: Span, own: { from: string; to: string }): { from?: string; to?: string } => {
  const today = dayOf(Date.now());
  if (span === 'MONTH') return { from: addDays(today, -29), to: today };
  if (span === 'YEAR') return { from: `${today.slice(0, 4)}-01-01`, to: today };
  return span === 'OWN' ? { ...(own.from ? { from: own.from } : {}), ...(own.to ? { to: own.to } : {}) } : {};
};

function One({ area, kinds }: { area: DeskProps['area']; kinds: ExportKind[] }) {
  const [kind, setKind] = useState<ExportKind>(kinds[0] ?? 'NEEDS'), [state, setState] = useState<string>(ALL), [span, setSpan] = useState<Span>('ALL'), [own, setOwn] = useState({ from: '', to: '' }), [phones, setPhones] = useState(false);
  const { label, states, dated, phones: hasPhones } = EXPORT_KINDS[kind], get = useExport();
  const choices = [{ key: ALL, text: '全部' }, ...Object.entries(states as Record<string, string>).map(([key, text]) => ({ key, text }))];
  const pick = (next: ExportKind) => { setKind(next); setState(ALL); setPhones(false); };
  return (
    <Section title='一张表'>
      <Card><Stack gap={4}>
        <Field label='哪张表' required><Select options={kinds.map((key) => ({ key, text: EXPORT_KINDS[key].label }))} value={kind} onChange={pick} /></Field>
        {choices.length > 1 ? <Field label='哪些' required><Select options={choices} value={state} onChange={setState} /></Field> : null}
        <Field label={`按${dated}日期`} group required error={get.fields['to'] ?? get.fields['from']}><RadioList label='日期' options={(Object.keys(SPANS) as Span[]).map((key) => ({ key, text: SPANS[key] }))} value={span} onChange={setSpan} /></Field>
        {span === 'OWN' ? <Row gap={2} wrap><DayInput label='从哪天' value={own.from} onChange={(from) => setOwn({ ...own, from })} /><DayInput label='到哪天' value={own.to} min={own.from} onChange={(to) => setOwn({ ...own, to })} /></Row> : null}
        {hasPhones ? <Switch label='带电话' note='只在要打电话时才带上，用完请删除' value={phones} onChange={setPhones} /> : null}
        <Button block icon='file' busy={get.busy} onPress={() => void get.run({ kind, areaId: area.id, ...(state === ALL ? {} : { state }), ...daysOf(span, own) }, phones)}>导出{label}</Button>
      </Stack></Card>
    </Section>
  );
}
function Book({ area }: { area: DeskProps['area'] }) {
  const now = Number(dayOf(Date.now()).slice(0, 4)), [year, setYear] = useState(String(now));
  const get = useAction(async () => { const { url, name } = await api.exports.year({ areaId: area.id, year: Number(year) }); if (!(await openDocument(url, name))) toast('没能下载，请再试一次', 'bad'); });
  return (
    <Section title='一年一本'>
      <Card><Stack gap={4}>
        <Text block>{area.name}一年里的全部列表放在一个文件里，一张表一页，最后一页是目录。上级要数，给这一个就够，不用再填。</Text>
        <Field label='哪一年' required><Select options={[now, now - 1, now - 2].map((y) => ({ key: String(y), text: `${y} 年` }))} value={year} onChange={setYear} /></Field>
        <Button block kind='plain' icon='book' busy={get.busy} onPress={() => void get.run()}>导出全年</Button>
        <Text size='sm' tone='soft' block>电话一律隐去。只含您有权查看的列表。</Text>
      </Stack></Card>
    </Section>
  );
}
function Exports({ me, area, choose }: DeskProps) {
  const kinds = EXPORT_KEYS.filter((kind) => can(me.posts, EXPORT_KINDS[kind].permission, area.path));
  return (
    <Page title='导出列表' wide>
      <Row><AreaSwitch me={me} permission='insight.view' area={area} choose={choose} /></Row>
      <Grid cols={1} desk={2}>{kinds.length > 0 ? <One key={area.id} area={area} kinds={kinds} /> : null}<Book area={area} /></Grid>
      <Text size='sm' tone='soft' block>每张表的第一行写着是哪里的、怎么筛的、谁在什么时候导出的。每次导出都记入审计。</Text>
    </Page>
  );
}
export default deskPage('导出列表', 'insight.view', Exports);
