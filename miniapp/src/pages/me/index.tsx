import { Empty, Page } from '../../ui';

export default function MyPage() {
  return (
    <Page title='我的'>
      <Empty icon='user' title='请先登录' />
    </Page>
  );
}
