import { STAR_AWARD_STATUSES, STAR_BAR_STATUSES, STAR_BAR_YEARS, STAR_ISSUERS, STAR_LIMITS, STAR_PERIODS, STAR_RUN_STATUSES, STAR_SUBJECTS, type PersonView, type StarAwardView, type StarBarView, type StarRunCard, type StarSchemeView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { FileButton } from '../../../../cards/file-button';
import { Stars, sayStars } from '../../../../cards/star-words';
import { day, time } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Box, Button, Card, Dialog, Empty, Field, Grid, Grow, Page, RadioList, Row, Segmented, Select, Stack, StatusTag, Table, Tag, Text, TextArea, confirm, toast, useWide, type Column } from '../../../../ui';
import { AreaSwitch, CommunityPicker } from '../../parts/area-switch';
import { isCommunity, overCity, type DeskArea } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';
import { DESK } from '../../parts/paths';
import { PersonPicker } from '../../parts/person-picker';
import { ReasonDialog } from '../../parts/reason-dialog';
import { UnitPicker, type PickedUnit } from '../../parts/unit-picker';

const TABS = [{ key: 'runs', text: '评定' }, { key: 'schemes', text: '办法' }, { key: 'awards', text: '证书' }, { key: 'bars', text: '暂停参评' }] as const;
type Tab = (typeof TABS)[number]['key'];
const TONES = { COMPUTED: 'warn', NOTICED: 'gold', CONFIRMED: 'ok', DROPPED: 'quiet' } as const;
const sayCount = (row: Pick<StarRunCard, 'proposed' | 'subject' | 'excluded'>): string => `${row.proposed} ${row.subject === 'PERSON' ? '人' : `个${STAR_SUBJECTS[row.subject]}`}${row.excluded > 0 ? `，未列入 ${row.excluded}` : ''}`;
const sayWhen = (row: StarRunCard): string => (row.status === 'NOTICED' && row.noticeUntil ? `公示到${day(row.noticeUntil - 1)}` : `${time(row.computedAt)}计算`);

/** Picks what is computed, and for where; what is counted needs no typing. */
function Compute({ area, me, onClose }: { area: DeskArea; me: DeskProps['me']; onClose: () => void }) {
  const schemes = useLoad(() => api.starSchemes.list(area.id), [area.id]);
  const [schemeId, setSchemeId] = useState<string | null>(null);
  const [place, setPlace] = useState<DeskArea | null>(isCommunity(area) ? area : null);
  const compute = useAction((key, input: { schemeId: number; areaId: number }) => api.starRuns.compute(input, key), (view) => { toast(view.proposed > 0 ? '算好了，请逐个复核' : '算好了，没有人够条件', 'ok'); onClose(); go(DESK.starRun(view.id)); });
  const scheme = schemes.data?.find((s) => String(s.id) === schemeId), atCommunity = scheme?.issuer === 'COMMUNITY' && !isCommunity(area), where = atCommunity ? place : area;
  return (
    <Dialog open title='开始一次评定' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={compute.busy} disabled={!scheme || !where} onPress={() => { if (scheme && where) void compute.run({ schemeId: scheme.id, areaId: where.id }); }}>计算</Button></>}>
      <Stack gap={4}>
        <Text tone='soft' block>按已核实的记录算到昨天为止，不用填任何数字。算完先复核，再公示。</Text>
        <Waiting load={schemes}>{(all) => <RadioList label='按哪个办法' value={schemeId} onChange={setSchemeId} options={all.filter((s) => s.actions.includes('run')).map((s) => ({ key: String(s.id), text: s.name, note: `评${STAR_SUBJECTS[s.subject]} · ${STAR_PERIODS[s.period]} · ${STAR_ISSUERS[s.issuer]}发证` }))} />}</Waiting>
        {atCommunity ? <CommunityPicker top={area} value={place?.id ?? null} onChange={setPlace} error={compute.fields['areaId'] ?? ''} /> : scheme ? <Text block>范围：{area.name}</Text> : null}
        {compute.fields['areaId'] && !atCommunity ? <Text tone='red' block>{compute.fields['areaId']}</Text> : null}
        {scheme && !overCity(me, 'honour.manage') && scheme.issuer === 'CITY' ? <Text size='sm' tone='soft' block>由市里确认发证，您先算好、复核并公示。</Text> : null}
      </Stack>
    </Dialog>
  );
}
function Runs({ area }: { area: DeskArea }) {
  const wide = useWide();
  const pages = usePages((after) => api.starRuns.list({ areaId: area.id, after }), [area.id]);
  const columns: Column<StarRunCard>[] = [
    { key: 'what', title: '评定', cell: (row) => <><Text strong block>{row.schemeName}</Text><Text size='sm' tone='soft' block>{row.areaName} · {row.periodText} · 算到 {row.asOf}</Text></> },
    { key: 'count', title: '名单', cell: (row) => sayCount(row) },
    { key: 'by', title: '谁算的', cell: (row) => row.computedBy },
    { key: 'when', title: '时间', cell: (row) => sayWhen(row) },
    { key: 'status', title: '状态', cell: (row) => <StatusTag status={row.status} labels={STAR_RUN_STATUSES} tone={TONES[row.status]} /> },
    { key: 'open', title: '操作', cell: (row) => <Button kind='text' size='small' label={`打开${row.areaName}${row.schemeName}`} to={DESK.starRun(row.id)}>打开</Button> },
  ];
  return (
    <Listing pages={pages} empty={<Card><Empty icon='star' title='还没有评定' text='选一个办法，系统按核实过的记录算出名单；您复核、公示，由另一位同事确认。' /></Card>}>
      {(rows, footer) => (
        <>
          {wide ? <Table caption='星级评定' columns={columns} rows={rows} rowKey={(row) => row.id} /> : rows.map((row) => (
            <Card key={row.id} to={DESK.starRun(row.id)}>
              <Row spread gap={2} top wrap><Text size='lg' strong>{row.schemeName}</Text><StatusTag status={row.status} labels={STAR_RUN_STATUSES} tone={TONES[row.status]} /></Row>
              <Text block>{row.areaName} · {row.periodText} · {sayCount(row)}</Text>
              <Text size='sm' tone='soft' block>{sayWhen(row)}，{row.computedBy}</Text>
            </Card>
          ))}
          {footer}
        </>
      )}
    </Listing>
  );
}
function Schemes({ area }: { area: DeskArea }) {
  const load = useLoad(() => api.starSchemes.list(area.id), [area.id]);
  const retire = useAction((_key, id: number) => api.starSchemes.retire(id), () => { toast('已停用，以前的评定不受影响', 'ok'); void load.reload(); });
  const ask = async (s: StarSchemeView) => { if (await confirm({ title: `停用“${s.name}”？`, text: '以后不再按它评定；正在办的和已经评上的不受影响。', ok: '停用', danger: true })) void retire.run(s.id); };
  return (
    <Waiting load={load}>
      {(all) => (
        <Grid cols={1} desk={2}>
          {all.map((s) => (
            <Card key={s.id}>
              <Row spread gap={2} top wrap><Text size='lg' strong>{s.name}</Text><Tag tone='pine'>评{STAR_SUBJECTS[s.subject]}</Tag></Row>
              <Text size='sm' tone='soft' block>{s.areaName} · 第 {s.version} 版 · {STAR_ISSUERS[s.issuer]}发证</Text>
              <Stack gap={1} as='ul'>{s.text.map((line) => <Box as='li' key={line}><Text size='sm'>{line}</Text></Box>)}</Stack>
              {s.actions.includes('revise') ? <Row gap={2} wrap><Button kind='soft' size='small' icon='edit' label={`修改${s.name}`} to={DESK.starScheme(s.id)}>修改</Button><Button kind='text' size='small' label={`停用${s.name}`} onPress={() => void ask(s)}>停用</Button></Row> : null}
            </Card>
          ))}
        </Grid>
      )}
    </Waiting>
  );
}
function AwardCard({ row, onDone }: { row: StarAwardView; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const cancel = useAction((key, reason: string) => api.starAwards.void(row.id, { reason }, key), () => { setOpen(false); toast('已作废，并告知本人', 'ok'); onDone(); });
  return (
    <Card>
      <Row spread gap={2} top wrap><Text size='lg' strong>{row.name}</Text><Tag tone={row.status === 'VALID' ? 'ok' : row.status === 'VOID' ? 'red' : 'quiet'}>{STAR_AWARD_STATUSES[row.status]}</Tag></Row>
      <Row gap={2} wrap><Stars stars={row.stars} /><Text size='sm' tone='soft'>{row.schemeName} · {row.periodText}</Text></Row>
      <Text size='sm' tone='soft' block>{row.issuerName} · {row.day} · {row.number}</Text>
      {row.voidReason ? <Text size='sm' tone='red' block>{row.voidReason}</Text> : null}
      <Row gap={2} wrap>
        {row.actions.includes('file') ? <FileButton kind='soft' size='small' label={`打开${row.name}的证书`} get={() => api.starAwards.file(row.id)}>证书</FileButton> : null}
        {row.actions.includes('void') ? <Button kind='text' size='small' label={`作废${row.name}的${sayStars(row.stars)}`} onPress={() => setOpen(true)}>作废</Button> : null}
      </Row>
      {open ? <ReasonDialog open title={`作废${row.name}的${sayStars(row.stars)}`} note='本人会看到这句话；扫证书上的码会显示作废。' reasons={['时长经核实有误', '评错了人']} limits={STAR_LIMITS.reason} ok='作废' danger busy={cancel.busy} error={cancel.fields['reason']} onClose={() => setOpen(false)} onSend={(reason) => void cancel.run(reason)} /> : null}
    </Card>
  );
}
function Awards({ area }: { area: DeskArea }) {
  const pages = usePages((after) => api.starAwards.list({ areaId: area.id, after }), [area.id]);
  return (
    <Listing pages={pages} empty={<Card><Empty icon='medal' title='还没有发过证书' text='评定确认以后，证书自动生成，本人可以下载。' /></Card>}>
      {(rows, footer) => <><Grid cols={1} desk={3}>{rows.map((row) => <AwardCard key={row.id} row={row} onDone={() => void pages.reload()} />)}</Grid>{footer}</>}
    </Listing>
  );
}
function BarDialog({ area, onClose, onDone }: { area: DeskArea; onClose: () => void; onDone: () => void }) {
  const [subject, setSubject] = useState<'PERSON' | 'UNIT'>('PERSON');
  const [person, setPerson] = useState<PersonView | null>(null);
  const [unit, setUnit] = useState<PickedUnit | null>(null);
  const [years, setYears] = useState<'1' | '2' | '3'>('1');
  const [reason, setReason] = useState('');
  const subjectId = subject === 'PERSON' ? person?.id : unit?.id;
  const send = useAction((key, input: Parameters<typeof api.starBars.create>[0]) => api.starBars.create(input, key), () => { toast('已暂停，并告知对方可以申诉', 'ok'); onDone(); });
  return (
    <Dialog open title='暂停参评' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button kind='danger' busy={send.busy} disabled={!subjectId || reason.trim().length < STAR_LIMITS.reason.min} onPress={() => { if (subjectId) void send.run({ subject, subjectId, years: Number(years) as 1 | 2 | 3, reason: reason.trim() }); }}>暂停</Button></>}>
      <Stack gap={4}>
        <Text tone='soft' block>只用于核实过的虚假时长。服务、时长和积分不受影响；对方可以申诉，由街道决定。</Text>
        <Segmented label='谁' options={[{ key: 'PERSON', text: '个人' }, { key: 'UNIT', text: '单位' }]} value={subject} onChange={setSubject} />
        {subject === 'PERSON' ? <PersonPicker areaId={area.id} value={person} onChange={setPerson} error={send.fields['subjectId']} /> : <UnitPicker label='单位' value={unit} onChange={setUnit} error={send.fields['subjectId']} />}
        <Field label='多久' required><Select options={STAR_BAR_YEARS.map((n) => ({ key: String(n) as '1' | '2' | '3', text: `${n} 年` }))} value={years} onChange={setYears} /></Field>
        <Field label='原因' required error={send.fields['reason']}><TextArea value={reason} onChange={setReason} maxLength={STAR_LIMITS.reason.max} rows={2} placeholder='如：两次由别人代签到，经核实不在现场' /></Field>
      </Stack>
    </Dialog>
  );
}
function BarCard({ row, onDone }: { row: StarBarView; onDone: () => void }) {
  const [asking, setAsking] = useState<boolean | null>(null);
  const decide = useAction((key, lift: boolean, decision: string) => api.starBars.decide(row.id, { lift, decision }, key), (view) => { setAsking(null); toast(view.status === 'LIFTED' ? '已撤销，并告知对方' : '已答复，暂停不变', 'ok'); onDone(); });
  return (
    <Card>
      <Row spread gap={2} top wrap><Text size='lg' strong>{row.name}</Text><StatusTag status={row.status} labels={STAR_BAR_STATUSES} tone={row.status === 'ACTIVE' ? 'red' : undefined} /></Row>
      <Text block>{row.reason}</Text>
      <Text size='sm' tone='soft' block>{row.fromDay} 到 {row.toDay}</Text>
      {row.appeal ? <Banner tone='info' title='对方申诉'>{row.appeal}</Banner> : null}
      {row.decision ? <Text size='sm' tone='soft' block>答复：{row.decision}</Text> : null}
      {row.actions.includes('decide') ? <Row gap={2} wrap><Button size='small' label={`撤销对${row.name}的暂停`} onPress={() => setAsking(true)}>撤销暂停</Button>{row.status === 'APPEALED' ? <Button kind='plain' size='small' label={`继续暂停${row.name}`} onPress={() => setAsking(false)}>继续暂停</Button> : null}</Row> : row.status === 'APPEALED' ? <Text size='sm' tone='soft' block>等街道的另一位同事来看申诉</Text> : null}
      {asking === null ? null : <ReasonDialog key={String(asking)} open title={asking ? `撤销对${row.name}的暂停` : `${row.name}继续暂停`} label='说明' note='对方会看到这句话。' reasons={asking ? ['已经查清，是误会'] : ['核对后情况属实']} limits={STAR_LIMITS.reason} ok={asking ? '撤销' : '继续暂停'} danger={!asking} busy={decide.busy} error={decide.fields['decision']} onClose={() => setAsking(null)} onSend={(text) => void decide.run(asking, text)} />}
    </Card>
  );
}
function Bars({ area }: { area: DeskArea }) {
  const [open, setOpen] = useState(false);
  const pages = usePages((after) => api.starBars.list({ areaId: area.id, after }), [area.id]);
  const done = () => { setOpen(false); void pages.reload(); };
  return (
    <>
      <Row gap={2} wrap><Grow><Text tone='soft'>虚假时长，暂停参评一到三年；对方可以申诉。</Text></Grow><Button kind='plain' size='small' icon='plus' onPress={() => setOpen(true)}>暂停一个</Button></Row>
      <Listing pages={pages} empty={<Card><Empty icon='shield' title='没有暂停参评的' text='核实了虚假时长，才在这里办。' /></Card>}>
        {(rows, footer) => <><Grid cols={1} desk={2}>{rows.map((row) => <BarCard key={row.id} row={row} onDone={done} />)}</Grid>{footer}</>}
      </Listing>
      {open ? <BarDialog area={area} onClose={() => setOpen(false)} onDone={done} /> : null}
    </>
  );
}
/** 星级评定: runs, schemes, certificates, bars. */
function StarsDesk({ me, area, choose }: DeskProps) {
  const asked = useRouter().params['tab'];
  const [tab, setTab] = useState<Tab>(TABS.some((t) => t.key === asked) ? (asked as Tab) : 'runs');
  const [adding, setAdding] = useState(false);
  const wide = useWide(), mayScheme = me.permissions.includes('honour.approve') && !isCommunity(area);
  const add = tab === 'runs' ? <Button icon='plus' size={wide ? 'small' : 'normal'} onPress={() => setAdding(true)}>开始评定</Button> : tab === 'schemes' && mayScheme ? <Button icon='plus' size={wide ? 'small' : 'normal'} to={DESK.newStarScheme(area.id)}>定一个办法</Button> : undefined;
  return (
    <Page title='星级评定' wide footer={wide ? undefined : add}>
      <Row gap={2} wrap>
        <Segmented label='看什么' options={TABS} value={tab} onChange={setTab} />
        <AreaSwitch me={me} permission='honour.manage' area={area} choose={choose} />
        {wide && add ? <><Grow />{add}</> : null}
      </Row>
      {tab === 'runs' ? <Runs area={area} /> : tab === 'schemes' ? <Schemes area={area} /> : tab === 'awards' ? <Awards area={area} /> : <Bars area={area} />}
      {adding ? <Compute area={area} me={me} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
export default deskPage('星级评定', 'honour.manage', StarsDesk);
