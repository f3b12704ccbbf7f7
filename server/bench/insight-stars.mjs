import { measureStars } from './stars.mjs';
import { say, show } from './show.mjs';

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
/** Stars of the whole county: from nothing, and day by day. */
export const starsPart = {
  goals: { starIncremental: 1.5, starRecompute: 5 },
  async run({ quick, database }) {
    const P = quick ? { people: 5_000, records: 60_000, changed: 1_000, rounds: 3, recomputes: 1 } : { people: 355_000, records: 6_000_000, changed: 16_000, rounds: 9, recomputes: 3 };
    const s = await measureStars(database('stars'), P);
    show(`Stars of ${P.people.toLocaleString()} members, ${P.records.toLocaleString()} records (medians)`, ['', 'yardstick', 'product', 'ratio'], [
      [`one more day: ${s.changed.toLocaleString()} people, against a plain UPDATE of their rows`, ...s.partMs.map(seconds), s.incremental.toFixed(2)],
      ['from nothing, against one GROUP BY', ...s.wholeMs.map(seconds), s.recompute.toFixed(2)],
    ]);
    say(`totals that differ from a GROUP BY over the records: ${s.wrong}; memory grew by ${s.mib} MiB at most while recomputing`);
    if (s.wrong > 0) throw new Error(`${s.wrong} totals differ from their records`);
    return { starIncremental: s.incremental, starRecompute: s.recompute };
  },
};
