import { randomUUID } from 'node:crypto';
import { token } from './data.mjs';
import { compareWrites, recordStatements, startWriter } from './writes.mjs';

/** Server CPU per claim through HTTP against CPU of a raw mysql2 process that runs the same statements. */
export async function compareClaims(databaseUrl, product, { rounds, claims, firstShift, people }) {
  const call = ({ user, shift }) => ({ method: 'POST', path: '/api/claims', token: token(user), key: randomUUID(), body: { shiftId: shift } });
  const statements = await recordStatements(databaseUrl, product, call({ user: people, shift: firstShift }), call({ user: people, shift: firstShift + 1 }), { user: people, shift: firstShift + 1 });
  const raw = await startWriter('raw-statements.mjs', { DATABASE_URL: databaseUrl }, { statements });
  let next = 0;
  // Each claim is another (person, shift): person by person through the shifts, two streams that never meet.
  const pair = (stream) => { const n = next++; return { user: 1 + (n % (people - 2)), shift: firstShift + 2 + stream + 2 * Math.floor(n / (people - 2)) }; };
  const [bare, http] = await compareWrites({ product, raw, rounds, writes: claims, pair, call });
  raw.stop();
  return { table: [[`raw mysql2, the same ${statements.length} statements`, `${bare.toFixed(0)} µs`, '1.00'], ['claim through HTTP', `${http.toFixed(0)} µs`, (bare / http).toFixed(2)]], claim: bare / http, statements };
}
