import { ApiError, sceneOf } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import { api } from '../../../../api';
import { replace } from '../../../../lib/go';
import { useLoad } from '../../../../lib/use-load';
import { HOME } from '../../../../routes';
import { Button, Empty, ErrorState, Page, Skeleton } from '../../../../ui';

const decoded = (text = ''): string => { try { return decodeURIComponent(text); } catch { return ''; } };
/** Where every code arrives: the server says what it opens, and that page takes this one's place. What is over is said plainly. */
export default function Open() {
  const { params } = useRouter();
  // A mini-program code brings its scene; our own QR, opened as a link, brings the whole address as `q`.
  const scene = sceneOf(params['scene'] ?? /[?&]scene=([^&]+)/.exec(decoded(params['q']))?.[1]);
  const load = useLoad(scene ? () => api.codes.open(scene).catch((e: unknown) => { if (e instanceof ApiError && e.status === 404) return null; throw e; }) : null, [scene]);
  const target = load.data;
  useEffect(() => { if (target) replace(target.path); }, [target]);
  return (
    <Page title='扫码打开'>
      {!scene || target === null ? (
        <Empty icon='qr' title='这个码打不开了' text='可能已经过期，或者不是我们的码。请向工作人员要新的，也可以请他们替您办。' action={<Button to={HOME}>去看任务</Button>} />
      ) : load.error ? <ErrorState text={load.error} onRetry={() => void load.reload()} /> : <Skeleton rows={2} />}
    </Page>
  );
}
