import { makeWorld, type World } from '../world.js';
import { startBoard, type Board } from '../start.js';

let board: Board, world: World;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
});
afterAll(() => board.stop());
const audits = async (userId: number): Promise<string[]> =>
  (await board.tx.read.query<{ action: string; detail: string }[]>("SELECT action, detail FROM audit WHERE actorId = ? AND action LIKE 'consent.%' ORDER BY id", [userId])).map((a) => `${a.action} ${(JSON.parse(a.detail) as { purpose: string }).purpose}`);

test('each purpose is asked alone, and nothing is granted that was not said', async () => {
  const { api } = await world.person({ terms: false });
  expect((await api.me.consents()).map((c) => [c.purpose, c.granted, c.at])).toEqual([['TERMS', false, null], ['ROSTER', false, null], ['UNIT_SHARE', false, null], ['PUBLISH_NAME', false, null], ['PUBLISH_PHOTO', false, null]]);
  const after = await api.me.consent({ purpose: 'TERMS', granted: true });
  expect(after.filter((c) => c.granted).map((c) => c.purpose)).toEqual(['TERMS']);
  expect(after[0]?.at).toBeGreaterThan(0);
});
test('what was given is taken back, at once and on record', async () => {
  const { id, api } = await world.person({ terms: false, community: null });
  for (const granted of [true, true, false]) await api.me.consent({ purpose: 'TERMS', granted });
  await api.me.consent({ purpose: 'PUBLISH_PHOTO', granted: false });
  expect(await audits(id)).toEqual(['consent.give TERMS', 'consent.withdraw TERMS', 'consent.withdraw PUBLISH_PHOTO']);
  expect((await api.me.get()).todo).toEqual(['CONSENTS', 'REGISTRATION']);
  await expect(api.registrations.create({ communityId: world.community.id })).rejects.toMatchObject({ status: 403, code: 'CONSENT_NEEDED', message: '请先同意服务协议与隐私政策' });
});
test('the same yes five times at once is one yes', async () => {
  const { id, api } = await world.person({ terms: false });
  await Promise.all(Array.from({ length: 5 }, () => api.me.consent({ purpose: 'ROSTER', granted: true })));
  expect(await audits(id)).toEqual(['consent.give ROSTER']);
});
test.each([[{}], [{ purpose: 'ALL', granted: true }], [{ purpose: 'TERMS' }], [{ purpose: 'TERMS', granted: 'yes' }], [{ purpose: 'TERMS', granted: 1 }], [{ purpose: 'TERMS', granted: true, userId: 1 }], [{ purpose: 'toString', granted: true }]])('bad input %j', async (body) => {
  const { send } = await world.person();
  await expect(send({ method: 'PUT', path: '/me/consents', body })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
});
test('nobody without a session', async () => {
  await expect(board.api().me.consents()).rejects.toMatchObject({ status: 401 });
  await expect(board.api().me.consent({ purpose: 'TERMS', granted: true })).rejects.toMatchObject({ status: 401 });
});
