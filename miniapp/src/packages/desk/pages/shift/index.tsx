import { ApiError, ATTENDANCE_METHODS, CLAIM_STATUSES, GRACE_MINUTES, HOUR_MS, MINUTE_MS, type AttendanceMethod, type RosterRow, type ShiftCodeView, type TaskView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../../api';
import { SceneCode } from '../../../../cards/scene-code';
import { span, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { openMarks } from '../../../../lib/marks';
import { sheets, useSheets } from '../../../../lib/sheets';
import { useLoad, type Loaded } from '../../../../lib/use-load';
import { call, canScan, keepAwake, scan } from '../../../../platform/device';
import { useOnline } from '../../../../platform/life';
import { prepare } from '../../../../platform/pages';
import { Avatar, Banner, Box, Button, Card, Empty, Grow, Page, QrCode, Row, Segmented, Stack, StatusTag, Tag, Text, TwoColumn, choose, confirm, offerUndo, toast, useWide } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { Waiting } from '../../parts/listing';
import { DESK } from '../../parts/paths';
import { AddPerson, WalkUp } from '../../parts/roster-dialogs';

/** A code is accepted for a while after its successor is there, so the change comes just after the turn. */
const AFTER_MS = 300;
function useFreshCode(shiftId: number): Loaded<ShiftCodeView> {
  const code = useLoad(() => api.attendance.shiftCode(shiftId), [shiftId]);
  const { data, error, loading, reload } = code;
  useEffect(() => {
    // Each answer starts the next turn: the same failure twice changes nothing but `loading`.
    if (loading || (!data && !error)) return;
    const timer = setTimeout(() => void reload(), data && !error ? Math.max(1, data.refreshInSeconds) * 1000 + AFTER_MS : 8000);
    return () => clearTimeout(timer);
  }, [data, error, loading, reload]);
  useEffect(() => { keepAwake(true); return () => keepAwake(false); }, []);
  return code;
}
/** A code for paper: it leads to the check-in page of this task and proves nothing, so that it may hang at the door. */
function DoorCode({ shiftId }: { shiftId: number }) {
  const [open, setOpen] = useState(false);
  return (
    <Box className='d-center'>
      {open ? <><SceneCode of={() => api.attendance.sceneCode(shiftId)} id={shiftId} label='签到入口码' size={220} /><Text size='sm' tone='soft' block>可以贴在现场。微信扫了直接到签到页，再输六位码；活动结束就失效。</Text><Button kind='text' size='small' onPress={() => setOpen(false)}>收起</Button></> : <Button kind='text' size='small' icon='qr' onPress={() => setOpen(true)}>贴在现场的入口码</Button>}
    </Box>
  );
}
/** What helpers scan or type. The six digits hold all day, for those whose camera does not work. */
function Code({ code, startsAt }: { code: Loaded<ShiftCodeView>; startsAt: number }) {
  const opensAt = startsAt - GRACE_MINUTES * MINUTE_MS;
  return (
    <Waiting load={code} rows={1}>
      {(view) => (
        <Card>
          <Box className='d-center'>
            {opensAt > Date.now() ? <Banner tone='info'>{time(opensAt)} 起可以签到，到时候再把码亮出来。</Banner> : null}
            <QrCode text={view.payload} label='签到二维码，自动更换' size={260} />
            {code.error ? <Text size='sm' tone='warn' block>{code.error}。二维码没能更换，请大家输六位码</Text> : <Text size='sm' tone='soft' block>微信扫一扫签到，每半分钟自动更换</Text>}
            <Text tone='soft' block>扫不了就输今天的六位码</Text>
            <Box className='d-day-code' label={`六位码 ${[...view.dayCode].join(' ')}`}>{view.dayCode}</Box>
            <Text size='lg' strong block>已到 {view.present} / {view.expected} 人</Text>
          </Box>
          <DoorCode shiftId={view.shiftId} />
        </Card>
      )}
    </Waiting>
  );
}

const MORE = { approve: '同意参加', refuse: '不安排', excuse: '记为请假', noShow: '记为未到' } as const;
type Step = keyof typeof MORE;
const sayHow = (row: RosterRow): string => (row.attendedAt === null ? '' : [time(row.attendedAt), row.method && row.method in ATTENDANCE_METHODS ? ATTENDANCE_METHODS[row.method as AttendanceMethod] : ''].filter(Boolean).join(' '));

function Person({ row, shiftId, onRoster }: { row: RosterRow; shiftId: number; onRoster: (rows: RosterRow[]) => void }) {
  const claimId = row.claimId;
  const mark = useAction((key, present: boolean) => api.attendance.mark(shiftId, { claimIds: claimId === null ? [] : [claimId], present }, key), onRoster);
  const step = useAction((key, what: Step) => api.claims[what](claimId ?? 0, key), onRoster);
  const arrive = async () => { if (await mark.run(true)) offerUndo(`${row.name} 已到场`, () => void mark.run(false)); };
  const steps = (Object.keys(MORE) as Step[]).filter((what) => row.actions.includes(what));
  const rest = steps.filter((what) => what === 'excuse' || what === 'noShow');
  const more = async () => {
    const options = [...rest.map((key) => ({ key: key as Step | 'call', text: MORE[key] })), ...(row.phone ? [{ key: 'call' as const, text: `打电话 ${row.phone}` }] : [])];
    const picked = await choose(options, row.name);
    if (picked === 'call') call(row.phone); else if (picked) void step.run(picked);
  };
  return (
    <Box className='d-roster'>
      <Row gap={3} wrap>
        <Avatar name={row.name} />
        <Grow className='d-name'>
          <Row gap={2} wrap><Text strong>{row.name}</Text>{row.status === 'WALK_UP' ? <Tag tone='gold'>现场登记</Tag> : <StatusTag status={row.status} labels={CLAIM_STATUSES} />}</Row>
          <Text size='sm' tone='soft' block>{sayHow(row) || row.phone}</Text>
          {row.clash ? <Text size='sm' tone='warn' block>与“{row.clash}”时间冲突</Text> : null}
        </Grow>
        {row.actions.includes('approve') ? <Button size='small' busy={step.busy} onPress={() => void step.run('approve')}>同意</Button> : null}
        {row.actions.includes('refuse') ? <Button kind='plain' size='small' disabled={step.busy} onPress={() => void step.run('refuse')}>不安排</Button> : null}
        {row.actions.includes('mark') ? <Button kind='soft' size='small' icon='check' busy={mark.busy} label={`${row.name}到了`} onPress={() => void arrive()}>到了</Button> : null}
        {row.actions.includes('unmark') ? <Button kind='text' size='small' icon='undo' busy={mark.busy} label={`撤销${row.name}的签到`} onPress={() => void mark.run(false)}>撤销</Button> : null}
        {rest.length > 0 || row.phone ? <Button kind='text' size='small' icon='more' label={`${row.name}的更多操作`} onPress={() => void more()} /> : null}
      </Row>
    </Box>
  );
}

function Roster({ shiftId, roster, manage, communityId }: { shiftId: number; roster: Loaded<RosterRow[]>; manage: boolean; communityId: number }) {
  const [dialog, setDialog] = useState<'walkUp' | 'add' | null>(null);
  const all = useAction((key, claimIds: number[]) => api.attendance.mark(shiftId, { claimIds, present: true }, key), (rows) => { roster.set(rows); toast('都记为到场了', 'ok'); });
  const read = useAction((key, payload: string) => api.attendance.memberCode(shiftId, { payload }, key), (view) => { toast(view.message || `${view.name} 已签到`, 'ok'); void roster.reload(); });
  const look = async () => { const payload = await scan(); if (payload) await read.run(payload); };
  const done = (rows: RosterRow[]) => { roster.set(rows); setDialog(null); };
  return (
    <Stack>
      <Row gap={2} wrap>
        {canScan ? <Button icon='scan' size='small' busy={read.busy} onPress={() => void look()}>扫队员的码</Button> : null}
        <Button kind='plain' size='small' icon='plus' onPress={() => setDialog('walkUp')}>现场登记</Button>
        {manage ? <Button kind='plain' size='small' icon='user' onPress={() => setDialog('add')}>加人</Button> : null}
      </Row>
      <Waiting load={roster}>
        {(rows) => {
          const absent = rows.flatMap((row) => (row.actions.includes('mark') && row.claimId !== null ? [row.claimId] : []));
          const askAll = async () => { if (await confirm({ title: `${absent.length} 人都到了？`, text: '没到的可以再单独撤销。', ok: '都到了' })) void all.run(absent); };
          if (rows.length === 0) return <Card><Empty icon='users' title='还没有人认领' text='可以在任务里邀请，或者现场登记来帮忙的人。' /></Card>;
          return (
            <>
              {absent.length > 1 ? <Row><Button kind='text' size='small' icon='check-circle' busy={all.busy} onPress={() => void askAll()}>全部到场（{absent.length} 人）</Button></Row> : null}
              <Card flush>{rows.map((row) => <Person key={row.claimId ?? `w${row.attendanceId}`} row={row} shiftId={shiftId} onRoster={roster.set} />)}</Card>
            </>
          );
        }}
      </Waiting>
      {dialog === 'walkUp' ? <WalkUp shiftId={shiftId} onDone={done} onClose={() => setDialog(null)} /> : null}
      {dialog === 'add' ? <AddPerson shiftId={shiftId} areaId={communityId} onDone={done} onClose={() => setDialog(null)} /> : null}
    </Stack>
  );
}

/** The list goes onto the phone while there is a network; what was tapped without one shows, and a way to it. */
function Pocket({ shiftId, onSynced }: { shiftId: number; onSynced: () => void }) {
  const online = useOnline(), kept = useSheets()[shiftId], waits = kept ? openMarks(kept).length : 0, asks = kept ? kept.marks.length - waits : 0;
  const before = useRef(waits);
  useEffect(() => prepare(DESK.offline(shiftId)), [shiftId]);
  useEffect(() => { if (online) void sheets.sync(shiftId).then(() => sheets.load(shiftId)).catch(() => undefined); }, [shiftId, online]);
  useEffect(() => { if (waits < before.current) onSynced(); before.current = waits; }, [waits, onSynced]);
  const open = <Button kind='plain' size='small' to={DESK.offline(shiftId)}>{waits + asks > 0 ? '看一看' : '离线点名'}</Button>;
  if (asks > 0) return <Banner tone='warn' title={`${asks} 条离线点名等您决定`} action={open}>没有网络时点的名，有的没能记上。</Banner>;
  if (waits > 0) return <Banner tone='info' title={`${waits} 条点名待上传`} action={open}>有网络时自动上传。</Banner>;
  if (!online && kept) return <Banner tone='info' title='现在没有网络' action={open}>名单在手机里，照样可以点名。</Banner>;
  return null;
}

function Leading({ task, shiftId }: { task: TaskView; shiftId: number }) {
  const shift = task.shifts.find((one) => one.id === shiftId);
  // The code is for the day itself; before that one wants to know who comes, and say yes to those who asked.
  const [tab, setTab] = useState<'code' | 'roster'>(shift && shift.startsAt > Date.now() + 12 * HOUR_MS ? 'roster' : 'code');
  const wide = useWide();
  const code = useFreshCode(shiftId);
  const roster = useLoad(() => api.claims.roster(shiftId), [shiftId]);
  const present = code.data?.present;
  const before = useRef(present);
  // Somebody has just checked in: show it in the list, too.
  useEffect(() => { if (before.current !== undefined && before.current !== present) void roster.reload(); before.current = present; }, [present, roster.reload]);
  const list = <Roster shiftId={shiftId} roster={roster} manage={task.actions.includes('offer') || task.actions.includes('edit')} communityId={task.community.id} />;
  return (
    <>
      <Card tone='pine'>
        <Text size='lg' strong block>{task.title}</Text>
        {shift ? <Text block>{span(shift.startsAt, shift.endsAt)}</Text> : null}
        <Text size='sm' tone='soft' block>{task.place}</Text>
      </Card>
      <Pocket shiftId={shiftId} onSynced={roster.reload} />
      {wide ? <TwoColumn open={false} list={<Code code={code} startsAt={shift?.startsAt ?? 0} />} detail={list} /> : (
        <>
          <Segmented label='看什么' options={[{ key: 'code', text: '签到码' }, { key: 'roster', text: `名单${roster.data ? `（${roster.data.length}）` : ''}` }]} value={tab} onChange={setTab} />
          {tab === 'code' ? <Code code={code} startsAt={shift?.startsAt ?? 0} /> : list}
        </>
      )}
    </>
  );
}
function Shift() {
  const { params } = useRouter();
  const [id, taskId] = [Number(params['id']), Number(params['taskId'])];
  const task = useLoad(() => { if (!taskId) throw new ApiError(404, { code: 'NOT_FOUND', message: '请从任务里打开这个班次' }); return api.tasks.get(taskId); }, [taskId]);
  return <Page title='名单与签到' wide load={task}>{(view) => <Leading task={view} shiftId={id} />}</Page>;
}
export default deskPage('名单与签到', 'task.lead', Shift);
