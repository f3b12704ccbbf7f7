import { dayOf, MESSAGE_LIMITS, type MessageKindView, type MessagesView, type MessageTemplate, type PromptAnswer, type PromptAnswersInput } from '@xianfeng/shared';
import type { Panel } from '../platform/device';

/**
 * Why WeChat showed no panel. off: he switched all our messages off; banned: WeChat switched them off; network; again: the app was not in front or
 * the tap was too long ago; ours: a fault of ours, which the reader cannot mend.
 */
export type Trouble = 'off' | 'banned' | 'network' | 'again' | 'ours';
/** WeChat's numbers of requestSubscribeMessage: no ids, list not loaded, not sent, wrong id, no panel possible, no such template, two kinds of templates, too many, main switch off, mini-program barred. */
const TROUBLES: Readonly<Record<number, Trouble>> = { 10001: 'ours', 10002: 'network', 10003: 'network', 10004: 'ours', 10005: 'again', 20001: 'ours', 20002: 'ours', 20003: 'ours', 20004: 'off', 20005: 'banned' };
export const TROUBLE_WORDS: Readonly<Record<Trouble, { title: string; text: string }>> = {
  off: { title: '微信里把通知总开关关了', text: '点“去打开”，在“订阅消息”里打开“接收通知”，再回来点一次。不打开也行，消息都在“消息”页里。' },
  banned: { title: '微信暂时不让发通知', text: '不是您的问题。消息都在“消息”页里，不会漏。' },
  network: { title: '网络不太好', text: '刚才没问成，等会儿再点一次。' },
  again: { title: '刚才没弹出来', text: '请再点一次。' },
  ours: { title: '微信通知没开成', text: '不是您的问题，我们会处理。消息都在“消息”页里，不会漏。' },
};
export interface Said { answers: { template: MessageTemplate; answer: PromptAnswer }[]; trouble: Trouble | null }

const ANSWERS: Readonly<Record<string, PromptAnswer>> = { accept: 'accept', acceptWithAudio: 'accept', acceptWithAlert: 'accept', reject: 'reject', ban: 'ban', filter: 'filter' };
/** What the panel said, in our words. A template that it does not mention was not answered. */
export function readPanel(asked: readonly Pick<MessageKindView, 'template' | 'templateId'>[], panel: Panel): Said {
  if ('answers' in panel) return { trouble: null, answers: asked.flatMap(({ template, templateId }) => { const answer = ANSWERS[panel.answers[templateId] ?? '']; return answer ? [{ template, answer }] : []; }) };
  const said = Number(/\b([12]000\d)\b/.exec(panel.errMsg)?.[1]);
  // Older WeChats give no number, and say so when the call did not come from a tap.
  return { answers: [], trouble: TROUBLES[panel.errCode ?? said] ?? (/tap gesture|cancel/i.test(panel.errMsg) ? 'again' : 'ours') };
}
/** An answer that did not reach the server: WeChat keeps it, so it is reported under the same key when the line is back. */
export interface Unreported { key: string; body: PromptAnswersInput }
/** On which day he last said no to what: he is not asked again on that day. */
export type Refusals = Partial<Record<MessageTemplate, string>>;
/**
 * What to ask for now: what is set up, wanted, and not there any more; three at most, and of one kind, as WeChat wants it. Nothing where nothing could
 * be sent to him, and nothing that he refused today.
 */
export function toAsk(view: MessagesView, templates: readonly MessageTemplate[], refusals: Refusals, now: number): MessageKindView[] {
  if (!view.bound) return [];
  const wanted = templates.flatMap((template) => view.kinds.filter((kind) => kind.template === template && kind.left === 0 && !kind.muted && refusals[template] !== dayOf(now)));
  return wanted.filter((kind) => kind.longTerm === wanted[0]?.longTerm).slice(0, MESSAGE_LIMITS.perTap.max);
}
export const refusedNow = (old: Refusals, said: Said, now: number): Refusals => ({ ...old, ...Object.fromEntries(said.answers.filter((a) => a.answer !== 'accept').map((a) => [a.template, dayOf(now)])) });
/** How many are left, in words. */
export const sayLeft = (kind: MessageKindView): string => (kind.longTerm ? (kind.left > 0 ? '已同意，一直收' : '还没同意') : kind.left > 0 ? `还能收 ${kind.left} 次` : kind.answer === 'accept' ? '收完了' : '还没同意收');
