/**
 * Answers /sns/jscode2session as WeChat's server does, for tests and for trying the mini-program where that server cannot be
 * reached. Loopback only. `node tools/wechat-stand-in.ts` prints its address; SIGTERM ends it.
 *
 * A code is `<person>.<anything>`: the same person always has the same openid, and each code is good once. Some persons are
 * troubles instead: `busy` (-1 the first time), `always-busy`, `minute` (45011), `blocked` (40226), `broken` (an HTML page),
 * `gateway` (HTTP 502), `silent` (no answer at all). A code without a dot is invalid.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';

const appId = process.env.WECHAT_APPID ?? 'wx0000000000000000';
const secret = process.env.WECHAT_SECRET ?? 'stand-in-secret';
const used = new Set<string>();
const asked = new Set<string>();

// The real server answers text/plain, and errors with HTTP 200.
const say = (response: ServerResponse, body: object): void => void response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(body));
const refuse = (response: ServerResponse, errcode: number, errmsg: string): void => say(response, { errcode, errmsg: `${errmsg}, rid: ${[0, 1, 2].map(() => randomBytes(4).toString('hex')).join('-')}` });

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname !== '/sns/jscode2session') return void response.writeHead(404).end();
  const q = url.searchParams, code = q.get('js_code') ?? '';
  if (!q.get('appid')) return refuse(response, 41002, 'appid missing');
  if (!q.get('secret')) return refuse(response, 41004, 'appsecret missing');
  if (code === '') return refuse(response, 41008, 'missing code');
  if (q.get('appid') !== appId) return refuse(response, 40013, 'invalid appid');
  if (q.get('secret') !== secret) return refuse(response, 40125, 'invalid appsecret');
  if (q.get('grant_type') !== 'authorization_code') return refuse(response, 40002, 'invalid grant_type');
  const [person = '', rest] = code.split('.');
  if (rest === undefined) return refuse(response, 40029, 'invalid code');
  const again = asked.has(code);
  asked.add(code);
  if (person === 'silent') return undefined;
  if (person === 'gateway') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>');
  if (person === 'broken') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>');
  if (person === 'always-busy' || (person === 'busy' && !again)) return refuse(response, -1, 'system error');
  if (person === 'minute') return refuse(response, 45011, 'api minute-quota reach limit must slower retry next minute');
  if (person === 'blocked') return refuse(response, 40226, 'code blocked');
  if (used.has(code)) return refuse(response, 40163, 'code been used');
  used.add(code);
  const openid = `o${createHash('sha256').update(`${appId}/${person}`).digest('base64url').slice(0, 27)}`;
  return say(response, { session_key: randomBytes(16).toString('base64'), openid });
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`READY http://127.0.0.1:${address.port}`);
});
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
