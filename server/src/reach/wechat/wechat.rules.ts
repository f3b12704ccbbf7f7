/** What came of an exchange. `busy` may be asked once more, `refused` not; `code`: the code itself is bad or spent. */
export type Exchange = { kind: 'openId'; openId: string } | { kind: 'code' } | { kind: 'busy' | 'refused'; why: string };

/** Invalid code, used code, no code. */
const CODE_FAULTS = new Set([40029, 40163, 41008]);
/** WeChat: "system busy, try again". */
const SYSTEM_BUSY = -1;

/**
 * Reads an answer of jscode2session. Errors come with HTTP 200 and an `errcode`; success may carry `errcode: 0` or none.
 * `why` holds the code and WeChat's request id, never a part of the answer that names a person.
 */
export function judgeExchange(status: number, text: string): Exchange {
  if (status !== 200) return { kind: 'busy', why: `HTTP ${status}` };
  const body = parse(text);
  if (!body) return { kind: 'busy', why: 'not JSON' };
  const code = body.errcode ?? 0;
  if (code === 0) return typeof body.openid === 'string' && /^[\w-]{1,64}$/.test(body.openid) ? { kind: 'openId', openId: body.openid } : { kind: 'refused', why: 'no openid in the answer' };
  if (typeof code !== 'number') return { kind: 'refused', why: 'errcode is not a number' };
  if (CODE_FAULTS.has(code)) return { kind: 'code' };
  const rid = /rid: ([\w-]{1,60})/.exec(String(body.errmsg))?.[1] ?? 'none';
  return { kind: code === SYSTEM_BUSY ? 'busy' : 'refused', why: `errcode ${code}, rid ${rid}` };
}
function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
