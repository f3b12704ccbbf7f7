import { REGISTRATION_STATUSES, USER_KINDS, type MemberRegistrationView, type MeView, type RegisterMemberInput } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { AreaPicker, NO_AREA } from '../../../../cards/area-picker';
import { signedIn } from '../../../../cards/signed-in';
import { TellMe } from '../../../../cards/tell-me';
import { time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { session } from '../../../../session';
import { Banner, Button, Card, Cell, Dialog, Empty, Facts, Grid, Page, Row, Stack, StatusTag, Text, confirm, toast } from '../../../../ui';

function Transfer({ from, open, close, done }: { from: MemberRegistrationView; open: boolean; close: () => void; done: () => void }) {
  const [area, setArea] = useState(NO_AREA);
  const move = useAction((_key, input: RegisterMemberInput) => api.registrations.transfer(from.id, input), (view) => { toast(view.status === 'ACCEPTED' ? '已转到新社区' : '已提交，等新社区确认', 'ok'); close(); done(); });
  const { communityId, compoundId } = area;
  return (
    <Dialog sheet open={open} title='转到别的社区' onClose={close} foot={<Button busy={move.busy} disabled={communityId === null} onPress={() => { if (communityId !== null) void move.run({ communityId, ...(compoundId === null ? {} : { compoundId }) }); }}>提交</Button>}>
      <Stack gap={4}>
        <Text tone='soft' block>新社区确认前，您在{from.community.name}的报到一直有效。</Text>
        <AreaPicker value={area} onChange={setArea} errors={move.fields} />
      </Stack>
    </Dialog>
  );
}
/** `from`: where he stays registered until the community of `view` has accepted him. */
function One({ view, from, changed }: { view: MemberRegistrationView; from: MemberRegistrationView | undefined; changed: () => void }) {
  const [moving, setMoving] = useState(false);
  const withdraw = useAction(() => api.registrations.withdraw(view.id), () => { toast('已撤回', 'ok'); changed(); });
  const retire = useAction(() => api.registrations.retire(view.id, {}), () => { toast('已转为居民党员，谢谢您', 'ok'); changed(); });
  const askRetire = async () => { if (await confirm({ title: '转为居民党员？', text: `您不再属于${view.unitName ?? '单位'}，继续以居民党员身份在${view.community.name}报到；服务记录、时长和积分都不变。`, ok: '我退休了' })) void retire.run(); };
  const ask = async () => {
    const text = from ? `不转了，您在${from.community.name}的报到不变。` : '撤回后不能认领任务，需要时可以重新报到。';
    if (await confirm({ title: from ? '撤回转社区的申请？' : '撤回报到？', text, ok: '撤回', danger: true })) void withdraw.run();
  };
  return (
    <Card>
      <Row spread top wrap><Text size='lg' strong>{view.community.name}</Text><StatusTag status={view.status} labels={REGISTRATION_STATUSES} /></Row>
      <Facts rows={[
        { name: '身份', value: USER_KINDS[view.kind], icon: 'user' },
        ...(view.unitName ? [{ name: '单位', value: view.unitName, icon: 'building' as const }] : []),
        ...(view.compound ? [{ name: '小区', value: `${view.compound.name}${view.building ? ` ${view.building}` : ''}`, icon: 'home' as const }] : []),
        { name: '提交', value: time(view.submittedAt), icon: 'clock' },
        ...(view.decidedAt ? [{ name: '确认', value: time(view.decidedAt), icon: 'check-circle' as const }] : []),
      ]} />
      {from ? <Banner tone='info' title={`等${view.community.name}确认`}>确认之前，您在{from.community.name}的报到一直有效。</Banner> : null}
      {view.reason ? <Banner tone='warn' title='社区的说明'>{view.reason}</Banner> : null}
      {view.actions.length > 0 ? (
        <Row gap={2} wrap>
          {view.actions.includes('transfer') ? <Button kind='soft' size='small' icon='share' onPress={() => setMoving(true)}>搬家了，转社区</Button> : null}
          {view.actions.includes('resubmit') ? <Button size='small' to='/pages/welcome/index'>改好再提交</Button> : null}
          {view.actions.includes('retire') ? <Button kind='plain' size='small' busy={retire.busy} onPress={() => void askRetire()}>我退休了</Button> : null}
          {view.actions.includes('withdraw') ? <Button kind='plain' size='small' busy={withdraw.busy} onPress={() => void ask()}>撤回</Button> : null}
        </Row>
      ) : null}
      <Transfer from={view} open={moving} close={() => setMoving(false)} done={changed} />
    </Card>
  );
}

function Registration({ me }: { me: MeView }) {
  const mine = useLoad(() => api.registrations.mine());
  const changed = () => { void mine.reload(); void api.me.get().then(session.update, () => undefined); };
  return (
    <Page title='我的报到' wide load={mine}>
      {(items) => {
        const now = items.find((one) => one.status === 'ACCEPTED');
        const live = items.some((one) => one.status === 'ACCEPTED' || one.status === 'SUBMITTED');
        return (
          <>
            {now ? (
              <Grid cols={1} desk={2}>
                <Card flush><Cell icon='star' title='我的志愿档案' note='岗位、特长、多远、不做什么' to='/packages/more/pages/profile/index' /></Card>
                <Card flush><Cell icon='handshake' title='包联' note={`谁包联${now.compound?.name ?? now.community.name}，我包联谁`} to='/packages/more/pages/liaisons/index' /></Card>
              </Grid>
            ) : null}
            {items.some((one) => one.status === 'SUBMITTED') ? <TellMe templates={['REGISTRATION']} text='社区确认了报到，或者请您改一改' /> : null}
            {!live && items.length > 0 ? <Banner tone='info' action={<Button kind='text' size='small' to='/pages/welcome/index'>去报到</Button>}>您现在没有在任何社区报到。</Banner> : null}
            {items.length === 0 ? <Empty icon='flag' title='还没有报到' text={me.kind === 'MEMBER' ? '到居住地社区报到，就近帮忙。' : '选好社区，就能看到附近的任务。'} action={<Button to='/pages/welcome/index'>去报到</Button>} />
              : <Grid cols={1} desk={2}>{items.map((one) => <One key={one.id} view={one} from={one.status === 'SUBMITTED' ? now : undefined} changed={changed} />)}</Grid>}
          </>
        );
      }}
    </Page>
  );
}

export default signedIn('我的报到', Registration);
