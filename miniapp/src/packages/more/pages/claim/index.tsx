import { CLAIM_STATUSES, LOG_STATUSES, TASK_KINDS, type ClaimView, type LogStatus } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { api } from '../../../../api';
import { logPage, scanPage } from '../../../../cards/claim-card';
import { Halves } from '../../../../cards/halves';
import { signedIn } from '../../../../cards/signed-in';
import { TellMe } from '../../../../cards/tell-me';
import { kindIcon, kindTint } from '../../../../cards/words';
import { ring } from '../../../../cards/ring';
import { span, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Cell, Facts, Grow, KindBadge, Page, Row, StatusTag, Steps, Text, confirm, toast } from '../../../../ui';

const STEPS = ['认领', '签到', '写日志', '核实'] as const;
/** Live claims move along these steps; one that was given up, refused or cancelled stands nowhere. */
const MOVING: readonly ClaimView['status'][] = ['REQUESTED', 'WAITLISTED', 'CONFIRMED', 'ATTENDED'];
/** The moment to ask: he is in, or waits to be, and it has not begun. */
const WAITING_FOR: readonly ClaimView['status'][] = ['REQUESTED', 'WAITLISTED', 'CONFIRMED'];
const stepOf = (claim: ClaimView): number => (claim.status === 'REQUESTED' || claim.status === 'WAITLISTED' ? 0 : claim.logStatus === 'VERIFIED' ? 4 : claim.logId ? 3 : claim.attendedAt || claim.actions.includes('log') ? 2 : 1);

/** What to say first: where he stands and what to do next. */
function Next({ claim }: { claim: ClaimView }) {
  if (claim.status === 'WAITLISTED') return <Banner tone='info' title={`候补第 ${claim.queue ?? 1} 位`}>有人退出就自动递补，到时通知您。</Banner>;
  if (claim.status === 'REQUESTED') return <Banner tone='info' title='等社区确认'>确认后会通知您，在这之前名额为您留着。</Banner>;
  if (claim.logStatus === 'RETURNED') return <Banner tone='warn' title='日志请补充一下'>点下面的“服务日志”看社区的说明。</Banner>;
  if (claim.actions.includes('attend')) return <Banner tone='ok' title='可以签到了'>扫负责人的二维码，或者输入当日六位码；也可以请负责人点名。</Banner>;
  if (claim.actions.includes('log')) return <Banner tone='ok' title='辛苦了'>写一句话的日志，核实后计入时长和积分。</Banner>;
  if (claim.status === 'ATTENDED' && claim.logId === null) return <Banner tone='ok' title='已签到'>{Date.now() < claim.startsAt ? '开始之后就可以写日志。' : '结束后写一句日志就行。'}</Banner>;
  if (claim.status === 'CONFIRMED') return <Banner tone='ok' title='已认领，请按时到'>开始前 30 分钟起可以签到。</Banner>;
  return null;
}

function Claim() {
  const id = Number(useRouter().params['id']);
  const claim = useLoad(() => api.claims.get(id), [id]);
  const withdraw = useAction((key) => api.claims.withdraw(id, key), (view) => { claim.set(view); toast('已退出，名额让给下一位', 'ok'); });
  const checkOut = useAction((key) => api.attendance.checkOut(id, key), (view) => { claim.set(view); toast('已签退，辛苦了', 'ok'); });
  const leave = async (view: ClaimView) => {
    const late = Date.now() > view.withdrawBy;
    if (await confirm({ title: view.status === 'WAITLISTED' ? '不再候补？' : late ? '向负责人请假？' : '退出这个班次？', text: late ? '已过免费退出时间，会按请假告诉负责人，名额自动让给候补的人。' : '名额会自动让给候补的人，不影响以后认领。', ok: late ? '请假' : '退出', danger: true })) void withdraw.run();
  };
  const footer = (view: ClaimView) => {
    if (view.actions.includes('attend')) return <Button icon='scan' to={scanPage(view)}>签到</Button>;
    const out = view.actions.includes('checkOut') ? <Button kind={view.actions.includes('log') ? 'plain' : 'primary'} icon='exit' busy={checkOut.busy} onPress={() => void checkOut.run()}>签退</Button> : null;
    const log = view.actions.includes('log') ? <Button icon='edit' to={logPage(view.id)}>写日志</Button> : null;
    return out || log ? <>{out}{log}</> : undefined;
  };
  return (
    <Page title='我的认领' wide load={claim} footer={claim.data ? footer(claim.data) : undefined}>
      {(view) => (
        <Halves left={<>
          <Card>
            <Row gap={3} top>
              <KindBadge icon={kindIcon(view.kind)} tone={kindTint(view.kind)} size='lg' />
              <Grow>
                <Row gap={2} top wrap className='m-head'><Grow><Text size='xl' strong block>{view.title}</Text></Grow><StatusTag status={view.status} labels={CLAIM_STATUSES} /></Row>
                <Text size='sm' tone='soft' block>{TASK_KINDS[view.kind].label} · {view.areaName}</Text>
              </Grow>
            </Row>
            {MOVING.includes(view.status) ? <Steps steps={STEPS} at={stepOf(view)} /> : null}
          </Card>
          <Next claim={view} />
          {WAITING_FOR.includes(view.status) && view.startsAt > Date.now() ? <TellMe templates={['LOG', 'REMINDER', 'TASK']} text={view.status === 'CONFIRMED' ? '快开始、时间有变、日志核实好了' : '有了结果、快开始、日志核实好了'} /> : null}
        </>} right={<>
          <Card>
            <Facts rows={[
              { name: '时间', value: span(view.startsAt, view.endsAt), icon: 'clock' },
              { name: '去哪儿', value: view.place, icon: 'pin' },
              { name: '找谁', value: `${view.contactName} ${view.contactPhone}`, icon: 'user' },
              ...(view.attendedAt ? [{ name: '签到', value: time(view.attendedAt), icon: 'check-circle' as const }] : []),
              ...(view.leftAt ? [{ name: '签退', value: time(view.leftAt), icon: 'exit' as const }] : []),
              ...(view.actions.includes('withdraw') && Date.now() < view.withdrawBy ? [{ name: '可退出至', value: time(view.withdrawBy), icon: 'undo' as const }] : []),
            ]} />
            <Button kind='soft' size='small' icon='phone' onPress={() => void ring(view.contactPhone, view.contactName)}>打电话给负责人</Button>
          </Card>
          <Card flush>
            {view.logId ? <Cell icon='file' title='服务日志' value={view.logStatus && view.logStatus in LOG_STATUSES ? LOG_STATUSES[view.logStatus as LogStatus] : undefined} to={`/packages/more/pages/log-view/index?id=${view.logId}`} /> : null}
            {view.actions.includes('attend') ? <Cell icon='qr' title='出示我的码' note='让负责人扫，自己不用操作' to='/packages/more/pages/my-code/index' /> : null}
            <Cell icon='info' title='看任务详情' to={`/packages/more/pages/task/index?id=${view.taskId}`} />
            {view.actions.includes('withdraw') ? <Cell icon='undo' danger title={withdraw.busy ? '正在退出…' : view.status === 'WAITLISTED' ? '不再候补' : Date.now() < view.withdrawBy ? '去不了，退出' : '去不了，请假'} onPress={() => void leave(view)} /> : null}
          </Card>
          {view.attendedAt && !view.leftAt && view.actions.includes('checkOut') ? <Text size='sm' tone='soft'>忘了签退也没关系，按计划的结束时间算。</Text> : null}
        </>} />
      )}
    </Page>
  );
}

export default signedIn('我的认领', Claim);
