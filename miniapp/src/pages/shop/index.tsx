import { Empty, Page } from '../../ui';

export default function Shop() {
  return (
    <Page title='兑换'>
      <Empty icon='gift' title='还没有可兑换的东西' />
    </Page>
  );
}
