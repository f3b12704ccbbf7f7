import { LETTER_LEAST_MINUTES, sayHours, TASK_KINDS, type LetterAction, type LetterRecipient, type LetterStatus, type ServiceFacts } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

/** From the community's draft over the street's number to the receipt. A mistake found later makes it void; another letter may follow. */
export const letterFlow = flow<LetterStatus, 'submit' | 'return' | 'approve' | 'deliver' | 'receive' | 'void'>({
  DRAFT: { submit: 'SUBMITTED', void: 'VOID' },
  SUBMITTED: { approve: 'APPROVED', return: 'DRAFT', void: 'VOID' },
  APPROVED: { deliver: 'DELIVERED', void: 'VOID' },
  DELIVERED: { receive: 'RECEIVED', void: 'VOID' },
  RECEIVED: { void: 'VOID' }, VOID: {},
});
export const deserves = (facts: ServiceFacts): boolean => facts.services > 0 && facts.minutes >= LETTER_LEAST_MINUTES;
/** Only with the person's consent is his unit told (PIPL art. 23); without it, or without a unit, the letter is his own. */
export const recipientOf = (unitId: number | null, mayShare: boolean): LetterRecipient => (unitId !== null && mayShare ? 'UNIT' : 'PERSON');
export const letterNoOf = (streetName: string, year: number, n: number): string => `${streetName}表扬〔${year}〕${n}号`;
export interface LetterReader { mayManage: boolean; mayApprove: boolean; /** The letter is about him. */ isSubject: boolean; /** He drafted or submitted it. */ isAuthor: boolean; /** He is whom it went to, or speaks for the unit. */ isRecipient: boolean }
/** Nobody approves what he drafted, or what praises himself; whom it went to signs for it. */
export function letterActions(status: LetterStatus, r: LetterReader): LetterAction[] {
  const may = letterFlow.actions(status), actions: LetterAction[] = [];
  if (may.includes('approve') && r.mayApprove && !r.isSubject && !r.isAuthor) actions.push('approve');
  if (may.includes('return') && r.mayApprove && !r.isSubject) actions.push('return');
  if (may.includes('deliver') && r.mayApprove && !r.isSubject) actions.push('deliver');
  if (may.includes('void') && !r.isSubject && (status === 'DRAFT' ? r.mayManage : r.mayApprove)) actions.push('void');
  if (may.includes('receive') && r.isRecipient) actions.push('receive');
  if (status === 'APPROVED' || status === 'DELIVERED' || status === 'RECEIVED') actions.push('file');
  return actions;
}
/** The letter's one sentence of facts: what the records say and nothing else. */
export function letterText(o: { name: string; unitName: string | null; recipient: LetterRecipient; communityName: string; year: number; facts: ServiceFacts }): string {
  const { facts } = o, what = facts.kinds.slice(0, 5).map((k) => `${TASK_KINDS[k.kind].label}${k.services}次`).join('、');
  const who = o.recipient === 'UNIT' ? `贵单位${o.name}同志` : '您';
  return `${o.year}年，${who}利用业余时间在${o.communityName}参加志愿服务 ${facts.services} 次，共 ${sayHours(facts.minutes)} 小时${what ? `，包括${what}` : ''}${facts.confirmed > 0 ? `；其中 ${facts.confirmed} 件事由居民亲自确认办成` : ''}。`;
}
