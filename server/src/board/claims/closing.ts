import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ClosingBlocker } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { ClosingService } from '../../people/closing/closing.service.js';

const MOST = 20;
/** Claims whose shift is still to come: others count on him. */
const claims = async (m: EntityManager, userId: number, now: number): Promise<ClosingBlocker[]> =>
  (await m.query<{ id: number; title: string }[]>(
    `SELECT c.id, t.title FROM claim c JOIN shift s ON s.id = c.shiftId JOIN task t ON t.id = c.taskId
     WHERE c.userId = ? AND c.live = 1 AND c.status IN ('REQUESTED', 'WAITLISTED', 'CONFIRMED') AND s.endsAt > ? ORDER BY s.startsAt LIMIT ${MOST}`,
    [userId, now],
  )).map(({ id, title }) => ({ text: `认领的“${title}”还没做，请先退出`, path: `/packages/more/pages/claim/index?id=${id}` }));
/** Asks for help that somebody is busy with, by his phone. */
const needs = async (m: EntityManager, userId: number): Promise<ClosingBlocker[]> =>
  (await m.query<{ id: number; title: string }[]>(`SELECT id, title FROM need WHERE askerId = ? AND status IN ('SUBMITTED', 'PUBLISHED', 'REOPENED') ORDER BY id LIMIT ${MOST}`, [userId]))
    .map(({ id, title }) => ({ text: `点单“${title}”还在办，请先撤回或等办完`, path: `/packages/more/pages/need/index?id=${id}` }));

/** What of the board an account that closes would leave open. */
@Injectable()
export class BoardClosing {
  constructor(closing: ClosingService) {
    closing.ask(claims);
    closing.ask((m, userId) => needs(m, userId));
    // What he once asked for stays counted; whom to call about it does not.
    closing.with((m, userId) => change(m, "UPDATE need SET phone = '' WHERE askerId = ?", [userId]));
  }
}
