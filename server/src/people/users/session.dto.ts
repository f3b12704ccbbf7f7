import { Matching, Phone, Text } from '../../http/fields.js';

export class PhoneDto {
  @Phone() phone: string;
}
export class PhoneAndCodeDto {
  @Phone() phone: string;
  @Matching('验证码', /^\d{6}$/) code: string;
}
/** A code of wx.login, or of WeChat's phone button. */
export class WechatDto {
  @Text('微信凭证', { min: 1, max: 128 }) code: string;
}
