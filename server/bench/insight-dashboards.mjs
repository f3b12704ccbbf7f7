import { measureDashboards } from './dashboards.mjs';
import { show } from './show.mjs';

/** The city's dashboard over a county, and over a hundred of them. */
export const dashboardsPart = {
  goals: { dashboardGrowth: 2 },
  async run({ quick, database }) {
    const [small, large] = await measureDashboards(database, quick ? { scales: [1, 3], rounds: 5, perRound: 20 } : { scales: [1, 100], rounds: 20, perRound: 40 });
    show('The city’s dashboard with its first streets (ms)', ['', 'rollup rows', 'p50', 'p95'], [small, large].map((s) => [`${s.scale} × the reference county`, Number(s.rows).toLocaleString(), s.p50.toFixed(1), s.p95.toFixed(1)]));
    return { dashboardGrowth: large.p95 / small.p95 };
  },
};
