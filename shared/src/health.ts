/** closed: calls go out. open: they do not, until then. trying: one goes out to see. */
export type BreakerState = 'closed' | 'open' | 'trying';
/** One call of WeChat's interface in the process that answered. `errcode` and `rid` are what WeChat's support asks for. */
export interface WechatCallHealth { name: string; state: BreakerState; until: number | null; calls: number; failures: number; last: { kind: string; errcode: number | null; rid: string | null; at: number } | null }
export interface WechatHealth {
  calls: WechatCallHealth[];
  /** `trouble`: why the last access token was not to be had (40164: our address is not on the white list; `why` names it). */
  token: { renewAt: number | null; trouble: { kind: string; errcode: number | null; why: string; at: number } | null };
  /** Codes that our table does not know, with how often they came. */
  unknownCodes: { errcode: number; times: number }[];
}
/** For whoever keeps it running; nobody's name is in it. */
export interface HealthView {
  /** null: the mini-program is not set up. Counts are of the last 30 seconds. */
  wechat: WechatHealth | null;
  /** What WeChat told us: still to be done, given up. */
  pushes: { waiting: number; failed: number };
  /** SMS and WeChat messages that have not left. */
  outbox: { waiting: number; oldestAt: number | null };
}
