import { api } from '../../../../api';
import { NeedCard } from '../../../../cards/need-card';
import { signedIn } from '../../../../cards/signed-in';
import { usePages } from '../../../../lib/use-pages';
import { Button, Empty, Grid, ListFooter, Page } from '../../../../ui';

const NEW = '/packages/more/pages/need-new/index';

function Needs() {
  const needs = usePages((after) => api.needs.mine({ after }));
  return (
    <Page title='我的点单' wide load={needs} footer={needs.data?.length ? <Button icon='plus' to={NEW}>再提一件</Button> : undefined}>
      {(items) => items.length === 0
        ? <Empty icon='chat' title='还没有提过' text='有需要就说一声，社区 3 个工作日内答复您。' action={<Button to={NEW}>我要求助</Button>} />
        : <><Grid cols={1} desk={2}>{items.map((need) => <NeedCard key={need.id} need={need} />)}</Grid><ListFooter pages={needs} /></>}
    </Page>
  );
}

export default signedIn('我的点单', Needs);
