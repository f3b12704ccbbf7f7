import { ApiError, CERTIFICATE_STATUSES, sayHours, type CertificateStatus } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { api } from '../../../../api';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Card, Empty, ErrorState, Facts, Page, Skeleton, Text } from '../../../../ui';

const SAYS: Record<CertificateStatus, { tone: 'ok' | 'bad' | 'warn'; text: string }> = {
  VALID: { tone: 'ok', text: '这份证明有效。请核对纸上的内容与下面一致。' },
  VOID: { tone: 'bad', text: '这份证明已作废，不能再使用。' },
  REPLACED: { tone: 'warn', text: '这份证明已由新的一份替换，请向持有人要新的证明。' },
};
/** What anybody sees who scans the code of a certificate: enough to check the paper, nothing more about the person. */
export default function Verify() {
  const token = useRouter().params['t'] ?? '';
  const load = useLoad(token ? () => api.certificates.verify(token).catch((e: unknown) => { if (e instanceof ApiError && e.status === 404) return null; throw e; }) : null, [token]);
  const view = load.data;
  return (
    <Page title='核验证明'>
      {!token ? <Empty icon='qr' title='请扫证明上的二维码' text='二维码在志愿服务记录证明的下方。' /> : view === null ? <Empty icon='alert' title='没有这份证明' text='没有查到与二维码对应的证明，请当心伪造，并向纸上写的记录单位核实。' /> : view ? (
        <>
          {view.outdated
            ? <Banner tone='warn' title='出具后有更正'>这份证明出具后，其中的服务记录有更正，时间以记录单位重新出具的为准。</Banner>
            : <Banner tone={SAYS[view.status].tone} title={CERTIFICATE_STATUSES[view.status]}>{SAYS[view.status].text}</Banner>}
          <Card>
            <Text size='lg' strong block>志愿服务记录证明</Text>
            <Facts rows={[{ name: '姓名', value: view.name }, { name: '服务时间', value: `${sayHours(view.minutes)} 小时` }, { name: '记录单位', value: view.office }, { name: '出具日期', value: view.issuedDay }]} />
          </Card>
          <Text size='sm' tone='faint' block>为保护个人信息，只显示姓名首字。有疑问请向记录单位核实。</Text>
        </>
      ) : load.error ? <ErrorState text={load.error} onRetry={() => void load.reload()} /> : <Skeleton />}
    </Page>
  );
}
