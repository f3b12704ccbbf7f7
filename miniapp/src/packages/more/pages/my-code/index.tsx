import type { MeView } from '@xianfeng/shared';
import { useEffect } from 'react';
import { api } from '../../../../api';
import { signedIn } from '../../../../cards/signed-in';
import { useLoad } from '../../../../lib/use-load';
import { keepAwake } from '../../../../platform/device';
import { Box, Card, Page, QrCode, Text } from '../../../../ui';

/** The code that says who is standing there; it changes every minute, so a picture of it is worth nothing. */
function MyCode({ me }: { me: MeView }) {
  const code = useLoad(() => api.me.code());
  const { data, error, loading, reload } = code;
  useEffect(() => {
    // Each answer starts the next turn: the same failure twice changes nothing but `loading`.
    if (loading || (!data && !error)) return;
    // A lost answer is asked for again soon, so that the reader need not notice.
    const timer = setTimeout(() => void reload(), data && !error ? Math.max(2, data.refreshInSeconds - 2) * 1000 : 5000);
    return () => clearTimeout(timer);
  }, [data, error, loading, reload]);
  useEffect(() => { keepAwake(true); return () => keepAwake(false); }, []);
  return (
    <Page title='我的码' load={code}>
      {({ payload }) => (
        <Card>
          <Box className='m-center'>
            <Text size='xl' strong block>{me.name}</Text>
            <QrCode text={payload} label='我的签到码' size={264} />
            <Text tone='soft' block>请负责人扫一扫，就算签到</Text>
            <Text size='sm' tone='faint' block>每分钟自动更换，截图无效</Text>
          </Box>
        </Card>
      )}
    </Page>
  );
}

export default signedIn('我的码', MyCode);
