import { CORRECTION_KINDS, CORRECTION_STATUSES, FREEZE_STATUSES, POINTS_LIMITS, type CorrectionStatus, type CorrectionView, type FreezeStatus, type FreezeView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { signed, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { usePages, type Pages } from '../../../../lib/use-pages';
import { Box, Button, Card, Empty, Grid, Grow, Page, Row, Segmented, StatusTag, Table, Text, confirm, toast, useWide, type Column } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { FreezeDialog, ProposeCorrection } from '../../parts/correction-dialogs';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';

const TABS = [{ key: 'corrections', text: '更正' }, { key: 'freezes', text: '冻结' }] as const;
type Tab = (typeof TABS)[number]['key'];
const stated = <S extends string>(labels: Record<S, string>): { key: S | 'ALL'; text: string }[] => [{ key: 'ALL', text: '全部' }, ...(Object.keys(labels) as S[]).map((key) => ({ key, text: labels[key] }))];
const orAll = <S extends string>(status: S | 'ALL'): S | undefined => (status === 'ALL' ? undefined : status);
const sayWhat = (row: CorrectionView): string => (row.kind === 'REVERSE' ? `冲正“${row.entryTitle}”` : CORRECTION_KINDS.ADJUST);
const moves = (points: number): string => `${points > 0 ? '增加' : '减少'} ${Math.abs(points)} 分`;

function DecideCorrection({ row, onDone }: { row: CorrectionView; onDone: () => void }) {
  const [refusing, setRefusing] = useState(false);
  const told = () => { setRefusing(false); onDone(); };
  const approve = useAction((key, id: number) => api.corrections.approve(id, key), () => { toast('已入账，已通知本人', 'ok'); told(); });
  const refuse = useAction((key, id: number, reason: string) => api.corrections.refuse(id, { reason }, key), () => { toast(mine ? '已撤回' : '已驳回', 'ok'); told(); });
  // Who proposed cannot sign twice, but may take it back.
  const mine = !row.actions.includes('approve');
  const ask = async () => { if (await confirm({ title: `批准给${row.name}${row.points > 0 ? '加' : '减'} ${Math.abs(row.points)} 分？`, text: `${sayWhat(row)}，马上入账：${row.name}的积分${moves(row.points)}，并收到通知。批准后不能撤销，只能再提一笔更正。`, ok: '批准入账' })) void approve.run(row.id); };
  if (row.actions.length === 0) return null;
  return (
    <>
      {mine ? <Text size='sm' tone='soft' block>等另一位同事批准</Text> : null}
      <Row gap={2} wrap>
        {mine ? null : <Button size='small' busy={approve.busy} label={`批准${row.name}的更正`} onPress={() => void ask()}>批准</Button>}
        {row.actions.includes('refuse') ? <Button kind={mine ? 'text' : 'plain'} size='small' label={mine ? `撤回${row.name}的更正` : `驳回${row.name}的更正`} onPress={() => setRefusing(true)}>{mine ? '撤回' : '驳回'}</Button> : null}
      </Row>
      {refusing ? <ReasonDialog open title={mine ? '撤回这次更正' : `驳回给${row.name}的更正`} note='什么都不会动，理由留在这里备查。' reasons={mine ? ['填错了，重新提'] : ['原来的记录没有错', '理由不清楚，请补充后重提']} limits={POINTS_LIMITS.reason} ok={mine ? '撤回' : '驳回'} danger busy={refuse.busy} error={refuse.fields['reason']} onClose={() => setRefusing(false)} onSend={(reason) => void refuse.run(row.id, reason)} /> : null}
    </>
  );
}
const Decided = ({ row }: { row: CorrectionView }) => (row.decidedBy ? <Text size='sm' tone='soft' block>{row.decidedBy}{row.status === 'APPROVED' ? '批准' : '驳回'}{row.decidedAt ? `，${time(row.decidedAt)}` : ''}{row.decision ? `：${row.decision}` : ''}</Text> : null);

function Corrections({ pages, onDone }: { pages: Pages<CorrectionView>; onDone: () => void }) {
  const wide = useWide();
  const columns: Column<CorrectionView>[] = [
    { key: 'name', title: '谁', cell: (row) => <Text strong>{row.name}</Text> },
    { key: 'points', title: '积分', numeric: true, cell: (row) => <Text strong numeric tone={row.points < 0 ? 'red' : 'pine'}>{signed(row.points)}</Text> },
    { key: 'what', title: '什么，为什么', width: '32%', cell: (row) => <><Text block>{sayWhat(row)}</Text><Text size='sm' tone='soft' block>{row.reason}</Text></> },
    { key: 'by', title: '谁提的', cell: (row) => <><Text block>{row.proposedBy}</Text><Text size='sm' tone='soft' block>{time(row.proposedAt)}</Text></> },
    { key: 'status', title: '状态', cell: (row) => <><StatusTag status={row.status} labels={CORRECTION_STATUSES} /><Decided row={row} /></> },
    { key: 'do', title: '操作', cell: (row) => <DecideCorrection row={row} onDone={onDone} /> },
  ];
  return (
    <Listing pages={pages} empty={<Card><Empty icon='undo' title='没有更正' text='积分记错了，在这里提出，由另一位同事批准后入账。谁也不能一个人改积分。' /></Card>}>
      {(rows, footer) => (
        <>
          {wide ? <Table caption='积分更正' columns={columns} rows={rows} rowKey={(row) => row.id} /> : rows.map((row) => (
            <Card key={row.id}>
              <Row spread gap={2} top wrap><Text size='lg' strong>{row.name} {signed(row.points)}</Text><StatusTag status={row.status} labels={CORRECTION_STATUSES} /></Row>
              <Text block>{sayWhat(row)}：{row.reason}</Text>
              <Text size='sm' tone='soft' block>{row.proposedBy}提出，{time(row.proposedAt)}</Text>
              <Decided row={row} />
              <DecideCorrection row={row} onDone={onDone} />
            </Card>
          ))}
          {footer}
        </>
      )}
    </Listing>
  );
}
function Freeze({ row, onDone }: { row: FreezeView; onDone: () => void }) {
  const [asking, setAsking] = useState<'lift' | 'keep' | null>(null);
  const decide = useAction((key, id: number, step: 'lift' | 'keep', reason: string) => api.freezes[step](id, { reason }, key), (view) => { setAsking(null); toast(view.status === 'LIFTED' ? '已恢复，已通知本人' : '已答复，兑换仍然暂停', 'ok'); onDone(); });
  const may = (step: 'lift' | 'keep') => row.actions.includes(step);
  return (
    <Card>
      <Row spread gap={2} top wrap><Text size='lg' strong>{row.name}</Text><StatusTag status={row.status} labels={FREEZE_STATUSES} tone={row.status === 'ACTIVE' ? 'red' : undefined} /></Row>
      <Text block>{row.reason}</Text>
      <Text size='sm' tone='soft' block>{time(row.frozenAt)}起暂停兑换</Text>
      {row.appeal ? <Box className='d-shift'><Text size='sm' tone='soft' block>本人申诉{row.appealedAt ? `，${time(row.appealedAt)}` : ''}</Text><Text block>{row.appeal}</Text></Box> : null}
      {row.decision ? <Text size='sm' tone='soft' block>{row.status === 'LIFTED' ? '恢复' : '上次答复'}{row.decidedAt ? `，${time(row.decidedAt)}` : ''}：{row.decision}</Text> : null}
      {row.status === 'APPEALED' && !may('keep') ? <Text size='sm' tone='soft' block>等另一位同事来看申诉</Text> : null}
      <Row gap={2} wrap>
        {may('lift') ? <Button size='small' label={`恢复${row.name}的兑换`} onPress={() => setAsking('lift')}>恢复兑换</Button> : null}
        {may('keep') ? <Button kind='plain' size='small' label={`继续暂停${row.name}的兑换`} onPress={() => setAsking('keep')}>继续暂停</Button> : null}
      </Row>
      {asking ? (
        <ReasonDialog
          key={asking} open title={asking === 'lift' ? `恢复${row.name}的兑换` : `${row.name}的兑换继续暂停`} note={asking === 'lift' ? '他马上可以兑换，30 天内到期的积分会顺延。他会收到这句说明。' : '他会收到这句答复，有新的情况可以再申诉。'} label='说明'
          reasons={asking === 'lift' ? ['已经查清，没有问题'] : ['还在核查，请再等几天']} limits={POINTS_LIMITS.reason} ok={asking === 'lift' ? '恢复' : '继续暂停'} danger={asking === 'keep'} busy={decide.busy} error={decide.fields['reason']}
          onClose={() => setAsking(null)} onSend={(reason) => void decide.run(row.id, asking, reason)}
        />
      ) : null}
    </Card>
  );
}
/** What two people put right in the points of one; and whose exchange is stopped. */
function CorrectionsAndFreezes({ me, area, choose }: DeskProps) {
  const params = useRouter().params, entry = Number(params['entry']) || null;
  const [tab, setTab] = useState<Tab>(params['tab'] === 'freezes' ? 'freezes' : 'corrections');
  const [status, setStatus] = useState<CorrectionStatus | 'ALL'>('ALL');
  const [frozen, setFrozen] = useState<FreezeStatus | 'ALL'>('ALL');
  const [open, setOpen] = useState(entry !== null);
  const wide = useWide(), correcting = tab === 'corrections';
  const corrections = usePages(correcting ? (after) => api.corrections.list({ areaId: area.id, status: orAll(status), after }) : null, [area.id, status]);
  const freezes = usePages(correcting ? null : (after) => api.freezes.list({ areaId: area.id, status: orAll(frozen), after }), [area.id, frozen]);
  const pages = correcting ? corrections : freezes, done = () => { setOpen(false); void pages.reload(); };
  const tabs = <Segmented label='办什么' options={TABS} value={tab} onChange={setTab} />;
  const add = <Button icon='plus' kind={correcting ? 'primary' : 'plain'} size={wide ? 'small' : 'normal'} onPress={() => setOpen(true)}>{correcting ? '提出更正' : '暂停一个人的兑换'}</Button>;
  return (
    <Page title='更正与冻结' wide onRefresh={pages.reload} footer={wide ? undefined : add}>
      {wide ? null : tabs}
      <Row gap={2} wrap>
        {wide ? tabs : null}
        {correcting ? <Segmented label='状态' options={stated(CORRECTION_STATUSES)} value={status} onChange={setStatus} /> : <Segmented label='状态' options={stated(FREEZE_STATUSES)} value={frozen} onChange={setFrozen} />}
        <AreaSwitch me={me} permission='points.correct' area={area} choose={choose} />
        {wide ? <><Grow />{add}</> : null}
      </Row>
      {correcting ? <Corrections pages={corrections} onDone={done} /> : (
        <Listing pages={freezes} empty={<Card><Empty icon='shield' title='没有人的兑换被暂停' text='积分有疑问要先查清时，可以暂停一个人的兑换。服务、时长和得分照常。' /></Card>}>
          {(rows, footer) => <><Grid cols={1} desk={2}>{rows.map((row) => <Freeze key={row.id} row={row} onDone={done} />)}</Grid>{footer}</>}
        </Listing>
      )}
      {open && correcting ? <ProposeCorrection area={area} entryId={entry} onClose={() => setOpen(false)} onDone={done} /> : null}
      {open && !correcting ? <FreezeDialog area={area} onClose={() => setOpen(false)} onDone={done} /> : null}
    </Page>
  );
}
export default deskPage('更正与冻结', 'points.correct', CorrectionsAndFreezes);
