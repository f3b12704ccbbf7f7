/**
 * Asks a server that says it is WeChat the same questions, and shows where it answers otherwise than our stand-in and our client take for
 * granted. It changes nothing there: no message, no examination, no link; one access token is taken, which stays the same for everybody.
 *
 *     WECHAT_APPID=… WECHAT_SECRET=… node tools/wechat-conformance.ts --base https://api.weixin.qq.com
 *
 * The real server answers only addresses on the mini-program's list of IPs (mp.weixin.qq.com, 开发管理 → 开发设置). Ends with 1 on a difference.
 */
import { parseArgs } from 'node:util';

const TIMEOUT_MS = 10_000;
interface App { base: string; appId: string; secret: string }
interface Said { status: number; type: string; bytes: Buffer; json: Record<string, unknown> }
/** `expected`: any of these is right, where the documentation leaves it open. */
interface Question { what: string; expected: string[]; got: (ask: Asker) => Promise<string> }

class Asker {
  readonly #app: App;
  constructor(app: App) { this.#app = app; }
  async #send(path: string, query: Record<string, string>, init: RequestInit): Promise<Said> {
    const answer = await fetch(`${this.#app.base}${path}?${new URLSearchParams(query).toString()}`, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const bytes = Buffer.from(await answer.arrayBuffer()), json = bytes[0] === 0x7b ? (JSON.parse(bytes.toString('utf8')) as Said['json']) : {};
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', bytes, json };
  }
  session(changes: Record<string, string | undefined> = {}): Promise<Said> {
    const { appId: appid, secret } = this.#app, query = { appid, secret, js_code: 'not-a-code', grant_type: 'authorization_code', ...changes };
    return this.#send('/sns/jscode2session', Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)), {});
  }
  stable(changes: object = {}): Promise<Said> {
    const { appId: appid, secret } = this.#app;
    return this.#send('/cgi-bin/stable_token', {}, { method: 'POST', body: JSON.stringify({ grant_type: 'client_credential', appid, secret, ...changes }) });
  }
  async token(): Promise<string> { return String((await this.stable()).json.access_token); }
  /** `token` null: none at all. */
  async call(path: string, body: object | string, token?: string | null): Promise<Said> {
    const access_token = token === undefined ? await this.token() : token;
    return this.#send(path, access_token === null ? {} : { access_token }, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
  }
  async read(path: string): Promise<Said> { return this.#send(path, { access_token: await this.token() }, {}); }
}

/** An errcode as text; 'ok' where there is none. Errors come with HTTP 200 and a request id, or it says so. */
const code = ({ status, json }: Said): string => {
  if (status !== 200) return `HTTP ${status}`;
  if (!json.errcode) return 'ok';
  return /rid: [0-9a-f]{6,8}-[0-9a-f]{8}-[0-9a-f]{8}|hints?:/.test(String(json.errmsg)) ? String(json.errcode) : `${String(json.errcode)} without rid`;
};
const TEXT = '/wxa/msg_sec_check', SEND = '/cgi-bin/message/subscribe/send', IMAGE = '/wxa/getwxacodeunlimit', NOBODY = 'nobody';

const QUESTIONS: Question[] = [
  { what: 'E1 code that was never given', expected: ['40029'], got: async (ask) => code(await ask.session()) },
  { what: 'E1 wrong appid', expected: ['40013'], got: async (ask) => code(await ask.session({ appid: 'wx0000000000000001' })) },
  { what: 'E1 wrong secret', expected: ['40125'], got: async (ask) => code(await ask.session({ secret: '0'.repeat(32) })) },
  { what: 'E1 no appid', expected: ['41002'], got: async (ask) => code(await ask.session({ appid: undefined })) },
  { what: 'E1 no secret', expected: ['41004'], got: async (ask) => code(await ask.session({ secret: undefined })) },
  { what: 'E1 no code', expected: ['41008'], got: async (ask) => code(await ask.session({ js_code: undefined })) },
  { what: 'E1 content type', expected: ['text/plain'], got: async (ask) => (await ask.session()).type.split(';')[0]! },
  { what: 'E2 a token, for two hours at most', expected: ['a token'], got: async (ask) => { const { json } = await ask.stable(), n = Number(json.expires_in); return typeof json.access_token === 'string' && n > 0 && n <= 7_200 ? 'a token' : code({ status: 200, json } as Said); } },
  { what: 'E2 twice the same token', expected: ['the same'], got: async (ask) => ((await ask.token()) === (await ask.token()) ? 'the same' : 'another') },
  { what: 'E2 wrong secret', expected: ['40001', '40125'], got: async (ask) => code(await ask.stable({ secret: '0'.repeat(32) })) },
  { what: 'E2 wrong appid', expected: ['40013'], got: async (ask) => code(await ask.stable({ appid: 'wx0000000000000001' })) },
  { what: 'E4 code that was never given', expected: ['40029'], got: async (ask) => code(await ask.call('/wxa/business/getuserphonenumber', { code: '0'.repeat(64) })) },
  { what: 'E5 no token', expected: ['41001'], got: async (ask) => code(await ask.call(SEND, {}, null)) },
  { what: 'E5 a token that is none', expected: ['40001', '40014'], got: async (ask) => code(await ask.call(SEND, {}, 'not-a-token')) },
  { what: 'E5 token in the body', expected: ['41001', '47001'], got: async (ask) => code(await ask.call(SEND, { access_token: await ask.token() }, null)) },
  { what: 'E5 openid of nobody', expected: ['40003', '40037'], got: async (ask) => code(await ask.call(SEND, { touser: NOBODY, template_id: NOBODY, data: {} })) },
  { what: 'E6 openid of nobody', expected: ['40003'], got: async (ask) => code(await ask.call(TEXT, { version: 2, scene: 2, openid: NOBODY, content: '你好' })) },
  { what: 'E6 empty body', expected: ['44002', '47001'], got: async (ask) => code(await ask.call(TEXT, '')) },
  { what: 'E6 body that is no JSON', expected: ['47001'], got: async (ask) => code(await ask.call(TEXT, 'a=b')) },
  { what: 'E6 GET', expected: ['43002'], got: async (ask) => code(await ask.read(TEXT)) },
  { what: 'E7 openid of nobody', expected: ['40003'], got: async (ask) => code(await ask.call('/wxa/media_check_async', { version: 2, scene: 2, openid: NOBODY, media_type: 2, media_url: 'https://example.com/a.png' })) },
  { what: 'E8 scene of 33 characters', expected: ['40169'], got: async (ask) => code(await ask.call(IMAGE, { scene: 'a'.repeat(33) })) },
  { what: 'E8 page that does not exist', expected: ['41030'], got: async (ask) => code(await ask.call(IMAGE, { scene: 'a', page: 'pages/no-such-page/index' })) },
  { what: 'E8 a picture', expected: ['PNG', 'JPEG'], got: async (ask) => { const said = await ask.call(IMAGE, { scene: 'a', check_path: false, width: 280 }); return said.bytes[0] === 0x89 ? 'PNG' : said.bytes[0] === 0xff ? 'JPEG' : code(said); } },
  { what: 'E9 query of 1,025 characters', expected: ['40212'], got: async (ask) => code(await ask.call('/wxa/generate_urllink', { query: 'a'.repeat(1_025), expire_type: 1, expire_interval: 1 })) },
];

async function main(): Promise<number> {
  const { values: { base } } = parseArgs({ options: { base: { type: 'string' } } }), { WECHAT_APPID: appId, WECHAT_SECRET: secret } = process.env;
  if (!base || !URL.canParse(base) || !appId || !secret) {
    console.error('用法：WECHAT_APPID=… WECHAT_SECRET=… npm run wechat:conformance -- --base https://api.weixin.qq.com');
    return 2;
  }
  const ask = new Asker({ base: base.replace(/\/$/, ''), appId, secret });
  let right = 0;
  console.log(`   ${'question'.padEnd(34)} ${'expected'.padEnd(16)} got`);
  for (const { what, expected, got } of QUESTIONS) {
    // Only the name of an error: its words may carry the address, and with it the secret.
    const said = await got(ask).catch((e: Error) => e.name), isRight = expected.includes(said);
    right += Number(isRight);
    console.log(`${isRight ? '✓' : '✗'}  ${what.padEnd(34)} ${expected.join(' or ').padEnd(16)} ${said}`);
  }
  console.log(`${right} of ${QUESTIONS.length}`);
  return right === QUESTIONS.length ? 0 : 1;
}
process.exitCode = await main();
