import type { MeView } from '@xianfeng/shared';
import { api } from '../../api';
import { callCommunity } from '../../cards/call-community';
import { TaskCard } from '../../cards/task-card';
import { useAction } from '../../lib/use-action';
import { usePages } from '../../lib/use-pages';
import { SIGN_IN } from '../../routes';
import { session } from '../../session';
import { Button, Hero, Page, Section, Skeleton, Stack, Text, Tiles } from '../../ui';
import { MyNextCards, useMyNext } from './my-next';

function Mine() {
  const next = useMyNext();
  return <MyNextCards next={next.data} />;
}

/** The first screen of elder mode: four big doors, then what concerns him, then a few tasks. */
export function ElderHome({ me }: { me: MeView | null }) {
  const tasks = usePages((after) => (me ? api.tasks.list({ after }) : api.tasks.open({ after })), [me?.id]);
  const call = useAction(callCommunity);
  return (
    <Page
      title='任务' onRefresh={tasks.reload}
      hero={<Hero title={me ? `${me.name}，您好` : '您好'} text='要办什么，点下面的大方块' aside={<Button kind='plain' size='small' onPress={() => session.setElder(false)}>标准版</Button>} />}
    >
      <Tiles items={[
        { key: 'ask', icon: 'hand', text: '我要求助', to: '/packages/more/pages/need-new/index', tone: 'red' },
        { key: 'photo', icon: 'camera', text: '随手拍', to: '/packages/more/pages/need-new/index?photo=1', tone: 'info' },
        { key: 'shop', icon: 'gift', text: '领东西', to: '/pages/shop/index', tone: 'gold' },
        { key: 'call', icon: 'phone', text: '找社区', onPress: () => void call.run(), tone: 'pine' },
      ]} />
      {me ? <Mine /> : <Button block to={SIGN_IN}>登录</Button>}
      <Section title='大家在做的事'>
        {!tasks.data ? (tasks.error ? <Text tone='soft'>{tasks.error}</Text> : <Skeleton rows={2} />)
          : tasks.data.length === 0 ? <Text tone='soft'>眼下没有招募中的任务。</Text>
          : <Stack>{tasks.data.slice(0, 5).map((task) => <TaskCard key={task.id} task={task} />)}</Stack>}
      </Section>
    </Page>
  );
}
