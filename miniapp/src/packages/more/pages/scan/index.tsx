import type { ClaimView, PresenceView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { claimPage } from '../../../../cards/claim-card';
import { signedIn } from '../../../../cards/signed-in';
import { span } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { canScan, scan } from '../../../../platform/device';
import { HOME } from '../../../../routes';
import { Button, Card, Cell, CodeInput, Empty, Page, RadioList, Section, Stack, Text, toast } from '../../../../ui';

function Done({ presence }: { presence: PresenceView }) {
  return (
    <Empty
      icon='check-circle' title={presence.title} text={presence.message}
      action={<Button to={presence.claimId ? claimPage(presence.claimId) : HOME}>好的</Button>}
    />
  );
}
/** Today's shifts of mine at which one can check in now, the one asked for first. */
async function loadReady(taskId: number): Promise<ClaimView[]> {
  const { items } = await api.claims.mine({ state: 'COMING' });
  const ready = items.filter((claim) => claim.actions.includes('attend'));
  return [...ready.filter((claim) => claim.taskId === taskId), ...ready.filter((claim) => claim.taskId !== taskId)];
}

function Scan() {
  const { taskId: asked = '' } = useRouter().params;
  const claims = useLoad(() => loadReady(Number(asked)), [asked]);
  const [picked, setPicked] = useState<string | null>(asked || null);
  const [code, setCode] = useState('');
  const [presence, setPresence] = useState<PresenceView | null>(null);
  const byScan = useAction((key, payload: string) => api.attendance.scan({ payload }, key), setPresence);
  const byCode = useAction((key, taskId: number, digits: string) => api.attendance.dayCode({ taskId, code: digits }, key), setPresence);
  const look = async () => {
    const payload = await scan();
    if (payload) void byScan.run(payload);
    else toast('没有扫到，可以改输六位码');
  };
  if (presence) return <Page title='签到'><Done presence={presence} /></Page>;
  return (
    <Page title='签到' load={claims}>
      {(ready) => {
        const taskId = picked ? Number(picked) : ready[0]?.taskId ?? null;
        const enter = async (digits: string) => { if (taskId !== null && !(await byCode.run(taskId, digits))) setCode(''); };
        return (
          <>
            {ready.length === 0 && !asked ? <Card><Empty icon='clock' title='现在没有可以签到的' text='开始前 30 分钟起可以签到。到了现场，也可以请负责人点名。' /></Card> : null}
            {ready.length > 1 ? (
              <Section title='签哪一个'>
                <RadioList label='签哪一个' value={taskId === null ? null : String(taskId)} onChange={setPicked} options={ready.map((claim) => ({ key: String(claim.taskId), text: claim.title, note: span(claim.startsAt, claim.endsAt) }))} />
              </Section>
            ) : ready[0] ? <Card><Text size='lg' strong block>{ready[0].title}</Text><Text size='sm' tone='soft' block>{span(ready[0].startsAt, ready[0].endsAt)} · {ready[0].place}</Text></Card> : null}
            {canScan ? (
              <Card>
                <Text strong block>扫负责人的二维码</Text>
                <Button block icon='scan' busy={byScan.busy} onPress={() => void look()}>扫一扫</Button>
              </Card>
            ) : null}
            {taskId !== null ? (
              <Card>
                <Stack gap={3}>
                  <Text strong block>{canScan ? '或者输入' : '输入'}当日六位码</Text>
                  <CodeInput label='六位码' value={code} onChange={setCode} onDone={(digits) => void enter(digits)} />
                  <Text size='sm' tone='soft' block>{byCode.busy ? '正在签到…' : '六位码在负责人的手机上，输满就自动签到。'}</Text>
                </Stack>
              </Card>
            ) : null}
            <Card flush><Cell icon='qr' title='都不方便？出示我的码' note='负责人扫一下就签到，也可以请他点名' to='/packages/more/pages/my-code/index' /></Card>
          </>
        );
      }}
    </Page>
  );
}

export default signedIn('签到', Scan);
