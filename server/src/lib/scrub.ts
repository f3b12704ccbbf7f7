/** What a name before `=` or `:` gives away must not be read in a log. */
const NAMED = /\b(access_token|secret|appsecret|session_key|js_code|openid|touser|unionid|phone(?:Number)?|purePhoneNumber|token)(["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi;
/** A mainland mobile number that is no part of a longer one. */
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
/** WeChat's name for a person. */
const OPEN_ID = /\bo[\w-]{27}(?![\w-])/g;
/** A line for the log without secrets, phone numbers and WeChat's names of people: the last wall, for what nobody thought of. */
export const scrub = (text: string): string => text.replace(NAMED, '$1$2***').replace(OPEN_ID, 'o***').replace(PHONE, (phone) => `${phone.slice(0, 3)}****${phone.slice(-4)}`);
