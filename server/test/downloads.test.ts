import { Downloads } from '../src/http/downloads.js';
import { startBoard, type Board } from './start.js';

let board: Board;
beforeAll(async () => { board = await startBoard(); });
afterAll(() => board.stop());
const parts = (link: string) => { const url = new URL(link, board.url); return { path: url.pathname.replace('/api/downloads/', ''), query: Object.fromEntries(url.searchParams) as { by: string; until: string; sig: string } }; };

test('a link opens its own file for its own person for ten minutes, and nothing else', () => {
  const downloads = board.app.get(Downloads);
  const { path, query } = parts(downloads.link('certificates/12.pdf', 7));
  expect(downloads.check(path, query)).toBe(7);
  const refused = { code: 'NOT_FOUND' };
  expect(() => downloads.check('certificates/13.pdf', query)).toThrow(expect.objectContaining(refused));
  expect(() => downloads.check(path, { ...query, by: '8' })).toThrow(expect.objectContaining(refused));
  expect(() => downloads.check(path, { ...query, until: String(Number(query.until) + 1) })).toThrow(expect.objectContaining(refused));
  expect(() => downloads.check(path, { ...query, sig: query.sig.replace(/./, (c) => (c === 'a' ? 'b' : 'a')) })).toThrow(expect.objectContaining(refused));
  board.clock.set(board.clock.now() + 601_000);
  expect(() => downloads.check(path, query)).toThrow(expect.objectContaining(refused));
});
