import { toast } from './feedback';

/** A page's script that did not come, because the network is down or the program was just replaced: the tap must not end in silence. */
export function watchLostPages(): void {
  window.addEventListener('unhandledrejection', (event: PromiseRejectionEvent) => {
    if ((event.reason as Error | undefined)?.name !== 'ChunkLoadError') return;
    event.preventDefault();
    toast(navigator.onLine ? '这一页没能打开，程序可能刚更新过，请刷新后再试' : '网络不通，没能打开，请稍后再点', 'bad');
  });
}
