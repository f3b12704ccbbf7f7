import { ERRORS, errorText, type ErrorArgs, type ErrorCode } from '@xianfeng/shared';

/** An expected refusal. The HTTP filter turns it into its status and Chinese sentence. */
export class AppError extends Error {
  readonly status: number;
  constructor(readonly code: ErrorCode, data: Record<string, string | number> = {}, readonly fields?: Record<string, string>) {
    super(errorText(code, data));
    this.name = 'AppError';
    this.status = ERRORS[code].status;
  }
}
/** `throw fail('POINTS_SHORT', { need: 3 })`: a wrong code or a missing hole does not compile. */
export const fail = <C extends ErrorCode>(...[code, data]: ErrorArgs<C>): AppError => new AppError(code, data);
/** A refusal that names the fields at fault. */
export const failFields = (fields: Record<string, string>): AppError => new AppError('INVALID', {}, fields);
