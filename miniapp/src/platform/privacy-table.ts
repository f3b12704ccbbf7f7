/**
 * Every function of WeChat that touches personal data and that we call: what the privacy guide at WeChat declares for it, what for, and what
 * works without it. A test compares it with the built scripts and with docs/privacy.md; what is not here may not be called.
 */
export const PRIVACY_APIS = {
  chooseMedia: { data: '收集你选中的照片或视频信息', why: '在日志、点单和留言里附照片', without: '不附照片也能提交' },
  chooseMessageFile: { data: '收集你选中的文件', why: '从聊天里选花名册等表格导入', without: '可以在电脑上打开工作台上传' },
  setClipboardData: { data: '读取你的剪切板', why: '复制链接、编号，发给别人', without: '可以照着屏幕抄下来，或截图' },
  getPhoneNumber: { data: '收集你的手机号', why: '绑定手机号，换手机也不丢记录', without: '可以用短信验证码，或请社区打电话核实' },
} as const;
export type PrivacyApi = keyof typeof PRIVACY_APIS;
/** What WeChat calls the function or component that made it ask ('button.getPhoneNumber'). */
export const apiOf = (referrer: string): PrivacyApi | null => {
  const name = referrer.split('.').pop() ?? '';
  return name in PRIVACY_APIS ? (name as PrivacyApi) : null;
};
