export const NOTICE_KINDS = { REGISTRATION: '报到', NEED: '点单', TASK: '任务', OFFER: '邀请', LOG: '日志', POINTS: '积分', REDEMPTION: '兑换', HONOUR: '荣誉', SYSTEM: '系统' } as const;
export type NoticeKind = keyof typeof NOTICE_KINDS;
/** `link` is a page of the mini-program with its query, or null. */
export interface NoticeView { id: number; kind: NoticeKind; title: string; body: string; link: string | null; at: number; read: boolean }
