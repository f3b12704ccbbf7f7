import { HOUR_MS, TASK_LIMITS } from '@xianfeng/shared';
import { task } from '../../e2e/support/world.ts';
import { liveIn } from './city.ts';
import { FIRST_PAGE, measure } from './traffic.ts';

const city = liveIn();
test('what crosses to the view until the first page stands is at most 64 KB, and no piece of any page comes near WeChat\'s megabyte', async () => {
  const seen = await measure(city);
  expect(seen.firstPage).toBeGreaterThan(1_000);
  expect(seen.firstPage).toBeLessThanOrEqual(FIRST_PAGE);
  expect(seen.largestPiece).toBeLessThan(256 * 1024);
});
test('nor when twenty tasks say as much as they may', async () => {
  for (let i = 0; i < 20; i++) await task(city, { title: `${i}，`.padEnd(TASK_LIMITS.title.max, '长'), place: '地'.repeat(TASK_LIMITS.place.max), in: HOUR_MS / 3 + i * 60_000 });
  const phone = city.phone(await city.person('在职党员')), page = await phone.open('/pages/tasks/index');
  await page.see('12，长长');
  expect(phone.traffic.get('pages/tasks/index')?.bytes).toBeLessThanOrEqual(FIRST_PAGE);
});
