import { useRouter } from '@tarojs/taro';
import { api } from '../../../../api';
import { useLoad } from '../../../../lib/use-load';
import { Page, Row } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { TaskActions, TaskDetail } from '../../parts/task-detail';

function Task() {
  const id = Number(useRouter().params['id']);
  const task = useLoad(() => api.tasks.get(id), [id]);
  return <Page title='任务办理' load={task}>{(view) => <><TaskDetail task={view} /><Row gap={2} wrap><TaskActions task={view} onChange={task.set} /></Row></>}</Page>;
}
export default deskPage('任务办理', 'task.lead', Task);
