import { cache } from './cache.js';
import { crashes } from './crashes.js';
import { load } from './load.js';
import { locks } from './locks.js';
import { races } from './races.js';
import { openHouse, type House } from './support/house.js';
import { Database } from './support/mariadb.js';
import { versions } from './versions.js';
import { zones } from './zones.js';

/*
 * Two server processes as they are shipped, a MariaDB that keeps every commit, a Redis; and what breaks. `npm run faults` runs the
 * long profile, `npm test` the quick one. After each test all books must be right.
 */
let database: Database;
beforeAll(async () => { database = await Database.start(); }, 120_000);
afterAll(() => database?.remove());
const it = (): Database => database;

describe('many at once', () => races(it));
// The processes as they are shipped, with nothing loaded into them, one county for all of it.
describe('two servers', () => {
  let house: House;
  beforeAll(async () => { house = await openHouse(database); }, 120_000);
  afterAll(() => house?.close());
  const shared = (): House => house;
  describe('held rows', () => locks(shared));
  describe('sudden ends', () => crashes(shared));
  describe('heavy work', () => load(shared));
  describe('a new release', () => versions(shared));
});
describe('time', () => zones(it));
describe('the cache', () => cache(it));
