import { makeShop } from './credit/shop.js';
import { startBoard, type Board } from './start.js';
import { makeWorld, type Actor, type World } from './world.js';

let board: Board, world: World, chief: Actor, point: number;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  chief = await world.staff('CITY_ORGANISER', world.city);
  point = await makeShop(board).point(world.community);
});
afterAll(() => board.stop());

/** Every list that is walked page by page; `{area}` is the community, `{point}` its pickup point. */
const LISTS = [
  '/claims/mine', '/claims/mine?state=COMING', '/claims/mine?state=TO_LOG', '/claims/mine?state=PAST', '/logs/mine', '/logs?areaId={area}', '/needs/mine', '/needs?areaId={area}', '/needs?areaId={area}&status=DONE',
  '/tasks', '/tasks?order=SOONEST', '/open-tasks', '/desk/tasks?areaId={area}', '/imports', '/notices', '/records/mine', '/points/entries', '/redemptions/mine', '/units', '/people?areaId={area}',
  '/freezes?areaId={area}', '/corrections?areaId={area}&status=PROPOSED',
  '/registrations?areaId={area}', '/registrations?areaId={area}&status=SUBMITTED', '/unit-registrations?areaId={area}', '/funds?areaId={area}', '/rewards?pickupPointId={point}', '/desk/rewards?pickupPointId={point}', '/stock-moves?pickupPointId={point}', '/stock-moves?pickupPointId={point}&rewardId=1', '/stock-takes?pickupPointId={point}',
];
test.each(LISTS)('%s refuses a cursor that it never gave', async (list) => {
  const path = list.replace('{area}', String(world.community.id)).replace('{point}', String(point));
  for (const after of ['-', '_', '-_-', '1_-', '1-1', '-5', '5_5_5', '99999999999999999999', '9007199254740993', '', '1 OR 1=1']) {
    const answer = await fetch(`${board.url}/api${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`, { headers: { authorization: `Bearer ${chief.token}` } });
    expect({ after, status: answer.status, body: await answer.json() }).toMatchObject({ after, status: 400, body: { code: 'INVALID', fields: { after: '翻页位置不对，请从头再看' } } });
  }
});
