import { CORRECTION_FIELDS, ENTRY_STATUSES, EVIDENCE, RECORD_LIMITS, REQUEST_STATUSES, TASK_KINDS, type EntryStatus, type EntryView, type RecordRequestView, type RequestStatus } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { day, minutes, span, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { Box, Button, Card, Empty, Grid, Grow, Page, Row, Segmented, StatusTag, Tag, Text, confirm, toast, useWide } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';
import { CorrectDialog, EntryDialog, GrantDialog } from '../../parts/record-dialogs';

const TABS = [{ key: 'requests', text: '更正申请' }, { key: 'entries', text: '补录' }] as const;
type Tab = (typeof TABS)[number]['key'];
const stated = <S extends string>(labels: Record<S, string>, first: string): { key: S | 'ALL'; text: string }[] => [{ key: 'ALL', text: first }, ...(Object.keys(labels) as S[]).map((key) => ({ key, text: labels[key] }))];
const orAll = <S extends string>(status: S | 'ALL'): S | undefined => (status === 'ALL' ? undefined : status);

const sayNew = (r: RecordRequestView): string | null => (r.newMinutes !== null ? `更正为 ${minutes(r.newMinutes)}` : r.newDay !== null ? `更正为 ${r.newDay}` : r.newTitle !== null ? `更正为“${r.newTitle}”` : r.status === 'PROPOSED' || r.status === 'CORRECTED' ? '整次撤销' : null);
function Request({ request, onDone }: { request: RecordRequestView; onDone: () => void }) {
  const [asking, setAsking] = useState<'grant' | 'refuse' | 'return' | null>(null);
  const done = () => { setAsking(null); onDone(); };
  const approve = useAction((key) => api.recordRequests.approve(request.id, key), () => { toast('已更正，已通知本人', 'ok'); done(); });
  const send = useAction((key, step: 'refuse' | 'return', reason: string) => api.recordRequests[step](request.id, { reason }, key), (view) => { toast(view.status === 'REFUSED' ? '已答复本人' : '已退回，请经办人再核对', 'ok'); done(); });
  const may = (action: RecordRequestView['actions'][number]) => request.actions.includes(action), change = sayNew(request);
  const ask = async () => { if (await confirm({ title: `批准更正${request.name}的记录？`, text: `${request.title}（${request.day}），${change ?? ''}。批准后另记一行，不能撤销；积分不变。`, ok: '批准' })) void approve.run(); };
  return (
    <Card>
      <Row spread gap={2} top wrap><Text size='lg' strong>{request.name}</Text><Row gap={2}>{request.overdue ? <Tag tone='red' icon='alert'>超期</Tag> : null}<StatusTag status={request.status} labels={REQUEST_STATUSES} /></Row></Row>
      <Text size='sm' tone='soft' block>{request.title} · {request.day} · 现在计 {minutes(request.minutes)} · {EVIDENCE[request.evidence]}</Text>
      <Box className='d-shift'><Text strong block>{CORRECTION_FIELDS[request.field]}：{request.wish}</Text><Text size='sm' tone='soft' block>{request.why}</Text></Box>
      {change ? <Text block>{request.answeredBy}同意：{change}</Text> : null}
      {request.reply ? <Text size='sm' tone='soft' block>{request.status === 'ASKED' ? '另一位同事退回' : '核对情况'}：{request.reply}</Text> : null}
      {request.approvedBy ? <Text size='sm' tone='soft' block>{request.approvedBy}批准{request.approvedAt ? `，${time(request.approvedAt)}` : ''}</Text> : request.status === 'ASKED' || request.status === 'PROPOSED' ? <Text size='sm' tone='soft' block>{day(request.dueAt)}前答复</Text> : null}
      {request.status === 'PROPOSED' && !may('approve') ? <Text size='sm' tone='soft' block>等另一位同事批准</Text> : null}
      <Row gap={2} wrap>
        {may('approve') ? <Button size='small' busy={approve.busy} label={`批准更正${request.name}的记录`} onPress={() => void ask()}>批准</Button> : null}
        {may('grant') ? <Button size='small' label={`同意更正${request.name}的记录`} onPress={() => setAsking('grant')}>同意更正</Button> : null}
        {may('refuse') ? <Button kind='plain' size='small' label={`不更正${request.name}的记录`} onPress={() => setAsking('refuse')}>不更正</Button> : null}
        {may('return') ? <Button kind={may('approve') ? 'plain' : 'text'} size='small' label={`${may('approve') ? '退回' : '收回'}${request.name}的更正`} onPress={() => setAsking('return')}>{may('approve') ? '退回' : '收回'}</Button> : null}
      </Row>
      {asking === 'grant' ? <GrantDialog request={request} onClose={() => setAsking(null)} onDone={done} /> : null}
      {asking === 'refuse' || asking === 'return' ? (
        <ReasonDialog key={asking} open title={asking === 'refuse' ? `不更正${request.name}的记录` : '退回再核对'} note={asking === 'refuse' ? '本人会看到这句理由。' : '给经办的同事看，本人看不到。'} reasons={asking === 'refuse' ? ['核对过签到，与记录一致', '没有能证明的材料'] : ['与签到记录不符，请再核对']} limits={RECORD_LIMITS.reason} ok={asking === 'refuse' ? '答复本人' : '退回'} busy={send.busy} error={send.fields['reason']} onClose={() => setAsking(null)} onSend={(reason) => void send.run(asking, reason)} />
      ) : null}
    </Card>
  );
}
function Entry({ entry, onDone }: { entry: EntryView; onDone: () => void }) {
  const [refusing, setRefusing] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const done = () => { setRefusing(false); setCorrecting(false); onDone(); };
  const approve = useAction((key) => api.entries.approve(entry.id, key), (view) => { toast(`已补录，计 ${minutes(view.recorded ?? 0)}`, 'ok'); done(); });
  const refuse = useAction((key, reason: string) => api.entries.refuse(entry.id, { reason }, key), () => { toast(mine ? '已撤回' : '没有补录', 'ok'); done(); });
  const mine = entry.status !== 'PROPOSED' || !entry.actions.includes('approve');
  const ask = async () => { if (await confirm({ title: `批准补录${entry.name}的服务？`, text: `${entry.title}，${span(entry.startsAt, entry.startsAt + entry.minutes * 60_000)}。计时长、不计积分，会被别的社区抽查。`, ok: '批准补录' })) void approve.run(); };
  return (
    <Card>
      <Row spread gap={2} top wrap><Text size='lg' strong>{entry.name}</Text><StatusTag status={entry.status} labels={ENTRY_STATUSES} /></Row>
      <Text block>{entry.title} · {minutes(entry.minutes)}{entry.recorded !== null && entry.recorded !== entry.minutes ? `，实计 ${minutes(entry.recorded)}` : ''}</Text>
      <Text size='sm' tone='soft' block>{TASK_KINDS[entry.kind].label} · {span(entry.startsAt, entry.startsAt + entry.minutes * 60_000)}</Text>
      <Box className='d-shift'><Text size='sm' tone='soft' block>依据</Text><Text block>{entry.evidence}</Text></Box>
      <Text size='sm' tone='soft' block>{entry.proposedBy}提出，{time(entry.proposedAt)}</Text>
      {entry.decidedBy ? <Text size='sm' tone='soft' block>{entry.decidedBy}{entry.status === 'APPROVED' ? '批准' : '不同意'}{entry.decidedAt ? `，${time(entry.decidedAt)}` : ''}{entry.decision ? `：${entry.decision}` : ''}</Text> : null}
      {entry.status === 'PROPOSED' && mine && entry.actions.includes('refuse') ? <Text size='sm' tone='soft' block>等另一位同事批准</Text> : null}
      <Row gap={2} wrap>
        {entry.recordId !== null ? <Button kind='text' size='small' icon='edit' label={`更正${entry.name}的补录`} onPress={() => setCorrecting(true)}>更正</Button> : null}
        {mine ? null : <Button size='small' busy={approve.busy} label={`批准补录${entry.name}的服务`} onPress={() => void ask()}>批准</Button>}
        {entry.actions.includes('refuse') ? <Button kind={mine ? 'text' : 'plain'} size='small' label={mine ? `撤回${entry.name}的补录` : `不同意补录${entry.name}的服务`} onPress={() => setRefusing(true)}>{mine ? '撤回' : '不同意'}</Button> : null}
      </Row>
      {correcting && entry.recordId !== null ? <CorrectDialog record={{ id: entry.recordId, name: entry.name, title: entry.title, day: entry.day, minutes: entry.recorded ?? entry.minutes }} onClose={() => setCorrecting(false)} onDone={done} /> : null}
      {refusing ? <ReasonDialog open title={mine ? '撤回这次补录' : `不同意补录${entry.name}的服务`} note='什么都不会记，理由留在这里备查。' reasons={mine ? ['填错了，重新提'] : ['依据不够，请补充后重提', '那天没有这项活动']} limits={RECORD_LIMITS.reason} ok={mine ? '撤回' : '不同意'} danger busy={refuse.busy} error={refuse.fields['reason']} onClose={() => setRefusing(false)} onSend={(reason) => void refuse.run(reason)} /> : null}
    </Card>
  );
}
/** What the legal record lacks or says wrong, put right by two people. */
function Entries({ me, area, choose }: DeskProps) {
  const [tab, setTab] = useState<Tab>(useRouter().params['tab'] === 'entries' ? 'entries' : 'requests');
  const [asked, setAsked] = useState<RequestStatus | 'ALL'>('ALL');
  const [entered, setEntered] = useState<EntryStatus | 'ALL'>('ALL');
  const [open, setOpen] = useState(false);
  const wide = useWide(), isRequests = tab === 'requests';
  const requests = usePages(isRequests ? (after) => api.recordRequests.list({ areaId: area.id, status: orAll(asked), after }) : null, [area.id, asked]);
  const entries = usePages(isRequests ? null : (after) => api.entries.list({ areaId: area.id, status: orAll(entered), after }), [area.id, entered]);
  const tabs = <Segmented label='办什么' options={TABS} value={tab} onChange={setTab} />;
  const add = isRequests ? undefined : <Button icon='plus' size={wide ? 'small' : 'normal'} onPress={() => setOpen(true)}>补录一次服务</Button>;
  const done = () => { setOpen(false); void (isRequests ? requests : entries).reload(); };
  return (
    <Page title='补录与更正' wide onRefresh={(isRequests ? requests : entries).reload} footer={wide ? undefined : add}>
      {wide ? null : tabs}
      <Row gap={2} wrap>
        {wide ? tabs : null}
        {isRequests ? <Segmented label='状态' options={stated(REQUEST_STATUSES, '等着办的')} value={asked} onChange={setAsked} /> : <Segmented label='状态' options={stated(ENTRY_STATUSES, '全部')} value={entered} onChange={setEntered} />}
        <AreaSwitch me={me} permission='record.enter' area={area} choose={choose} />
        {wide ? <><Grow />{add}</> : null}
      </Row>
      {isRequests ? (
        <Listing pages={requests} empty={<Card><Empty icon='edit' title='没有更正申请' text='本人觉得自己的服务记录不对，会在这里申请。十个工作日内核对并答复，更正要两个人签字。' /></Card>}>
          {(rows, footer) => <><Grid cols={1} desk={2}>{rows.map((row) => <Request key={row.id} request={row} onDone={done} />)}</Grid>{footer}</>}
        </Listing>
      ) : (
        <Listing pages={entries} empty={<Card><Empty icon='edit' title='没有补录' text='没来得及写日志的服务，由一人提出、另一人批准补上，计时长、不计积分。' /></Card>}>
          {(rows, footer) => <><Grid cols={1} desk={2}>{rows.map((row) => <Entry key={row.id} entry={row} onDone={done} />)}</Grid>{footer}</>}
        </Listing>
      )}
      {open ? <EntryDialog area={area} onClose={() => setOpen(false)} onDone={done} /> : null}
    </Page>
  );
}
export default deskPage('补录与更正', 'record.enter', Entries);
