import type { ServiceFacts } from './evaluations.ts';
import type { TaskKind } from './tasks.ts';
export const LETTER_STATUSES = { DRAFT: '草稿', SUBMITTED: '待街道审批', APPROVED: '已编号，待送达', DELIVERED: '已送达', RECEIVED: '已签收', VOID: '已作废' } as const;
export type LetterStatus = keyof typeof LETTER_STATUSES;
export type LetterAction = 'return' | 'approve' | 'deliver' | 'void' | 'receive' | 'file';
export const LETTER_RECIPIENTS = { UNIT: '所在单位', PERSON: '本人' } as const;
export type LetterRecipient = keyof typeof LETTER_RECIPIENTS;
export const LETTER_LIMITS = { reason: { min: 2, max: 100 }, batch: 200, year: { min: 2020, max: 2099 } } as const;
/** Who served less in a year gets no letter: half a working day. Our own choice. */
export const LETTER_LEAST_MINUTES = 240;
/** Residents' words printed in one letter. Our own choice: the letter fits one page. */
export const LETTER_WORDS = 3;
export interface LetterView {
  id: number; communityName: string; streetName: string; year: number; name: string; unitName: string | null; recipient: LetterRecipient; status: LetterStatus;
  /** '东街道表扬〔2026〕12号', from the approval on. */ no: string | null; facts: ServiceFacts; words: string[]; reason: string | null;
  createdAt: number; approvedAt: number | null; deliveredAt: number | null; receivedAt: number | null; receivedBy: string | null; actions: LetterAction[];
}
export interface LetterBatchInput { areaId: number; year: number }
export interface LetterIdsInput { letterIds: number[] }
export interface LetterReasonInput { reason: string }
export interface LetterBatchResult { done: number; refused: { id: number; message: string }[] }
export const WORD_STATUSES = { WAITING: '待审核', USABLE: '可用', HIDDEN: '不用' } as const;
export type WordStatus = keyof typeof WORD_STATUSES;
/** A resident's thank-you, said with "did it help?" and with his yes to its being quoted. Never with his name. */
export interface ThanksWordView { id: number; text: string; needTitle: string; taskTitle: string; helpers: string[]; at: number; status: WordStatus }
export interface PassWordsInput { wordIds: number[]; usable: boolean }
export interface MyThanksView { id: number; text: string; taskTitle: string; kind: TaskKind; at: number }
