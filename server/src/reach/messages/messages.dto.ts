import { MESSAGE_LIMITS, MESSAGE_TEMPLATES, PROMPT_ANSWERS, type MessageTemplate, type MuteInput, type PromptAnswer, type PromptAnswersInput } from '@xianfeng/shared';
import { Many, OneOf, YesNo } from '../../http/fields.js';

class TemplateAnswerDto {
  @OneOf('消息类型', MESSAGE_TEMPLATES) template: MessageTemplate;
  @OneOf('回答', PROMPT_ANSWERS) answer: PromptAnswer;
}
export class PromptAnswersDto implements PromptAnswersInput {
  @Many('回答', () => TemplateAnswerDto, MESSAGE_LIMITS.perTap) answers: TemplateAnswerDto[];
}
export class MuteDto implements MuteInput {
  @OneOf('消息类型', MESSAGE_TEMPLATES) kind: MessageTemplate;
  @YesNo('是否关闭') muted: boolean;
}
