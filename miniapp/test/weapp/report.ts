/** What `npm run weapp:size` tells beside the sizes: setData by page, and what is named without being declared. Prints one line of JSON. */
import { DIST, startCity } from './city.ts';
import { scan } from './scan.ts';
import { measure } from './traffic.ts';

const { undeclared } = scan(DIST);
const city = await startCity();
try {
  const setData = await measure(city);
  console.log(JSON.stringify({ setData, undeclared: { apis: undeclared.apis.length, domains: undeclared.domains.length }, ...(undeclared.apis.length + undeclared.domains.length > 0 ? { found: undeclared } : {}) }));
} finally {
  city.away();
  await city.stop();
}
