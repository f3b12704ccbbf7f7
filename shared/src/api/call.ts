import type { ErrorBody, ErrorCode } from '../errors.ts';

/** A file on this device: a path (mini-program, H5 blob URL) or its bytes (tests). */
export interface LocalFile { name: string; path?: string; data?: Uint8Array }
export interface Call {
  /** No PATCH: WeChat's wx.request does not know it. PUT may carry only what changes. */
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below /api, ids already filled in. */
  path: string;
  query?: object;
  body?: unknown;
  file?: LocalFile;
  /** Idempotency-Key: made by the client before the first try and kept for every retry of the same intent. */
  key?: string;
}
export type Transport = <T>(call: Call) => Promise<T>;
/** A refusal by the server (or no network: status 0). `message` is ready to be shown. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode | 'NETWORK';
  readonly fields: Record<string, string>;
  constructor(status: number, body: Pick<ErrorBody, 'message' | 'fields'> & { code: ErrorCode | 'NETWORK' }) {
    super(body.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.fields = body.fields ?? {};
  }
}
