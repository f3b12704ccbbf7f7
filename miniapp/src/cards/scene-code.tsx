import type { CodeView } from '@xianfeng/shared';
import { useEffect, useRef } from 'react';
import { useLoad } from '../lib/use-load';
import { publicUrl } from '../platform/address';
import { Picture, QrCode, Skeleton, Text } from '../ui';

/** WeChat's picture is fetched behind the page; it is looked for a few times, and our own code stands there meanwhile. */
const AGAIN_MS = 4_000, TIMES = 4;
/** The code of one thing that WeChat's scanner opens. `bare`: our own QR of it stands beside already, so nothing is drawn until WeChat's is there. */
export function SceneCode({ of, id, label, size = 220, bare }: { of: () => Promise<CodeView>; id: number; label: string; size?: number; bare?: string }) {
  const code = useLoad(of, [id]);
  const left = useRef(TIMES);
  const { data, reload } = code;
  useEffect(() => {
    if (!data || data.imageUrl || left.current === 0) return;
    left.current -= 1;
    const timer = setTimeout(() => void reload(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [data, reload]);
  if (!data) return code.error || bare ? null : <Skeleton rows={1} />;
  if (data.imageUrl) return <><Picture src={data.imageUrl} alt={label} fit='contain' style={{ width: `${size}px`, height: `${size}px` }} />{bare ? <Text size='sm' tone='soft' block>{bare}</Text> : null}</>;
  return bare ? null : <QrCode text={publicUrl(data.path)} label={label} size={size} />;
}
