import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro';
import { useEffect, type ReactNode } from 'react';
import { meter } from '../lib/meter';
import { allPulled, pulled } from '../lib/pulls';
import type { Loaded } from '../lib/use-load';
import { useSheets } from '../lib/sheets';
import { showTitle } from '../platform/root';
import { OFFLINE, SIGN_IN, isFirst } from '../routes';
import { useSession } from '../session';
import { Button } from './button';
import { Banner, ErrorState, Skeleton } from './states';
import { Chrome } from './chrome';
import { PrivacyDialog } from './privacy-dialog';

export interface PageProps<T> {
  title: string;
  /** What the page shows. Until it is there the page draws a skeleton, or says why it is not and offers to try again. */ load?: Loaded<T>;
  /** With `load`, a function of the data: it is never called without. */ children: ReactNode | ((data: T) => ReactNode);
  /** Stays at the bottom edge, in reach of the thumb: the page's main action. */ footer?: ReactNode;
  /** Beside the title on H5, for seldom used actions; WeChat has no room there, so nothing important. */ aside?: ReactNode;
  /** Above the content, from edge to edge. */ hero?: ReactNode;
  /** Uses the whole width of a desk (tables, two columns). Otherwise 720 px, the width one reads well. */ wide?: boolean;
  /** Refresh something other than `load`. */ onRefresh?: () => Promise<unknown>;
}

/** Every page is one of these: title, way back, navigation, pull to refresh, loading and failing. */
export function Page<T>({ title, load, children, footer, aside, hero, wide, onRefresh }: PageProps<T>) {
  const { elder, me } = useSession();
  const refresh = onRefresh ?? load?.reload;
  const { path } = useRouter();
  useDidShow(() => { showTitle(title); if (isFirst(path)) meter.began(Date.now()); });
  useEffect(() => showTitle(title), [title]);
  // Everything that useLoad brought reloads by itself; here only what the page adds, and the end of it.
  usePullDownRefresh(() => { if (onRefresh) pulled(onRefresh()); void allPulled().then(() => Taro.stopPullDownRefresh()).catch(() => undefined); });

  // Whoever leads a shift and stands without network finds his lists from every page that does not open.
  const lists = Object.keys(useSheets());
  const waiting = load && load.data === undefined;
  const door = !me ? <Button to={SIGN_IN}>登录</Button> : lists.length > 0 ? <Button icon='users' to={`${OFFLINE}${lists.length === 1 ? `?id=${lists[0]}` : ''}`}>离线点名</Button> : undefined;
  const body = waiting
    ? load.error ? <ErrorState text={load.error} onRetry={() => void load.reload()} action={door} /> : <Skeleton />
    : typeof children === 'function' ? children((load as Loaded<T>).data as T) : children;
  return (
    <Chrome title={title} elder={elder} footer={waiting ? undefined : footer} aside={aside} hero={hero} wide={wide} busy={load?.loading ?? false} onRefresh={refresh ? () => void refresh() : undefined}>
      {!waiting && load?.error ? <Banner tone='warn'>{load.error}，显示的是之前的内容</Banner> : null}
      {body}
      <PrivacyDialog />
    </Chrome>
  );
}
