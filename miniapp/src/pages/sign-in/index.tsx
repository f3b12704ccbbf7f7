import { Empty, Page } from '../../ui';

export default function SignIn() {
  return (
    <Page title='登录'>
      <Empty icon='user' title='登录' />
    </Page>
  );
}
