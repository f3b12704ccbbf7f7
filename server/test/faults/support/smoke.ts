import { key } from '../../start.js';
import type { House } from './house.js';
import type { ServerProcess } from './servers.js';

let phones = 0;
/** What a newcomer and the shop do in a minute, through one process. Throws where anything is not as it should be. */
export async function smoke(house: House, server: ServerProcess): Promise<void> {
  const phone = `1546${String(++phones).padStart(7, '0')}`, { demoCode } = await server.as(null, { from: `10.6.0.${phones}` }).session.phoneCode(phone);
  const { me } = await server.as(null).session.phone(phone, demoCode!);
  expect(me.todo).toEqual(['CONSENTS', 'REGISTRATION']);
  const [who] = await house.people(1, 100), mine = server.as(who!), counter = server.as(house.keeper), rewardId = await house.goods({ stock: 5, points: 30 });
  const { shifts: [shift] } = await house.task(3), claim = await mine.claims.create({ shiftId: shift!.id }, key());
  expect((await mine.claims.withdraw(claim.id, key())).status).toBe('WITHDRAWN');
  const kept = await mine.redemptions.order({ rewardId, quantity: 1 }, key()), dropped = await mine.redemptions.order({ rewardId, quantity: 1 }, key());
  expect((await mine.redemptions.cancel(dropped.id, key())).status).toBe('CANCELLED');
  expect((await counter.redemptions.collect({ code: kept.code! }, key())).status).toBe('COLLECTED');
  expect((await mine.points.mine()).available).toBe(70);
  expect((await mine.points.entries({})).items.map((e) => e.kind).sort()).toEqual(['ADJUST', 'HOLD', 'HOLD', 'RELEASE', 'SPEND']);
  expect((await server.as(house.secretary).redemptions.orders({ pickupPointId: house.pointId })).items.length).toBeGreaterThan(0);
}
