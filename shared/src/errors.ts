/**
 * Every refusal the product can give: code → HTTP status and the Chinese sentence. Holes in braces are filled by `fail`.
 * A sentence says what happened and what to do next; it fits a toast (≤ 30 characters before its holes are filled).
 */
export const ERRORS = {
  INVALID: { status: 400, text: '填写有误，请检查标出的内容' },
  KEY_MISSING: { status: 400, text: '请求缺少幂等键，请升级后再试' },
  SIGN_IN: { status: 401, text: '请先登录' },
  CODE_WRONG: { status: 401, text: '验证码不对或已过期，请重新获取' },
  CODE_TOO_SOON: { status: 429, text: '请 {seconds} 秒后再获取验证码' },
  WECHAT_FAILED: { status: 503, text: '微信登录暂时不可用，可改用手机号登录' },
  FORBIDDEN: { status: 403, text: '您没有办理这件事的权限' },
  DEMO_ONLY: { status: 404, text: '演示账号只在演示环境可用' },
  NOT_FOUND: { status: 404, text: '没有找到，可能已撤下或不在您的范围' },
  STATE: { status: 409, text: '状态已变化，请刷新后再操作' },
  TOO_MANY: { status: 429, text: '操作太频繁，请稍后再试' },
  KEY_REUSED: { status: 422, text: '这次提交与上次不同，请重新操作' },
  BUSY: { status: 503, text: '系统正忙，请稍后再试' },
  INTERNAL: { status: 500, text: '服务器开小差了，请稍后再试' },
  // people
  CONSENT_NEEDED: { status: 403, text: '请先同意{purpose}' },
  PHONE_NEEDED: { status: 403, text: '请先绑定手机号' },
  PHONE_TAKEN: { status: 409, text: '这个手机号已绑定其他微信' },
  REGISTRATION_EXISTS: { status: 409, text: '您已报到或正在等待确认' },
  UNIT_REGISTERED: { status: 409, text: '该单位已在这个社区报到' },
  SELF_REVIEW: { status: 403, text: '与自己有关的，请由别人办理' },
  POST_EXISTS: { status: 409, text: '此人已担任这个岗位' },
  NAME_TAKEN: { status: 409, text: '同一级已有同名的{what}' },
  NOT_REGISTERED: { status: 403, text: '请先完成报到，再来认领' },
  LIAISON_EXISTS: { status: 409, text: '已在包联这里，或正在等确认' },
  // uploads and imports
  FILE_MISSING: { status: 400, text: '没有收到文件，请重新选择' },
  FILE_TOO_LARGE: { status: 413, text: '文件太大，请控制在 {mb} MB 以内' },
  FILE_TYPE: { status: 415, text: '文件类型不支持，请换成{types}' },
  FILE_BROKEN: { status: 422, text: '文件无法读取，请另存后重新上传' },
  IMPORT_BUSY: { status: 409, text: '文件还在读取，请稍等' },
  // board
  TASK_PAST: { status: 400, text: '班次开始时间已过，请重新选择' },
  TASK_CLAIMED: { status: 409, text: '已有人认领，只能取消并通知大家' },
  TASK_CLOSED: { status: 409, text: '任务已停止招募' },
  SHIFT_FULL: { status: 409, text: '名额已满，可以排队候补' },
  SHIFT_BEGUN: { status: 409, text: '班次已开始，请联系负责人' },
  CLAIM_EXISTS: { status: 409, text: '您已认领这个班次' },
  CLAIM_CLASH: { status: 409, text: '与您的“{title}”时间冲突' },
  CLAIM_AUDIENCE: { status: 403, text: '这个任务{audience}参加' },
  PLACES_TAKEN: { status: 409, text: '已有 {taken} 人认领，名额不能更少' },
  PHOTO_REASON: { status: 400, text: '要求照片时，请写明必要的理由' },
  QR_STALE: { status: 409, text: '二维码已过期，请扫最新的' },
  DAY_CODE_WRONG: { status: 409, text: '六位码不对，请看负责人手机' },
  NOT_TODAY: { status: 409, text: '还没到签到时间，{from} 起可以签到' },
  PRESENCE_OVER: { status: 409, text: '签到已结束，请找负责人补登' },
  NO_CLAIM: { status: 409, text: '您没有认领这个班次，请找负责人登记' },
  LOG_TOO_EARLY: { status: 409, text: '服务开始后才能写日志' },
  LOG_PHOTO: { status: 400, text: '这个任务需要照片：{reason}' },
  LOG_EXISTS: { status: 409, text: '这次服务已写过日志' },
  DUTY_POST: { status: 403, text: '在岗值班由任职的工作人员认领' },
  // records
  APPEAL_OVER: { status: 409, text: '申诉期已过，可以申请更正记录' },
  APPEALED: { status: 409, text: '这条日志已申诉过一次' },
  REQUEST_OPEN: { status: 409, text: '这条记录已有更正申请在处理' },
  RECORD_OVERLAP: { status: 409, text: '与当天其他记录重叠，或已满每日上限' },
  ENTRY_LATE: { status: 409, text: '只能补录 {days} 天以内的服务' },
  // credit
  POINTS_SHORT: { status: 409, text: '积分不足，还差 {need} 分' },
  STOCK_OUT: { status: 409, text: '库存不足，请刷新看看还剩多少' },
  POINTS_DEBT: { status: 409, text: '积分为负，补足前不能兑换' },
  POINTS_FROZEN: { status: 409, text: '积分已冻结，暂不能兑换，可以申诉' },
  POINTS_FLOOR: { status: 409, text: '冲正后低于下限，请先查清再处理' },
  REVERSED: { status: 409, text: '这笔已经冲正过' },
  NOT_REVERSIBLE: { status: 409, text: '这一类不能冲正，请改用调整' },
  SECOND_PERSON: { status: 403, text: '需要另一位工作人员来批准' },
  RETURN_LATE: { status: 409, text: '领取已超过 {days} 天，不能退货' },
  OWN_GOODS: { status: 403, text: '自己的兑换要由别的核销员办理' },
  TARIFF_DAY: { status: 409, text: '这一天已有公布的规则，请换一天' },
  ADDITION_EXISTS: { status: 409, text: '这段时间已有加分办法' },
  REWARD_LIMIT: { status: 409, text: '{period}每人限兑 {limit} 件' },
  REWARD_OFF: { status: 409, text: '这件商品已下架' },
  REWARD_EXISTS: { status: 409, text: '同样的商品已在架上，请直接补货' },
  TAKE_OPEN: { status: 409, text: '这个兑换点有一次盘点未完成' },
  COUNTER_NOBODY: { status: 404, text: '没有找到这个人，请核对姓名和尾号' },
  // honours
  CERTIFICATE_EMPTY: { status: 409, text: '这段时间没有可证明的服务记录' },
  CERTIFICATE_OLD: { status: 409, text: '记录已更正，请社区重开证明后再打印' },
  CERTIFICATE_ASKED: { status: 409, text: '已申请过这个社区的证明，请等候' },
  NATIONAL_EMPTY: { status: 409, text: '没有新的服务记录需要导出' },
  ROUND_EXISTS: { status: 409, text: '这一期评价已经开过，请直接打开' },
  NOMINATION_EXISTS: { status: 409, text: '已经推荐过，不用再推荐' },
  LETTER_LAPSED: { status: 409, text: '记录已更正或暂停参评，请退回社区' },
  NOT_ELIGIBLE: { status: 409, text: '还不符合条件：{what}' },
  NOTICE_RUNNING: { status: 409, text: '公示期未满或有异议未答复' },
  NOTICE_OVER: { status: 409, text: '公示已结束，不能再提异议' },
  OBJECTED: { status: 409, text: '您已提过异议，答复会通知您' },
  STAR_RUN_OPEN: { status: 409, text: '这里已有一次评定在办，请先办完' },
  STAR_BAR_OPEN: { status: 409, text: '已经暂停参评，期满后再办' },
  PICKUP_CODE: { status: 404, text: '提货码不对，请核对后再输' },
  PICKUP_LOCKED: { status: 429, text: '输错太多次，请 {minutes} 分钟后再试' },
} as const satisfies Record<string, { status: number; text: string }>;
export type ErrorCode = keyof typeof ERRORS;
type Holes<S extends string> = S extends `${string}{${infer H}}${infer R}` ? H | Holes<R> : never;
export type ErrorData<C extends ErrorCode> = { [H in Holes<(typeof ERRORS)[C]['text']>]: string | number };
/** The arguments `fail` takes: a code, and its holes where the sentence has some. */
export type ErrorArgs<C extends ErrorCode> = [keyof ErrorData<C>] extends [never] ? [code: C] : [code: C, data: ErrorData<C>];
export const errorText = (code: ErrorCode, data: Record<string, string | number> = {}): string =>
  ERRORS[code].text.replace(/\{(\w+)\}/g, (_, hole: string) => String(data[hole] ?? ''));
/** What travels: `fields` maps an input's name to its own sentence. */
export interface ErrorBody { code: ErrorCode; message: string; fields?: Record<string, string>; requestId?: string }
