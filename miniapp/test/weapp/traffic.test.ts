import { liveIn } from './city.ts';
import { FIRST_PAGE, measure } from './traffic.ts';

const city = liveIn();
test('what crosses to the view until the first page stands is at most 64 KB, and no piece of any page comes near WeChat\'s megabyte', async () => {
  const seen = await measure(city);
  expect(seen.firstPage).toBeGreaterThan(1_000);
  expect(seen.firstPage).toBeLessThanOrEqual(FIRST_PAGE);
  expect(seen.largestPiece).toBeLessThan(256 * 1024);
});
