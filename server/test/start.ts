import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { ApiError, createApi, type Api, type Call, type ErrorBody, type Transport } from '@xianfeng/shared';
import { createApp, type Started } from '../src/app.js';
import { readConfig, type Config } from '../src/config.js';

/** Which database this run uses: SQLite, or with DB=mariadb the server at TEST_MARIADB_URL. */
export const onMariaDb = process.env.DB === 'mariadb';
export const key = (): string => randomUUID();
/** How a request ended: 'ok', or the code of its refusal. */
export const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', (e: { code?: string }) => e.code ?? String(e));
/** How several requests at the same moment ended, in the order of the alphabet. */
export const codesOf = (results: PromiseSettledResult<unknown>[]): string[] => results.map((r) => (r.status === 'fulfilled' ? 'ok' : String((r.reason as { code?: string }).code))).sort();

/** The product's own client over fetch. Path, method, body and answer are exactly what the mini-program uses. */
export function transport(base: string, token?: string): Transport {
  return async <T>({ method, path, query, body, file, key: idemKey }: Call): Promise<T> => {
    const search = new URLSearchParams(Object.entries(query ?? {}).filter(([, v]) => v !== undefined).map(([k, v]): [string, string] => [k, String(v)]));
    const headers: Record<string, string> = {};
    if (token) headers.authorization = `Bearer ${token}`;
    if (idemKey) headers['idempotency-key'] = idemKey;
    let payload: string | FormData | undefined;
    if (file) {
      const form = new FormData();
      form.set('file', new Blob([file.data as Uint8Array<ArrayBuffer>]), file.name);
      payload = form;
    } else if (body !== undefined) {
      headers['content-type'] = 'application/json';
      payload = JSON.stringify(body);
    }
    const answer = await fetch(`${base}/api${path}${search.size ? `?${search.toString()}` : ''}`, { method, headers, body: payload });
    const text = await answer.text();
    if (!answer.ok) throw new ApiError(answer.status, JSON.parse(text) as ErrorBody);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
}

export interface Board extends Started { config: Config; url: string; api: (token?: string) => Api; send: (token?: string) => Transport; stop: () => Promise<void> }
export const connectAs = (url: URL, database?: string): Promise<Connection> => createConnection({ host: url.hostname, port: Number(url.port || 3306), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database });
/** A database of this test's own: its configuration, and how to remove it. */
export function freshDatabase(env: NodeJS.ProcessEnv = {}): { config: Config; remove: () => Promise<void> } {
  const dataDir = mkdtempSync(join(tmpdir(), 'xianfeng-test-'));
  const name = `xf_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const server = process.env.TEST_MARIADB_URL;
  if (onMariaDb && !server) throw new Error('DB=mariadb needs TEST_MARIADB_URL');
  // Served by a user that may do what serving needs and nothing else, as it should be everywhere; made and granted at the first start.
  const owner = onMariaDb ? new URL(`/${name}`, server) : null, at = owner && new URL(owner);
  if (at) [at.username, at.password] = [name, name];
  return {
    config: readConfig({ DATA_DIR: dataDir, DATABASE_URL: at?.href ?? '', DATABASE_OWNER_URL: owner?.href ?? '', DEMO: '1', SECRET: 'test-secret', ...env }),
    remove: async () => {
      rmSync(dataDir, { recursive: true, force: true });
      if (!owner) return;
      const connection = await connectAs(owner);
      await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
      const [users] = await connection.query('SELECT Host AS host FROM mysql.user WHERE User = ?', [name]);
      for (const { host } of users as { host: string }[]) await connection.query('DROP USER ?@?', [name, host]);
      await connection.end();
    },
  };
}
/** The real application on a fresh database, or as a second process beside another on the same one, listening on a free port. */
export async function startBoard(env: NodeJS.ProcessEnv = {}, beside?: Board): Promise<Board> {
  const { config, remove } = beside
    ? { config: { ...beside.config, workerId: Number(env.WORKER_ID ?? 1) }, remove: () => Promise.resolve() }
    : freshDatabase(env);
  const started = await createApp(config);
  await started.app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(started.app.getHttpServer().address() as { port: number }).port}`;
  return {
    ...started, config, url, api: (token) => createApi(transport(url, token)), send: (token) => transport(url, token),
    stop: async () => {
      await started.close();
      await remove();
    },
  };
}
