import type { ReviewKind } from '@xianfeng/shared';
import type { Scene } from '../wechat/wechat.types.js';
import type { Doubt } from './moderation.rules.js';

/** Texts that WeChat is asked about. `scene`: where they stand, in WeChat's words (1 about a person, 2 a comment, 3 a forum, 4 a diary). */
export const CONTENTS = {
  name: { what: '姓名', readers: '名单上的工作人员；一起服务过的人；公示（本人同意后）', scene: 1, doubt: 'wait' },
  need: { what: '居民点单', readers: '提出的人、社区', scene: 3, doubt: 'desk' },
  thanks: { what: '感谢的话', readers: '社区先看，通过后给帮忙的人看、写进表扬信', scene: 2, doubt: 'desk' },
  log: { what: '服务日志', readers: '本人、核实的社区、街道', scene: 4, doubt: 'desk' },
  resource: { what: '单位和个人提供的资源', readers: '社区；用进项目后，项目负责人', scene: 3, doubt: 'desk' },
  voice: { what: '对社区的建议', readers: '社区，不带姓名', scene: 2, doubt: 'desk' },
  answer: { what: '对评价的回应', readers: '本人、社区；本人同意的，单位', scene: 2, doubt: 'wait' },
  task: { what: '任务', readers: '所有人', scene: 3, doubt: 'look' },
  reward: { what: '兑换物品', readers: '所有人', scene: 3, doubt: 'look' },
} as const satisfies Record<string, { what: string; readers: string; scene: Scene; doubt: Doubt }>;
export type CheckedContent = keyof typeof CONTENTS;
/** What lies on the review desk while it is in doubt. */
export type HeldContent = Extract<CheckedContent, ReviewKind>;

/**
 * Why a text is not asked about. office: only people in office read it, who are its reviewers. one: an office's answer to one person, with its name and an audit row.
 * two: others see it after a second person in office said yes. sign: what an office calls a place, a unit, its rules or itself, published under its own name. paper: copied from a signed paper, read by its
 * parties. own: nobody else reads it. words: no text to be read (codes, what one searches for).
 */
export type Unchecked = 'office' | 'one' | 'two' | 'sign' | 'paper' | 'own' | 'words';
/** Every field of free text that the product takes, by its DTO. A field that is missing here fails a test. */
export const FIELDS: Record<string, CheckedContent | Unchecked> = {
  'CreateTaskDto.title': 'task', 'CreateTaskDto.summary': 'task', 'CreateTaskDto.place': 'task', 'CreateTaskDto.riskNote': 'task', 'CreateTaskDto.contactName': 'task', 'CreateTaskDto.photoReason': 'task',
  'UpdateTaskDto.title': 'task', 'UpdateTaskDto.summary': 'task', 'UpdateTaskDto.place': 'task', 'UpdateTaskDto.riskNote': 'task', 'UpdateTaskDto.contactName': 'task', 'UpdateTaskDto.photoReason': 'task', 'CancelTaskDto.reason': 'task',
  'CreateNeedDto.title': 'need', 'CreateNeedDto.text': 'need', 'CreateNeedDto.place': 'need', 'CreateNeedDto.onBehalfOf': 'need', 'FeedbackDto.text': 'thanks', 'SubmitLogDto.text': 'log',
  'UpdateMeDto.name': 'name', 'RegisterMemberDto.name': 'office', 'TypePhoneDto.name': 'office',
  'ResourceDto.title': 'resource', 'ResourceDto.times': 'resource', 'ResourceDto.limits': 'resource', 'ResourceDto.contactName': 'resource', 'OfferResourceDto.giver': 'resource',
  'VoiceDto.sentence': 'voice', 'EvaluationAnswerDto.text': 'answer',
  'StockDto.name': 'reward', 'StockDto.spec': 'reward', 'StockDto.unit': 'reward', 'StockDto.donor': 'reward', 'StockDto.intro': 'reward', 'UpdateRewardDto.intro': 'reward', 'UpdateRewardDto.donor': 'reward', 'RestockDto.donor': 'reward',
  // Read by people in office alone.
  'LogAppealDto.text': 'office', 'RecordRequestDto.wish': 'office', 'RecordRequestDto.why': 'office', 'OfficeCorrectionDto.why': 'office', 'EntryDto.evidence': 'office', 'CheckSampleDto.note': 'office', 'CloseSampleDto.reason': 'office',
  'WalkUpDto.name': 'office', 'AppealDto.text': 'office', 'FreezeDto.reason': 'office', 'CorrectionDto.reason': 'office', 'FundDto.note': 'office', 'FundDto.source': 'office', 'DamageDto.reason': 'office', 'CountLineDto.note': 'office',
  'ObjectDto.text': 'office', 'StarObjectionDto.text': 'office', 'StarAppealDto.text': 'office', 'StarBarDto.reason': 'office', 'SuggestionDto.text': 'office', 'SuggestionDto.page': 'office', 'CreateLiaisonDto.households': 'office',
  'RegisterMemberDto.building': 'office', 'RegisterUnitDto.liaisonName': 'office', 'RegisterUnitDto.resources': 'office', 'RetireDto.reason': 'office', 'RefuseLiaisonDto.reason': 'office',
  'ProjectDto.title': 'office', 'ProjectDto.text': 'office', 'FinishProjectDto.note': 'office', 'ProjectNoteDto.note': 'office', 'ListReasonDto.reason': 'office', 'EndAgreementDto.reason': 'one',
  // An office answers one person.
  'OverturnDto.reason': 'one', 'RecordReasonDto.reason': 'one', 'GrantDto.reply': 'one', 'WhyDto.reason': 'one', 'LogReasonDto.reason': 'one', 'ReplyDto.reply': 'one', 'PointsReasonDto.reason': 'one',
  'RedemptionReasonDto.reason': 'one', 'SubstituteDto.note': 'one', 'CampaignReasonDto.reason': 'one', 'AnswerObjectionDto.answer': 'one', 'CertificateReasonDto.reason': 'one', 'LetterReasonDto.reason': 'one', 'StarReasonDto.reason': 'one',
  'StarAnswerDto.answer': 'one', 'StarBarDecisionDto.decision': 'one', 'AnswerDto.answer': 'one', 'ReturnDto.reason': 'one', 'EvaluationExceptionDto.sentence': 'one', 'TakeDownDto.reason': 'one',
  // A second person says yes first.
  'GrantDto.title': 'two', 'OfficeCorrectionDto.title': 'two', 'EntryDto.title': 'two', 'AdditionDto.title': 'two',
  'CampaignDto.title': 'sign', 'StarSchemeDto.name': 'sign', 'TariffDto.name': 'sign', 'TariffDto.note': 'sign', 'CreateAreaDto.name': 'sign', 'RenameAreaDto.name': 'sign', 'CreateUnitDto.name': 'sign', 'UpdatePickupPointDto.name': 'sign', 'UpdatePickupPointDto.address': 'sign', 'UpdatePickupPointDto.openHours': 'sign', 'CalendarDto.announcement': 'sign',
  'AgreementDto.title': 'paper', 'AgreementDto.text': 'paper',
  'UpdateProfileDto.building': 'own', 'UpdateProfileDto.wontText': 'own',
  'ScanDto.payload': 'words', 'MemberCodeDto.payload': 'words', 'CollectDto.code': 'words', 'CounterFindDto.name': 'words', 'JournalQueryDto.q': 'words', 'TaskListQueryDto.q': 'words', 'SearchUnitsDto.q': 'words', 'SearchPeopleDto.q': 'words', 'WechatDto.code': 'words', 'RemapDto.sheet': 'words',
};
