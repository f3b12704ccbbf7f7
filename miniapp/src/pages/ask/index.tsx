import { Empty, Page } from '../../ui';

export default function Ask() {
  return (
    <Page title='我要办'>
      <Empty icon='ask' title='有事您说' />
    </Page>
  );
}
