import { NEED_KINDS, type NeedKind } from '@xianfeng/shared';
import { api } from '../../api';
import { callCommunity } from '../../cards/call-community';
import { NeedCard } from '../../cards/need-card';
import { NEED_ICONS } from '../../cards/words';
import { useAction } from '../../lib/use-action';
import { useLoad } from '../../lib/use-load';
import { useShare } from '../../platform/share';
import { SIGN_IN } from '../../routes';
import { useMe } from '../../session';
import { Button, Card, Empty, ErrorState, Grid, Hero, Icon, Page, Press, Section, Skeleton, Text, Tiles } from '../../ui';

const NEW = '/packages/more/pages/need-new/index';
const KINDS = Object.keys(NEED_KINDS) as NeedKind[];

function MyNeeds() {
  const needs = useLoad(() => api.needs.mine({}));
  return (
    <Section title='我的点单' action={needs.data?.items.length ? <Button kind='text' size='small' to='/packages/more/pages/needs/index'>全部</Button> : undefined}>
      {!needs.data ? (needs.error ? <ErrorState text={needs.error} onRetry={() => void needs.reload()} /> : <Skeleton rows={2} />)
        : needs.data.items.length === 0 ? <Card><Empty icon='chat' title='还没有提过' text='有需要就说一声，社区 3 个工作日内答复您。' /></Card>
        : <Grid cols={1} desk={2}>{needs.data.items.slice(0, 4).map((need) => <NeedCard key={need.id} need={need} />)}</Grid>}
    </Section>
  );
}

export default function Ask() {
  const me = useMe();
  useShare(() => ({ title: '家里有事，跟社区说一声', path: '/pages/ask/index' }));
  const call = useAction(callCommunity);
  return (
    <Page title='我要办' wide hero={<Hero title='有事您说' text='说一句话就行，社区来安排' />}>
      <Tiles items={[
        { key: 'help', icon: 'hand', text: '我要求助', note: '维修、陪护、跑腿……', to: NEW, tone: 'red' },
        { key: 'photo', icon: 'camera', text: '随手拍', note: '路灯坏了、井盖松了', to: `${NEW}?photo=1`, tone: 'info' },
        { key: 'other', icon: 'users', text: '替家人办', note: '老人不会用手机，您来说', to: `${NEW}?for=other`, tone: 'gold' },
        { key: 'call', icon: 'phone', text: '打给社区', note: '直接说更快', onPress: () => void call.run(), tone: 'pine' },
      ]} />
      <Section title='常见的事' note='点一下就填好类别'>
        <Grid cols={4} desk={4}>
          {KINDS.map((kind) => (
            <Press key={kind} to={`${NEW}?kind=${kind}`} className='m-kind'>
              <Icon name={NEED_ICONS[kind]} size='lg' />
              <Text size='sm'>{NEED_KINDS[kind]}</Text>
            </Press>
          ))}
        </Grid>
      </Section>
      {me ? <MyNeeds /> : <Card><Empty icon='user' title='登录后就能提' text='提过的事、办到哪一步，都能在这里看到。' action={<Button to={SIGN_IN}>去登录</Button>} /></Card>}
    </Page>
  );
}
