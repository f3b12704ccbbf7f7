import { STAR_LIMITS, STAR_OBJECTION_STATUSES, STAR_RUN_STATUSES, STAR_SUBJECTS, type StarCandidateView, type StarCheckView, type StarObjectionView, type StarRunView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { Stars, sayFacts, sayStars } from '../../../../cards/star-words';
import { day, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Box, Button, Card, Empty, Facts, Grid, Page, Row, Section, Segmented, Stack, StatusTag, Steps, Text, confirm, toast } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';

const STEPS = ['计算', '复核', '公示', '确认'];
const AT = { COMPUTED: 1, NOTICED: 2, CONFIRMED: 4, DROPPED: 0 } as const;
const REASONS = ['有投诉还在核实', '时长有疑问，先查清', '本人不愿参评'];

/** One of the list with the figures it was worked out from; left out with a sentence, or taken back. */
function Candidate({ row, run, onDone }: { row: StarCandidateView; run: StarRunView; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const exclude = useAction((_key, reason: string) => api.starRuns.exclude(row.id, { reason }), () => { setOpen(false); toast('已移出，本人会看到原因', 'ok'); onDone(); });
  const restore = useAction(() => api.starRuns.restore(row.id), () => { toast('已放回名单', 'ok'); onDone(); });
  return (
    <Card>
      <Row spread gap={2} top wrap><Text strong>{row.name}</Text><Stars stars={row.stars} size='sm' /></Row>
      <Text size='sm' tone='soft' block>{[row.unitName, row.placeName].filter(Boolean).join(' · ')}</Text>
      <Text size='sm' block>{sayFacts(row.facts, run.subject)}</Text>
      {row.held > 0 ? <Text size='sm' tone='soft' block>原来{sayStars(row.held)}</Text> : null}
      {row.excluded ? <Text size='sm' tone='red' block>{row.excluded}</Text> : null}
      {row.actions.length > 0 ? <Row>{row.actions.includes('exclude') ? <Button kind='text' size='small' label={`不列入${row.name}`} onPress={() => setOpen(true)}>不列入</Button> : <Button kind='text' size='small' busy={restore.busy} label={`放回${row.name}`} onPress={() => void restore.run()}>放回名单</Button>}</Row> : null}
      {open ? <ReasonDialog open title={`这次不列入${row.name}`} note='公示时本人会看到这句话。' reasons={run.subject === 'PERSON' ? REASONS : REASONS.slice(0, 2)} limits={STAR_LIMITS.reason} ok='不列入' danger busy={exclude.busy} error={exclude.fields['reason']} onClose={() => setOpen(false)} onSend={(reason) => void exclude.run(reason)} /> : null}
    </Card>
  );
}
function Candidates({ run, onDone }: { run: StarRunView; onDone: () => void }) {
  const [show, setShow] = useState<'IN' | 'OUT'>('IN');
  const pages = usePages((after) => api.starRuns.candidates(run.id, { show, after }), [run.id, show]);
  const done = () => { void pages.reload(); onDone(); };
  return (
    <Section title='名单' note='先后不分名次' action={<Segmented label='看哪些' options={[{ key: 'IN', text: '列入', count: run.proposed }, { key: 'OUT', text: '未列入', count: run.excluded }]} value={show} onChange={setShow} />}>
      <Listing pages={pages} empty={<Card><Empty icon='users' title={show === 'IN' ? '没有够条件的' : '没有未列入的'} text={show === 'IN' ? '算到那一天，还没有新达到星级的。' : '需要移出谁，在“列入”里点“不列入”。'} /></Card>}>
        {(rows, footer) => <><Grid cols={1} desk={2}>{rows.map((row) => <Candidate key={row.id} row={row} run={run} onDone={done} />)}</Grid>{footer}</>}
      </Listing>
    </Section>
  );
}
function Objection({ row, onDone }: { row: StarObjectionView; onDone: () => void }) {
  const [upheld, setUpheld] = useState<boolean | null>(null);
  const answer = useAction((key, isUpheld: boolean, text: string) => api.starRuns.answer(row.id, { upheld: isUpheld, answer: text }, key), () => { setUpheld(null); toast('已答复提出的人', 'ok'); onDone(); });
  return (
    <Card>
      <Row spread gap={2} top wrap><Text strong>关于{row.about ?? '整个名单'}</Text><StatusTag status={row.status} labels={STAR_OBJECTION_STATUSES} tone={row.status === 'OPEN' ? 'warn' : 'info'} /></Row>
      <Text block keepLines>{row.text}</Text>
      <Text size='sm' tone='soft' block>{time(row.at)}，提出的人不公开{row.answer ? `；答复：${row.answer}` : ''}</Text>
      {row.actions.includes('answer') ? <Row gap={2} wrap><Button size='small' label={`关于${row.about ?? '名单'}的异议不成立`} onPress={() => setUpheld(false)}>不成立</Button><Button kind='danger' size='small' label={`关于${row.about ?? '名单'}的异议成立`} onPress={() => setUpheld(true)}>{row.about ? '成立，移出名单' : '成立'}</Button></Row> : null}
      {upheld === null ? null : <ReasonDialog key={String(upheld)} open title={upheld ? '异议成立' : '异议不成立'} label='答复' note={upheld && row.about ? '提出的人和本人都会看到；本人移出名单。' : '提出的人会收到这句答复。'} reasons={upheld ? ['核对签到后，异议成立'] : ['已核对签到和记录，情况属实']} limits={STAR_LIMITS.answer} ok='答复' danger={upheld} busy={answer.busy} error={answer.fields['answer']} onClose={() => setUpheld(null)} onSend={(text) => void answer.run(upheld, text)} />}
    </Card>
  );
}
/** Works the list out once more as of its day: the same answer, or what differs. */
function Check({ id }: { id: number }) {
  const [view, setView] = useState<StarCheckView | null>(null);
  const check = useAction(() => api.starRuns.check(id), setView);
  return (
    <Card>
      <Row spread gap={2} wrap><Text>再算一遍，看还是不是这个结果</Text><Button kind='soft' size='small' icon='refresh' busy={check.busy} onPress={() => void check.run()}>核对</Button></Row>
      {view ? view.same ? <Banner tone='ok' title={`${view.candidates} 个都对得上`}>那一天的记录，再算还是一样。</Banner>
        : <Banner tone='bad' title={`${view.differences.length} 个对不上`}>{view.differences.map((d) => `${d.name}：原来${sayStars(d.was)}，现在${sayStars(d.is)}`).join('；')}</Banner> : null}
    </Card>
  );
}
function Run({ run, set, reload }: { run: StarRunView; set: (view: StarRunView) => void; reload: () => void }) {
  const objections = useLoad(run.status === 'COMPUTED' || run.status === 'DROPPED' ? null : () => api.starRuns.objections(run.id), [run.id, run.status, run.openObjections]);
  return (
    <Halves left={<>
      <Card>
        <Row spread gap={2} top wrap><Text size='lg' strong>{run.schemeName}</Text><StatusTag status={run.status} labels={STAR_RUN_STATUSES} tone={run.status === 'NOTICED' ? 'gold' : run.status === 'COMPUTED' ? 'warn' : undefined} /></Row>
        {run.status === 'DROPPED' ? <Banner tone='warn' title='已作废'>{run.dropReason}</Banner> : <Steps steps={STEPS} at={AT[run.status]} />}
        <Facts rows={[
          { name: '范围', value: `${run.areaName} · ${run.periodText}` }, { name: '算到', value: `${run.asOf}（按那天结束时已核实的记录）` },
          { name: '名单', value: `${run.proposed} ${run.subject === 'PERSON' ? '人' : `个${STAR_SUBJECTS[run.subject]}`}${run.proposed > 0 ? `：${run.byStars.map((n, i) => (n > 0 ? `${sayStars(i + 1)} ${n}` : '')).filter(Boolean).join('、')}` : ''}` },
          { name: '计算', value: `${run.computedBy}，${time(run.computedAt)}` },
          ...(run.noticeFrom && run.noticeUntil ? [{ name: '公示', value: `${day(run.noticeFrom)}到${day(run.noticeUntil - 1)}` }] : []),
          ...(run.confirmedBy && run.confirmedAt ? [{ name: '确认', value: `${run.confirmedBy}，${time(run.confirmedAt)}` }] : [{ name: '确认', value: run.confirmer === run.issuerName ? `由${run.confirmer}` : `由${run.confirmer}，${run.issuerName}发证` }]),
        ]} />
        {run.waits ? <Banner tone='info'>{run.waits}。</Banner> : null}
        {run.status === 'NOTICED' || run.status === 'CONFIRMED' ? <Row><Button kind='text' size='small' icon='megaphone' to={`/packages/more/pages/star-notice/index?id=${run.id}`}>看公示的样子</Button></Row> : null}
      </Card>
      {objections.data && objections.data.length > 0 ? <Section title='异议' note={run.openObjections > 0 ? `${run.openObjections} 条待答复` : '都已答复'}>{objections.data.map((row) => <Objection key={row.id} row={row} onDone={() => { void objections.reload(); reload(); }} />)}</Section> : null}
      <Check id={run.id} />
      <Section title='怎么评的'><Card><Stack gap={1} as='ul'>{run.text.map((line) => <Box as='li' key={line}><Text size='sm' tone='soft'>{line}</Text></Box>)}</Stack></Card></Section>
    </>} right={<Candidates key={run.status} run={run} onDone={reload} />} />
  );
}
function StarRun() {
  const id = Number(useRouter().params['id']);
  const load = useLoad(() => api.starRuns.get(id), [id]);
  const [dropping, setDropping] = useState(false);
  const publish = useAction((key, runId: number) => api.starRuns.publish(runId, key), (view) => { load.set(view); toast('已公示，名单里的人都收到通知', 'ok'); });
  const confirming = useAction((key, runId: number) => api.starRuns.confirm(runId, key), (view) => { load.set(view); toast('已确认，证书已生成', 'ok'); });
  const drop = useAction((key, runId: number, reason: string) => api.starRuns.drop(runId, { reason }, key), (view) => { setDropping(false); load.set(view); toast('已作废', 'ok'); });
  const run = load.data, may = (action: StarRunView['actions'][number]) => run?.actions.includes(action);
  const askPublish = async () => { if (run && await confirm({ title: `公示 ${run.noticeWorkdays} 个工作日？`, text: `列入 ${run.proposed}，未列入 ${run.excluded}。公示后不能再加人，名单里的和没列入的都会收到通知。`, ok: '公示' })) void publish.run(run.id); };
  const askConfirm = async () => { if (run && await confirm({ title: `确认这 ${run.proposed} 个星级？`, text: '公示期满、异议都已答复。确认后生成证书并通知本人。', ok: '确认' })) void confirming.run(run.id); };
  const foot = run && run.actions.length > 0 ? <>
    {may('drop') ? <Button kind='plain' onPress={() => setDropping(true)}>作废</Button> : null}
    {may('publish') ? <Button busy={publish.busy} onPress={() => void askPublish()}>公示</Button> : null}
    {may('confirm') ? <Button busy={confirming.busy} onPress={() => void askConfirm()}>确认</Button> : null}
  </> : undefined;
  return (
    <Page title='一次评定' wide load={load} footer={foot}>
      {(view) => (
        <>
          <Run run={view} set={load.set} reload={() => void load.reload()} />
          {dropping ? <ReasonDialog open title='作废这次评定' note={view.status === 'NOTICED' ? '名单里的人会看到这句话。' : '还没有公示，没有人会收到通知。'} reasons={['重新计算', '办法要改']} limits={STAR_LIMITS.reason} ok='作废' danger busy={drop.busy} error={drop.fields['reason']} onClose={() => setDropping(false)} onSend={(reason) => void drop.run(view.id, reason)} /> : null}
        </>
      )}
    </Page>
  );
}
export default deskPage('一次评定', 'honour.manage', StarRun);
