import { useRouter } from '@tarojs/taro';
import { api } from '../../../../api';
import { useLoad } from '../../../../lib/use-load';
import { Page } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { NeedActions, NeedDetail } from '../../parts/need-detail';

function Need() {
  const id = Number(useRouter().params['id']);
  const need = useLoad(() => api.needs.get(id), [id]);
  const open = need.data?.actions.some((action) => action === 'publish' || action === 'answer' || action === 'refuse');
  return <Page title='点单办理' load={need} footer={need.data && open ? <NeedActions need={need.data} onChange={need.set} /> : undefined}>{(view) => <NeedDetail need={view} />}</Page>;
}
export default deskPage('点单办理', 'need.review', Need);
