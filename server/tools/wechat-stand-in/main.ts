/**
 * Stands in for WeChat's server: for tests, for trying the product where that server cannot be reached, and for showing what goes wrong
 * there. Loopback only, no part of what is shipped. README.md here tells what it does and how it is told.
 * `node tools/wechat-stand-in/main.ts` prints `READY http://127.0.0.1:PORT`; SIGTERM ends it.
 */
import { createServer } from 'node:http';
import { control, type Hands } from './control.ts';
import { answer, readBody } from './http.ts';
import { phonePage } from './phone-page.ts';
import { Platform, type Setup } from './platform.ts';
import { publishedPages } from './pages.ts';
import { WAIT_MS } from './push.ts';
import { knownTemplates } from './templates.ts';

const { env } = process;
const setup: Setup = {
  app: { appId: env.WECHAT_APPID || 'wx0000000000000000', secret: env.WECHAT_SECRET || 'stand-in-secret' },
  seed: Number(env.SEED || 1), demo: env.DEMO === '1', tokenLength: Number(env.TOKEN_LENGTH || 136),
  push: { url: env.PUSH_URL ?? '', token: env.PUSH_TOKEN || 'standInToken', aesKey: env.PUSH_AESKEY || 'A'.repeat(43), mode: env.PUSH_MODE === 'plain' ? 'plain' : 'safe', format: env.PUSH_FORMAT === 'xml' ? 'xml' : 'json', waitMs: Number(env.PUSH_WAIT_MS || WAIT_MS) },
  templates: knownTemplates(), pages: await publishedPages(),
};
let platform = new Platform(setup), port = Number(env.PORT || 0);
const hands: Hands = {
  reset: () => {
    platform.stop();
    platform = new Platform(setup);
  },
  closeFor: (ms) => {
    server.close();
    setTimeout(() => server.closeAllConnections(), 20); // the answer to this order goes out first
    setTimeout(() => server.listen(port, '127.0.0.1'), ms);
  },
};

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1'), endpoint = platform.endpoints[pathname];
  const work = async (): Promise<void> => {
    if (endpoint) return answer(platform, endpoint, request, response, searchParams);
    if (pathname === '/') return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(phonePage(platform));
    if (!pathname.startsWith('/__ctl/')) return void response.writeHead(404, { 'content-type': 'text/html' }).end('<html>404</html>');
    try {
      const said = await control(platform, hands, request.method ?? 'GET', pathname.slice('/__ctl/'.length), searchParams, await readBody(request));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said ?? {}));
    } catch (e) {
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: (e as Error).message }));
    }
  };
  work().catch((e: unknown) => {
    // Whoever asked may have gone away; anything else is a mistake here, and must be seen.
    if (!request.destroyed) console.error(e);
    response.destroy();
  });
});
server.listen(port, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address !== 'object') return;
  if (port !== address.port || env.PORT === String(port)) console.log(`READY http://127.0.0.1:${address.port}`);
  port = address.port;
});
const end = (): never => process.exit(0);
process.on('SIGTERM', end);
// Whoever starts it with its hand on the standard input takes it along when he ends, however he ends.
if (env.END_WITH_STDIN === '1') process.stdin.resume().on('end', end).on('error', end);
