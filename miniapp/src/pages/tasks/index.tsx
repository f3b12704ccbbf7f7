import { api } from '../../api';
import { TaskCard } from '../../cards/task-card';
import { usePages } from '../../lib/use-pages';
import { useShare } from '../../platform/share';
import { SIGN_IN, HOME } from '../../routes';
import { useElder, useMe } from '../../session';
import { Banner, Button, Empty, Grid, Hero, ListFooter, Page } from '../../ui';
import { ElderHome } from './elder-home';
import { MyTasks } from './my-tasks';

/** What strangers see: everything that is open, and the door. */
function OpenTasks() {
  const tasks = usePages((after) => api.tasks.open({ after }));
  return (
    <Page title='任务' wide load={tasks} hero={<Hero title='身边的事，一起办' text='社区发布需要，党员和邻居来帮忙' aside={<Button kind='plain' size='small' to={SIGN_IN}>登录</Button>} />}>
      {(items) => items.length === 0 ? <Empty icon='tasks' title='眼下没有招募中的任务' text='过会儿再来看看，或者登录后告诉社区您需要什么。' /> : (
        <>
          <Banner tone='info'>登录并报到后，可以按远近、时间挑选并认领。</Banner>
          <Grid cols={1} desk={2}>{items.map((task) => <TaskCard key={task.id} task={task} />)}</Grid>
          <ListFooter pages={tasks} />
        </>
      )}
    </Page>
  );
}

export default function Tasks() {
  const me = useMe();
  useShare(() => ({ title: '身边有人需要帮忙，来看看', path: HOME }));
  const elder = useElder();
  if (elder) return <ElderHome me={me} />;
  return me ? <MyTasks me={me} /> : <OpenTasks />;
}
