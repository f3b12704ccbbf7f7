import path from 'node:path';
import { startServer, type Running } from '../server.ts';
import { Weapp } from './runtime.ts';

const dist = path.resolve(import.meta.dirname, '../../dist/weapp');
let server: Running;
let app: Weapp | undefined;
beforeAll(async () => { server = await startServer(); });
afterAll(async () => { await server?.stop(); });
afterEach(() => app?.dispose());

test('a stranger sees what is open, and more of it at the bottom', async () => {
  const phone = new Weapp(dist, { server: server.url });
  app = phone;
  const page = await phone.open('/pages/tasks/index');
  const rows = () => page.all('.x-card--press').length;
  await page.until('a first page', () => rows() >= 20);
  const first = rows();
  await phone.reachBottom();
  await page.until('a second page', () => rows() > first);
  expect(phone.errors).toEqual([]);
});
test('without a network the page says so, and works when it is back', async () => {
  const phone = new Weapp(dist);
  app = phone;
  const page = await phone.open('/pages/tasks/index');
  await page.see('网络不通，请检查后再试');
  phone.server = server.url;
  await page.tap('再试一次');
  await page.until('tasks', () => page.all('.x-card--press').length > 0);
});
