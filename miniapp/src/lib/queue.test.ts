import { Joined, Queue, type Kind } from './queue';

/** A phone that fails whatever begins while ten are under way, as WeChat does. */
function phone() {
  let now = 0;
  const most = { all: 0, upload: 0 };
  let uploads = 0;
  const ends: (() => void)[] = [];
  const begun: string[] = [];
  const work = (name: string, kind: Kind) => (): Promise<string> => {
    now += 1;
    if (kind === 'upload') uploads += 1;
    most.all = Math.max(most.all, now);
    most.upload = Math.max(most.upload, uploads);
    begun.push(name);
    const end = (): void => { now -= 1; if (kind === 'upload') uploads -= 1; };
    if (now > 10) { end(); return Promise.reject(new Error('request:fail exceed max task count')); }
    return new Promise((resolve) => ends.push(() => { end(); resolve(name); }));
  };
  const finish = async (which: 'first' | 'last' = 'first') => { (which === 'first' ? ends.shift() : ends.pop())?.(); await new Promise((resolve) => setTimeout(resolve)); };
  return { work, finish, most, begun, left: () => ends.length };
}

test('a hundred requests, uploads and downloads at once: never more than eight, never more than three uploads, and all of them done', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const p = phone(), queue = new Queue();
    let dice = seed;
    const roll = (n: number) => (dice = (dice * 1103515245 + 12345) % 2147483648) % n;
    const all = Array.from({ length: 100 }, (_, i) => { const kind = (['request', 'upload', 'download'] as const)[roll(3)]!; return queue.run(kind, p.work(`${i}`, kind)); });
    await new Promise((resolve) => setTimeout(resolve));
    for (let i = 0; i < 300 && p.left() > 0; i++) await p.finish(roll(2) ? 'first' : 'last');
    expect(await Promise.all(all)).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`));
    expect(p.most.all).toBeLessThanOrEqual(8);
    expect(p.most.upload).toBeLessThanOrEqual(3);
  }
});
test('without the line the eleventh fails', async () => {
  const p = phone();
  const all = Array.from({ length: 11 }, (_, i) => p.work(`${i}`, 'request')().catch(() => 'failed'));
  expect(await all[10]).toBe('failed');
});
test('an upload that waits lets requests pass, and those keep their order', async () => {
  const p = phone(), queue = new Queue();
  for (let i = 1; i <= 5; i++) void queue.run('upload', p.work(`u${i}`, 'upload'));
  for (let i = 1; i <= 3; i++) void queue.run('request', p.work(`r${i}`, 'request'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(p.begun).toEqual(['u1', 'u2', 'u3', 'r1', 'r2', 'r3']);
  await p.finish();
  expect(p.begun.at(-1)).toBe('u4');
});
test('a work that fails or throws makes room for the next', async () => {
  const queue = new Queue({ all: 1, uploads: 1 });
  const thrown = queue.run('request', () => { throw new Error('x'); }), failed = queue.run('upload', () => Promise.reject(new Error('y'))), fine = queue.run('request', () => Promise.resolve(3));
  await expect(thrown).rejects.toThrow('x');
  await expect(failed).rejects.toThrow('y');
  expect(await fine).toBe(3);
});
test('identical reads are one while they are under way, not afterwards, and not across a write', async () => {
  const joined = new Joined();
  let asked = 0;
  const ask = () => new Promise<number>((resolve) => { const mine = ++asked; setTimeout(() => resolve(mine)); });
  expect(await Promise.all([joined.read('a', ask), joined.read('a', ask), joined.read('b', ask)])).toEqual([1, 1, 2]);
  expect(await joined.read('a', ask)).toBe(3);
  const old = joined.read('a', ask);
  joined.wrote();
  expect(await Promise.all([old, joined.read('a', ask)])).toEqual([4, 5]);
  await expect(joined.read('c', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await joined.read('c', ask)).toBe(6);
});
