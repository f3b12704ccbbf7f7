import { startWechat, type Wechat } from '../support/wechat.js';

export type Json = Record<string, unknown>;
export interface Said { status: number; type: string; bytes: Buffer; text: string; json: Json }
/** A stand-in and the bare calls of a mini-program's server, without any client of ours between. */
export interface Caller extends Wechat {
  get: (path: string, query: Record<string, string>) => Promise<Said>;
  post: (path: string, body: unknown, query?: Record<string, string>) => Promise<Said>;
  /** POST with a token that is good. */
  call: (path: string, body: unknown) => Promise<Said>;
  session: (code: string, changes?: Record<string, string>) => Promise<Said>;
  stableToken: (changes?: Json) => Promise<Said>;
  token: () => Promise<string>;
}
export const PATHS = {
  session: '/sns/jscode2session', stable: '/cgi-bin/stable_token', legacy: '/cgi-bin/token', phone: '/wxa/business/getuserphonenumber',
  send: '/cgi-bin/message/subscribe/send', text: '/wxa/msg_sec_check', media: '/wxa/media_check_async', image: '/wxa/getwxacodeunlimit', link: '/wxa/generate_urllink',
};
/** A request id: three times eight hex digits at the end of the words. */
export const RID = / rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/;
/** The errcode, 0 when it went well without one. */
export const codeIn = ({ json }: Said): unknown => json.errcode ?? 0;

const read = async (answer: Response): Promise<Said> => {
  const bytes = Buffer.from(await answer.arrayBuffer()), text = bytes.toString('utf8');
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', bytes, text, json: text.startsWith('{') ? (JSON.parse(text) as Json) : {} };
};

export async function startCaller(env: NodeJS.ProcessEnv = {}): Promise<Caller> {
  const wechat = await startWechat(env), { WECHAT_APPID: appid, WECHAT_SECRET: secret } = wechat.env;
  const at = (path: string, query: Record<string, string> = {}): string => `${wechat.baseUrl}${path}?${new URLSearchParams(query).toString()}`;
  const get: Caller['get'] = async (path, query) => read(await fetch(at(path, query)));
  const post: Caller['post'] = async (path, body, query) => read(await fetch(at(path, query), { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }));
  const stableToken: Caller['stableToken'] = (changes) => post(PATHS.stable, { grant_type: 'client_credential', appid, secret, ...changes });
  const token = async (): Promise<string> => (await stableToken()).json.access_token as string;
  return {
    ...wechat, get, post, stableToken, token,
    call: async (path, body) => post(path, body, { access_token: await token() }),
    session: (js_code, changes) => get(PATHS.session, { appid, secret, js_code, grant_type: 'authorization_code', ...changes }),
  };
}
