import { ApiError, WALL_REFRESH_MS, type WallView } from '@xianfeng/shared';
import { useEffect, useState } from 'react';
import { api } from '../../../../api';
import { sayError } from '../../../../lib/use-load';

export interface Live { view: WallView | null; /** Why nothing new comes; what came last stays. */ trouble: string | null; /** The server's clock by this device's. */ now: number }
/** Figures that come anew by themselves, and stay when the network does not. */
export function useWall(areaId: number): Live {
  const [state, setState] = useState<{ view: WallView | null; trouble: string | null; ahead: number }>({ view: null, trouble: null, ahead: 0 });
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    let over = false, asking = false;
    const ask = async (): Promise<void> => {
      if (asking) return;
      asking = true;
      try {
        const view = await api.dashboards.wall(areaId);
        if (!over) setState({ view, trouble: null, ahead: view.at - Date.now() });
      } catch (error) {
        const lost = error instanceof ApiError && (error.status === 0 || error.status >= 500);
        if (!over) setState((old) => ({ ...old, trouble: lost ? '网络断了，正在重连' : sayError(error) }));
      } finally {
        asking = false;
      }
    };
    void ask();
    const again = setInterval(() => void ask(), WALL_REFRESH_MS), clock = setInterval(() => setTick(Date.now()), 1_000), back = (): void => void ask();
    window.addEventListener('online', back);
    document.addEventListener('visibilitychange', back);
    return () => { over = true; clearInterval(again); clearInterval(clock); window.removeEventListener('online', back); document.removeEventListener('visibilitychange', back); };
  }, [areaId]);
  return { view: state.view, trouble: state.trouble, now: tick + state.ahead };
}
