/** What WeChat hands to success, fail and complete. */
interface Callbacks { success?: (result: unknown) => void; fail?: (error: { errMsg: string }) => void; complete?: (result: unknown) => void }
export type WxFunction = (options: any) => unknown;
export type Fakes = Record<string, WxFunction>;

export const later = (work: () => void): void => queueMicrotask(work);
/** Calls back with success, as WeChat does: after the call has returned. */
export const succeed = (options: Callbacks | undefined, name: string, result: object = {}): void => later(() => {
  const full = { errMsg: `${name}:ok`, ...result };
  options?.success?.(full);
  options?.complete?.(full);
});
/** Calls back with a refusal. `errMsg` is the whole of it ('scanCode:fail cancel'); `more` is what else WeChat says (errno, errCode). */
export const failWith = (options: Callbacks | undefined, errMsg: string, more: object = {}): void => later(() => {
  options?.fail?.({ errMsg, ...more });
  options?.complete?.({ errMsg, ...more });
});
/** A fake that answers with a result. */
export const answers = (name: string, result: object): WxFunction => (options) => succeed(options, name, result);
/** A fake for somebody who says no: 'scanCode:fail cancel', 'chooseMedia:fail auth deny'. */
export const refuses = (name: string, why = 'cancel', more: object = {}): WxFunction => (options) => failWith(options, `${name}:fail ${why}`, more);
/** A fake that never calls back. */
export const hangs = (): WxFunction => () => undefined;
