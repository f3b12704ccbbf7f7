import { Empty, Page } from '../../../../ui';

export default function DeskHome() {
  return (
    <Page title='工作台'>
      <Empty icon='desk' title='没有待办' />
    </Page>
  );
}
