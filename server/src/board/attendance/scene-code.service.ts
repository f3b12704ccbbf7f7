import { Injectable } from '@nestjs/common';
import { GRACE_MINUTES, MINUTE_MS, type CodeView } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { fail } from '../../lib/errors.js';
import { CodesService } from '../../reach/codes/codes.service.js';
import { findShift } from './attendance.store.js';

/**
 * The code of a shift that WeChat's scanner opens, on the leader's phone or on paper at the place. It leads to the check-in page of the task until
 * half an hour after the shift and proves nothing: presence still needs the QR that changes, the six digits of the day, or the leader.
 */
@Injectable()
export class SceneCodeService {
  constructor(private readonly tx: Tx, private readonly codes: CodesService) {
    codes.add('CHECK_IN', async (m, shiftId) => {
      const shift = await findShift(m, shiftId);
      return shift && ['PUBLISHED', 'ENDED', 'SETTLED'].includes(shift.status) ? `/packages/more/pages/scan/index?taskId=${shift.taskId}` : null;
    });
  }
  /** @throws NOT_FOUND, FORBIDDEN, STATE where the task is not published */
  async of(me: Me, shiftId: number): Promise<CodeView> {
    const shift = await findShift(this.tx.read, shiftId);
    if (!shift) return me.hidden();
    me.require('task.lead', shift.path);
    if (shift.status !== 'PUBLISHED' && shift.status !== 'ENDED' && shift.status !== 'SETTLED') throw fail('STATE');
    return this.codes.of({ kind: 'CHECK_IN', refId: shift.id, expiresAt: shift.endsAt + GRACE_MINUTES * MINUTE_MS }, shift.communityId);
  }
}
