import { ApiError, type ErrorBody, type ErrorCode } from '@xianfeng/shared';

/** Sentences for answers that are not our server's own: a gateway, a proxy, a server that is just being replaced. */
const WORDS: Readonly<Record<number, { code: ErrorCode | 'NETWORK'; text: string }>> = {
  401: { code: 'SIGN_IN', text: '请先登录' },
  403: { code: 'FORBIDDEN', text: '您没有这项权限' },
  404: { code: 'NOT_FOUND', text: '没有找到，可能已经不在了' },
  408: { code: 'NETWORK', text: '等太久了，请再试一次' },
  409: { code: 'STATE', text: '状态已变化，请刷新后再操作' },
  413: { code: 'INVALID', text: '文件太大了，请换小一点的' },
  429: { code: 'TOO_MANY', text: '操作太频繁，请稍后再试' },
  502: { code: 'BUSY', text: '服务正在恢复，请稍后再试' },
  503: { code: 'BUSY', text: '现在人多或正在维护，请稍后再试' },
  504: { code: 'BUSY', text: '服务器忙不过来，请稍后再试' },
  507: { code: 'BUSY', text: '服务器存不下了，请稍后再试' },
};
const isRefusal = (body: unknown): body is ErrorBody => typeof body === 'object' && body !== null && 'code' in body && 'message' in body;

/** Seconds that the server asks to wait; null where it says nothing or nothing sensible. */
export function retryAfter(header: Record<string, unknown> | undefined, now: number): number | null {
  const name = Object.keys(header ?? {}).find((one) => one.toLowerCase() === 'retry-after');
  const said = name ? String(header?.[name]) : '';
  const seconds = /^\d+$/.test(said) ? Number(said) : Math.ceil((Date.parse(said) - now) / 1000);
  return said !== '' && seconds > 0 && seconds <= 3600 ? seconds : null;
}
/** An answer that is no success, as something that can be shown. WeChat calls every answer a success, so the status alone decides. */
export function refusal(status: number, body: unknown, header: Record<string, unknown> | undefined, now: number): ApiError {
  if (isRefusal(body)) return new ApiError(status, body);
  const { code, text } = WORDS[status] ?? { code: 'INTERNAL' as const, text: '服务器开小差了，请稍后再试' };
  const wait = status === 429 || status === 503 ? retryAfter(header, now) : null;
  return new ApiError(status, { code, message: wait === null ? text : text.replace('稍后', wait < 60 ? ` ${wait} 秒后` : ` ${Math.ceil(wait / 60)} 分钟后`) });
}
export const noNetwork = (): ApiError => new ApiError(0, { code: 'NETWORK', message: '网络不通，请检查后再试' });
/** A write without a key whose answer was lost: it may have happened. */
export const unsure = (): ApiError => new ApiError(0, { code: 'NETWORK', message: '刚才断开了，不确定成没成，请先看一眼再试' });
