/** WeChat's server. The one place that names it. */
export const WECHAT_API = 'https://api.weixin.qq.com';
