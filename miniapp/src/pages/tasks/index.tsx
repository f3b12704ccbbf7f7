import { Empty, Page } from '../../ui';

export default function Tasks() {
  return (
    <Page title='任务'>
      <Empty icon='tasks' title='还没有任务' />
    </Page>
  );
}
