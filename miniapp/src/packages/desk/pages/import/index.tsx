import { IMPORT_KINDS, IMPORT_STATUSES, ROW_VERDICTS, type ImportRowView, type ImportView, type RowVerdict } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useMemo, useState } from 'react';
import { api, fileUrl } from '../../../../api';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { openFile } from '../../../../platform/files';
import { Banner, Button, Card, Dialog, Empty, Field, Grow, Icon, Page, Progress, Row, Section, Segmented, Select, Stack, StatusTag, Table, Tag, Text, confirm, toast, type Column, type Tint } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { DESK } from '../../parts/paths';

const POLL_MS = 1000;
const TINTS: Record<RowVerdict, Tint> = { TAKEN: 'ok', MENDED: 'gold', MERGED: 'info', REFUSED: 'red' };
const UNUSED = '-';
type View = 'ALL' | RowVerdict;
const total = ({ counts }: ImportView): number => counts.TAKEN + counts.MENDED + counts.MERGED + counts.REFUSED;
const isMoving = (job: ImportView | undefined): boolean => job?.status === 'READING' || job?.status === 'CONFIRMING';

/** Which column feeds which field: found by the server, changed here where it guessed wrong. */
function Remap({ job, onDone, onClose }: { job: ImportView; onDone: (job: ImportView) => void; onClose: () => void }) {
  const [at, setAt] = useState(0);
  const sheet = job.columns[at];
  const [fields, setFields] = useState<(string | null)[]>(sheet?.fields ?? []);
  const save = useAction((_key, name: string, wanted: (string | null)[]) => api.imports.remap(job.id, { sheet: name, fields: wanted }), (view) => { toast('已按新的对应重新核对', 'ok'); onDone(view); });
  if (!sheet) return null;
  const missing = job.fields.filter((field) => field.required && !fields.includes(field.key));
  const options = [{ key: UNUSED, text: '不用这一列' }, ...job.fields.map((field) => ({ key: field.key, text: field.required ? `${field.label}（必需）` : field.label }))];
  // A field is fed by one column: taking it here frees it elsewhere.
  const set = (column: number, key: string) => setFields(fields.map((old, i) => (i === column ? (key === UNUSED ? null : key) : old === key ? null : old)));
  return (
    <Dialog open title='各列的意思' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={save.busy} disabled={missing.length > 0} onPress={() => void save.run(sheet.sheet, fields)}>重新核对</Button></>}>
      <Stack>
        {job.columns.length > 1 ? <Field label='工作表' required><Select options={job.columns.map((one, i) => ({ key: String(i), text: one.sheet }))} value={String(at)} onChange={(key) => { setAt(Number(key)); setFields(job.columns[Number(key)]?.fields ?? []); }} /></Field> : null}
        <Text size='sm' tone='soft' block>{sheet.headerRow > 0 ? `表头在第 ${sheet.headerRow} 行。` : '没有认出表头，请在下面指定每一列是什么。'}</Text>
        {sheet.headers.map((header, i) => <Row key={`${at}-${i}`} gap={3}><Grow><Text>{header || `第 ${i + 1} 列`}</Text></Grow><Icon name='right' size='sm' /><Grow><Select label={header || `第 ${i + 1} 列`} options={options} value={fields[i] ?? UNUSED} onChange={(key) => set(i, key)} /></Grow></Row>)}
        {missing.length > 0 ? <Text tone='red' size='sm' block>还缺：{missing.map((field) => field.label).join('、')}</Text> : null}
      </Stack>
    </Dialog>
  );
}
/** Names and phone numbers are read in one piece. */
const Value = ({ text }: { text: string }) => (text === '' ? <Text tone='faint'>空</Text> : <Text className={text.length <= 12 ? 'd-nowrap' : undefined}>{text}</Text>);
function Rows({ job, stamp }: { job: ImportView; /** Another one after each re-mapping. */ stamp: number }) {
  const [view, setView] = useState<View>(job.counts.REFUSED > 0 ? 'REFUSED' : job.counts.MENDED > 0 ? 'MENDED' : 'ALL');
  const verdict = view === 'ALL' ? undefined : view;
  const rows = usePages((after) => api.imports.rows(job.id, { after, ...(verdict ? { verdict } : {}) }), [job.id, verdict, stamp]);
  const used = useMemo(() => job.fields.filter((field) => job.columns.some((sheet) => sheet.fields.includes(field.key))), [job]);
  const columns: Column<ImportRowView>[] = [
    { key: 'row', title: '行', width: '64px', cell: (row) => <>{job.columns.length > 1 ? `${row.sheet} ` : ''}{row.rowNumber}</> },
    { key: 'verdict', title: '结果', width: '96px', cell: (row) => <Tag tone={TINTS[row.verdict]}>{ROW_VERDICTS[row.verdict]}</Tag> },
    ...used.map((field) => ({ key: field.key, title: field.label, cell: (row: ImportRowView) => <Value text={row.values[field.key] ?? ''} /> })),
    { key: 'notes', title: '说明', cell: (row) => row.notes.map((note) => <Text key={note} size='sm' block tone={row.verdict === 'REFUSED' ? 'red' : 'soft'}>{note}</Text>) },
  ];
  return (
    <Section title='逐行结果'>
      <Segmented label='结果' value={view} onChange={setView} options={[{ key: 'ALL', text: `全部 ${total(job)}` }, ...(Object.keys(ROW_VERDICTS) as RowVerdict[]).map((key) => ({ key, text: `${ROW_VERDICTS[key]} ${job.counts[key]}` }))]} />
      <Listing pages={rows} empty={<Card><Empty icon='file' title='没有这样的行' text='看看别的结果。' /></Card>}>
        {(list, footer) => <><Table caption='逐行结果' columns={columns} rows={list} rowKey={(row) => row.id} />{footer}</>}
      </Listing>
    </Section>
  );
}
/** What a roster says differently from the one in force: looked at before writing, decided afterwards. */
function Differences({ job, stamp }: { job: ImportView; stamp: number }) {
  const isRoster = job.kind === 'MEMBERS' && (job.status === 'READY' || job.status === 'DONE');
  const load = useLoad(isRoster ? () => api.imports.differences(job.id, {}) : null, [job.id, job.status, stamp]);
  if (!load.data) return null;
  const { LEFT, MOVED_UNIT, MOVED_COMMUNITY, JOINED } = load.data.counts, open = LEFT.open + MOVED_UNIT.open + MOVED_COMMUNITY.open + JOINED.open;
  const said = ([[LEFT, '名册里没有了'], [MOVED_UNIT, '换了单位'], [MOVED_COMMUNITY, '换了社区'], [JOINED, '新进名册']] as const).filter(([one]) => one.all > 0).map(([one, word]) => `${word} ${one.all} 人`).join('，');
  if (!said) return null;
  return (
    <Banner tone={open > 0 ? 'warn' : 'info'} title='与上一份名册有不同' action={<Button kind='text' size='small' to={DESK.differences(job.id)}>{job.status === 'DONE' && open > 0 ? `逐个处理 ${open}` : '看看是谁'}</Button>}>
      {said}。{job.status === 'DONE' ? '没处理的，什么都不会变。' : '写入后逐个处理，没处理的什么都不会变。'}
    </Banner>
  );
}
/** Nothing can be taken: because a column is not known, or because of what stands in the rows. */
function Nothing({ job }: { job: ImportView }) {
  const lost = job.fields.filter((field) => field.required && !job.columns.some((sheet) => sheet.fields.includes(field.key)));
  return (
    <Banner tone='warn' title='没有能写入的行'>
      {lost.length > 0 ? `没认出“${lost.map((field) => field.label).join('”“')}”是哪一列，请点“列认错了？改一改”。` : '每一行的原因写在下面，改好后再传一次。'}
    </Banner>
  );
}
function Status({ job }: { job: ImportView }) {
  if (job.status === 'READING') return <Progress value={job.rowsRead} max={job.rowsTotal ?? Math.max(job.rowsRead * 2, 1)} label={`已读 ${job.rowsRead}${job.rowsTotal ? `/${job.rowsTotal}` : ''} 行`} />;
  if (job.status === 'CONFIRMING') return <Progress value={job.rowsRead} max={job.rowsTotal ?? Math.max(job.rowsRead, 1)} label='正在写入，可以离开这一页' tone='gold' />;
  if (job.status === 'FAILED') return <Banner tone='bad' title='没能读取'>{job.error ?? '请另存为 .xlsx 后重新上传。'}</Banner>;
  if (job.status === 'DONE') return <Banner tone='ok' title='已写入'>采用 {job.counts.TAKEN + job.counts.MENDED} 行，合并 {job.counts.MERGED} 行，不采用 {job.counts.REFUSED} 行。</Banner>;
  if (job.status === 'DISCARDED') return <Banner tone='info'>这份表格已放弃，没有写入任何内容。</Banner>;
  if (job.counts.TAKEN + job.counts.MENDED + job.counts.MERGED === 0) return <Nothing job={job} />;
  return <Banner tone='info'>将写入 {job.counts.TAKEN + job.counts.MENDED} 行{job.counts.MERGED > 0 ? `，合并 ${job.counts.MERGED} 行` : ''}{job.counts.REFUSED > 0 ? `，不采用 ${job.counts.REFUSED} 行` : ''}。确认之前什么都不会改。</Banner>;
}

function Import() {
  const id = Number(useRouter().params['id']);
  const job = useLoad(() => api.imports.get(id), [id]);
  const [mapping, setMapping] = useState(false);
  const [stamp, setStamp] = useState(0);
  const { data, reload } = job;
  useEffect(() => {
    if (!isMoving(data)) return;
    const timer = setTimeout(() => void reload(), POLL_MS);
    return () => clearTimeout(timer);
  }, [data, reload]);
  const confirmed = useAction((key) => api.imports.confirm(id, key), job.set);
  const discard = useAction(() => api.imports.discard(id), (view) => { job.set(view); toast('已放弃，什么都没有写入', 'ok'); });
  const download = useAction(async (_key, url: string) => { if (!(await openFile(fileUrl(url), {}))) toast('没能下载，请刷新后再试', 'bad'); });
  const write = async (view: ImportView) => { if (await confirm({ title: `写入 ${view.counts.TAKEN + view.counts.MENDED} 行？`, text: view.counts.REFUSED > 0 ? `不采用的 ${view.counts.REFUSED} 行可以下载，改好再传一次。` : '写入后可以在各处看到。', ok: '写入' })) void confirmed.run(); };
  const giveUp = async () => { if (await confirm({ title: '放弃这份表格？', text: '读到的内容会删除，什么都不写入。', ok: '放弃', danger: true })) void discard.run(); };
  const may = (action: ImportView['actions'][number]) => data?.actions.includes(action) ?? false;
  const footer = may('confirm') || may('discard') ? (
    <>
      {may('discard') ? <Button kind='plain' busy={discard.busy} onPress={() => void giveUp()}>放弃</Button> : null}
      {may('confirm') && data ? <Button icon='check' busy={confirmed.busy} onPress={() => void write(data)}>确认写入</Button> : null}
    </>
  ) : undefined;
  return (
    <Page title='核对表格' wide load={job} footer={footer}>
      {(view) => (
        <>
          <Card>
            <Row gap={2} wrap>
              <Grow><Text size='lg' strong block>{view.fileName}</Text><Text size='sm' tone='soft' block>{IMPORT_KINDS[view.kind]}</Text></Grow>
              <StatusTag status={view.status} labels={IMPORT_STATUSES} />
            </Row>
            <Status job={view} />
            <Row gap={2} wrap>
              {may('remap') ? <Button kind='plain' size='small' icon='settings' onPress={() => setMapping(true)}>列认错了？改一改</Button> : null}
              {view.refusedUrl ? <Button kind='plain' size='small' icon='download' busy={download.busy} onPress={() => void download.run(view.refusedUrl ?? '')}>下载不采用的 {view.counts.REFUSED} 行</Button> : null}
            </Row>
          </Card>
          <Differences job={view} stamp={stamp} />
          {view.status === 'READY' || view.status === 'DONE' ? <Rows key={`${view.status}${stamp}`} job={view} stamp={stamp} /> : null}
          {mapping ? <Remap job={view} onClose={() => setMapping(false)} onDone={(next) => { setMapping(false); setStamp((n) => n + 1); job.set(next); }} /> : null}
        </>
      )}
    </Page>
  );
}
export default deskPage('核对表格', 'reward.manage', Import);
