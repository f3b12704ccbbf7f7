import type { MessageTemplate, NoticeKind } from '@xianfeng/shared';

/** What a value of a message is taken from: the thing it is about, the notice's words, its instants. */
export type Part = 'about' | 'title' | 'body' | 'when' | 'at';
export interface TemplateSpec {
  /** The template's keys at WeChat and what we put there. The owner may name others: kits of WeChat's library number them anew. */
  keys: Readonly<Record<string, Part>>;
  /** Opened by a tap on the message where the notice itself has no page. */
  page: string;
}
const WORDS = { thing1: 'about', thing2: 'title', time3: 'when', thing4: 'body' } as const;
export const TEMPLATES: Readonly<Record<MessageTemplate, TemplateSpec>> = {
  TASK: { keys: WORDS, page: 'packages/more/pages/my-claims/index' },
  REMINDER: { keys: { thing1: 'about', time2: 'when', thing3: 'body' }, page: 'packages/more/pages/my-claims/index' },
  LOG: { keys: { thing1: 'about', thing2: 'title', time3: 'at', thing4: 'body' }, page: 'packages/more/pages/records/index' },
  NEED: { keys: { thing1: 'about', thing2: 'title', time3: 'at', thing4: 'body' }, page: 'packages/more/pages/needs/index' },
  ORDER: { keys: { thing1: 'title', time2: 'at', thing3: 'body' }, page: 'packages/more/pages/orders/index' },
  REGISTRATION: { keys: { thing1: 'title', time2: 'at', thing3: 'body' }, page: 'packages/more/pages/registration/index' },
  OFFER: { keys: { thing1: 'about', thing2: 'title', thing3: 'body' }, page: 'packages/more/pages/offers/index' },
  HONOUR: { keys: { thing1: 'title', time2: 'at', thing3: 'body' }, page: 'packages/more/pages/honours/index' },
};
/** Kinds of notices that have no template stay in the inbox: points can be looked up, and the office's words are no news. */
export const TEMPLATE_OF: Readonly<Partial<Record<NoticeKind, MessageTemplate>>> = { TASK: 'TASK', LOG: 'LOG', NEED: 'NEED', REDEMPTION: 'ORDER', REGISTRATION: 'REGISTRATION', OFFER: 'OFFER', HONOUR: 'HONOUR' };
/** The desk's pages: work of the staff, which nobody asked WeChat to bring home. */
export const DESK_PAGES = '/packages/desk/';
