import type { Config } from '../config.js';
import type { Tx } from '../db/tx.js';
import { PastIds } from './bulk.js';
import { seedBoard } from './board.js';
import { seedBurden } from './burden.js';
import { seedCredit } from './credit.js';
import { seedLists } from './lists.js';
import { seedPhotos } from './photos.js';
import { seedPeople } from './people.js';
import { seedDuties } from './duties.js';
import { seedRecords } from './records.js';
import { Chance } from './random.js';
import { seedPapers } from './papers.js';
import { reviewPhotos, seedReviews } from './reviews.js';
import { seedStars } from './stars.js';
import { seedThanks } from './thanks.js';
import { seedTypedPhone } from './phones.js';
import { seedWechat } from './wechat.js';

/** The same seed and the same day give the same county. */
const SEED = 20_261_122;

/**
 * Loads the demo county: a tenth of the reference county with a lived-in year up to now. Does nothing where the database
 * already has areas. Everything is one transaction: a stop half-way leaves it empty.
 */
export async function seedDemo(config: Config, tx: Tx, now: number, say: (text: string) => void): Promise<boolean> {
  const [known] = await tx.read.query<{ id: number }[]>('SELECT id FROM area LIMIT 1');
  if (known) return false;
  const chance = new Chance(SEED);
  await tx.run(async (m) => {
    const ids = new PastIds();
    say('areas and people');
    const county = await seedPeople(m, chance, ids, now);
    await seedWechat(m, now);
    await seedTypedPhone(m, ids, county, now);
    say('a year of needs, tasks and logs');
    const facts = await seedBoard(m, chance, ids, county, now);
    say('posts, liaisons and a new roster');
    await seedDuties(m, new Chance(SEED + 1), ids, county, now);
    say('appeals, corrections and samples');
    await seedRecords(m, new Chance(SEED + 2), ids, county, now);
    say('stars');
    await seedStars(m, new Chance(SEED + 4), ids, county, now);
    say('evaluations, campaigns and letters');
    await seedThanks(m, new Chance(SEED + 5), ids, county, now);
    say('lists and agreements');
    await seedLists(m, new Chance(SEED + 6), ids, county, now);
    say('certificates');
    await seedPapers(m, county, now);
    say('points and exchange');
    const goods = await seedCredit(m, chance, ids, county, facts, config.secret, now);
    say('what it costs people');
    await seedBurden(m, new Chance(SEED + 8), ids, county, now);
    say('pictures');
    await seedPhotos(m, chance, ids, config, [...(await reviewPhotos(m, county)), ...goods, ...facts.photos.map(({ logId, ownerId, at }) => ({ refType: 'log' as const, refId: logId, ownerId, at }))]);
    say('the review desk');
    await seedReviews(m, county, now);
  });
  return true;
}
