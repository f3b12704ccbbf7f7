import { startOfDay, type TaskKind } from '@xianfeng/shared';
import type { ServiceRecord } from '../../src/board/records/record.entity.js';
import { insertRecord } from '../../src/board/records/records.store.js';
import { newId } from '../../src/lib/ids.js';
import type { AreaRow } from '../../src/people/areas/areas.store.js';
import type { Board } from '../start.js';

/** A service record of a person, as it stands after verification. Tests state only what matters to them. */
export async function served(board: Board, who: { id: number }, at: AreaRow, day: string, minutes: number, o: Partial<ServiceRecord> & { kind?: TaskKind } = {}): Promise<number> {
  const id = newId();
  await board.tx.run((m) => insertRecord(m, { id, userId: who.id, origin: 'LOG', services: 1, correctsId: null, logId: o.origin && o.origin !== 'LOG' ? null : id, taskId: null, communityId: at.id, day, kind: 'CLEAN', title: '楼道清扫', startsAt: startOfDay(day) + 9 * 3_600_000, minutes, evidence: 'B', points: 0, pointsWhy: '', verifiedBy: 1, verifiedAt: board.clock.now(), ...o }));
  return id;
}
