/** What a WeChat message may tell about. Each is one template that the owner applies for at WeChat; `when` is said to the reader. */
export const MESSAGE_TEMPLATES = {
  TASK: { label: '任务变动', when: '认领的任务改了时间、取消，或者候补轮到您' },
  REMINDER: { label: '服务提醒', when: '认领的任务快要开始' },
  LOG: { label: '审核结果', when: '服务日志核实好了，或者需要您补充' },
  NEED: { label: '办理进展', when: '您提的需求有了答复、办好了' },
  ORDER: { label: '兑换领取', when: '等的物品到货、换货，或者过了领取期限' },
  REGISTRATION: { label: '报到结果', when: '社区确认了您的报到，或者请您修改' },
  OFFER: { label: '活动邀请', when: '社区邀请您参加一次活动' },
  HONOUR: { label: '证明和荣誉', when: '证明出具了、评上了，或者异议有了答复' },
} as const satisfies Record<string, { label: string; when: string }>;
export type MessageTemplate = keyof typeof MESSAGE_TEMPLATES;
export const MESSAGE_TEMPLATE_KEYS = Object.keys(MESSAGE_TEMPLATES) as MessageTemplate[];

/** What WeChat's panel says about one template after a tap. `ban`: switched off by WeChat; `filter`: left out, its title was there twice. */
export const PROMPT_ANSWERS = ['accept', 'reject', 'ban', 'filter'] as const;
export type PromptAnswer = (typeof PROMPT_ANSWERS)[number];

export const MESSAGE_LIMITS = {
  /** WeChat's: templates in one panel. */
  perTap: { min: 1, max: 3 },
  /** Accepted messages kept per person and template. Our own choice: nobody needs more in advance. */
  kept: 10,
  /** Messages a person gets in a week (Monday to Sunday), those left out that cannot wait. Our own choice. */
  perWeek: 3,
  /** Nothing is sent from this hour of the evening to that of the morning, Shanghai time, but what is about the hours between. */
  quietFrom: 21, quietTo: 8,
} as const;

/** One tap on WeChat's panel: one answer per template that was asked for. */
export interface PromptAnswersInput { answers: { template: MessageTemplate; answer: PromptAnswer }[] }
export interface MuteInput { kind: MessageTemplate; muted: boolean }
export interface MessageKindView {
  template: MessageTemplate;
  /** Its id at WeChat, which the panel wants. */
  templateId: string;
  /** One consent for as long as the person likes, instead of one for each message. */
  longTerm: boolean;
  /** Messages that may still be sent; with `longTerm` 1 where agreed to. */
  left: number;
  /** Switched off here, by the person. */
  muted: boolean;
  answer: PromptAnswer | null;
}
export interface MessagesView {
  /** Does this person have a WeChat identity here? Without it nothing can be sent to WeChat. */
  bound: boolean;
  /** Only those that are set up. */
  kinds: MessageKindView[];
  /** Sent this week, of `MESSAGE_LIMITS.perWeek`. */
  sentThisWeek: number;
}
