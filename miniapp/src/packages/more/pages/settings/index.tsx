import { Empty, Page } from '../../../../ui';

export default function Settings() {
  return (
    <Page title='设置'>
      <Empty icon='settings' title='设置' />
    </Page>
  );
}
