import { Injectable } from '@nestjs/common';
import { dayOf, type AdditionInput, type AdditionView, type TaskKind } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { findArea, pathIds, type AreaRow } from '../../people/areas/areas.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { additionActions, additionFlow, doMeet, requireAddition, statusOn } from './additions.rules.js';
import { additionsIn, approversOf, decideAddition, endAddition, findAddition, holdAdditions, insertAddition, standing, type AdditionRow } from './additions.store.js';

const LISTED = 200;
const kindsOf = (kinds: string): TaskKind[] => (kinds === '' ? [] : (kinds.split(',') as TaskKind[]));

/** A community adds a percentage for its own tasks, within a budget that its street or the city approves. */
@Injectable()
export class AdditionsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}

  /** Of the area and all communities below it: what waits for an answer, then the newest. */
  async list(me: Me, areaId: number): Promise<AdditionView[]> {
    const { path } = await this.area(areaId);
    me.require('tariff.add', path);
    return (await additionsIn(this.tx.read, path, LISTED)).map((row) => this.view(me, row));
  }
  /** Who may approve it is told. @throws ADDITION_EXISTS where one stands for such a day and kind */
  async propose(me: Me, input: AdditionInput): Promise<AdditionView> {
    const area = await this.area(input.areaId), now = this.clock.now(), today = dayOf(now), id = newId();
    me.require('tariff.add', area.path);
    requireAddition(input, area.kind, today);
    return this.tx.run(async (m) => {
      await this.requireAlone(m, { id, areaId: area.id, kinds: input.kinds, from: input.from, to: input.to });
      await insertAddition(m, { id, areaId: area.id, title: input.title, kinds: input.kinds.join(','), percent: input.percent, budget: input.budget, used: 0, fromDay: input.from, toDay: input.to, status: 'PROPOSED', proposedBy: me.id, proposedAt: now, decidedBy: null, decidedAt: null });
      await audit(m, { actorId: me.id, action: 'addition.propose', refType: 'addition', refId: id, areaId: area.id, detail: input, at: now });
      const approvers = await approversOf(m, pathIds(area.path), me.id, today);
      await notify(m, now, approvers.map((userId) => ({ userId, kind: 'POINTS' as const, title: '社区加分待批准', body: `${area.name}提出“${input.title}”：加 ${input.percent}%，预算 ${input.budget} 分，请批准或退回。` })));
      return this.show(m, me, id);
    });
  }
  /** By another than the proposer. An approved one begins at the earliest today. @throws SECOND_PERSON, STATE, ADDITION_EXISTS */
  decide(me: Me, id: number, step: 'approve' | 'refuse'): Promise<AdditionView> {
    return this.tx.run(async (m) => {
      const row = await this.row(m, id), now = this.clock.now(), today = dayOf(now);
      me.require('tariff.manage', row.path);
      if (row.proposedBy === me.id) throw fail('SECOND_PERSON');
      const status = additionFlow.next(row.status, step), from = row.fromDay < today && step === 'approve' ? today : row.fromDay;
      if (step === 'approve') {
        if (row.toDay < today) throw fail('STATE');
        await holdAdditions(m, row.areaId);
        await this.requireAlone(m, { id, areaId: row.areaId, kinds: kindsOf(row.kinds), from, to: row.toDay });
      }
      if (!(await decideAddition(m, id, status as 'ACTIVE' | 'REFUSED', from, me.id, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `addition.${step}`, refType: 'addition', refId: id, areaId: row.areaId, detail: { from }, at: now });
      const [title, body] = step === 'approve' ? ['社区加分已批准', `“${row.title}”自 ${from} 起执行，预算 ${row.budget} 分。`] : ['社区加分未批准', `“${row.title}”没有批准，可与街道沟通后重新提出。`];
      await notify(m, now, [{ userId: row.proposedBy, kind: 'POINTS', title, body }]);
      return this.show(m, me, id);
    });
  }
  /** Today is its last day; services of the days before keep what was promised. @throws STATE */
  end(me: Me, id: number): Promise<AdditionView> {
    return this.tx.run(async (m) => {
      const row = await this.row(m, id), now = this.clock.now();
      me.require('tariff.add', row.path);
      if (!(await endAddition(m, id, dayOf(now)))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'addition.end', refType: 'addition', refId: id, areaId: row.areaId, at: now });
      if (row.proposedBy !== me.id) await notify(m, now, [{ userId: row.proposedBy, kind: 'POINTS', title: '社区加分已结束', body: `“${row.title}”到今天为止，之前的服务仍按约定加分。` }]);
      return this.show(m, me, id);
    });
  }

  private async area(id: number): Promise<AreaRow> {
    const area = await findArea(this.tx.read, id);
    if (!area) throw fail('NOT_FOUND');
    return area;
  }
  private async row(m: EntityManager, id: number): Promise<AdditionRow> {
    const row = await findAddition(m, id);
    if (!row) throw fail('NOT_FOUND');
    return row;
  }
  /** @throws ADDITION_EXISTS */
  private async requireAlone(m: EntityManager, one: { id: number; areaId: number; kinds: readonly string[]; from: string; to: string }): Promise<void> {
    const others = (await standing(m, one.areaId, one.from)).filter((o) => o.id !== one.id);
    if (others.some((o) => doMeet(one, { kinds: kindsOf(o.kinds), from: o.fromDay, to: o.toDay }))) throw fail('ADDITION_EXISTS');
  }
  private async show(m: EntityManager, me: Me, id: number): Promise<AdditionView> {
    return this.view(me, await this.row(m, id));
  }
  private view(me: Me, row: AdditionRow): AdditionView {
    const today = dayOf(this.clock.now());
    const reader = { isProposer: row.proposedBy === me.id, mayAdd: me.may('tariff.add', row.path), mayManage: me.may('tariff.manage', row.path) };
    return {
      id: row.id, areaId: row.areaId, areaName: row.areaName, title: row.title, kinds: kindsOf(row.kinds), percent: row.percent, budget: row.budget, used: row.used, from: row.fromDay, to: row.toDay,
      status: statusOn(row.status, row.toDay, today), proposedBy: row.proposer, actions: additionActions(row.status, row.toDay, today, reader),
    };
  }
}
