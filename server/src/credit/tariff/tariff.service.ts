import { Injectable } from '@nestjs/common';
import { dayOf, type PublishTariffInput, type TariffInput, type TariffRules, type TariffView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { requireDay, requireRules } from './judge.rules.js';
import { tariffText } from './tariff.rules.js';
import { amendDraft, cityPath, findTariff, insertDraft, officers, publishDraft, removeDraft, tariffOn, tariffs, type Draft, type TariffRow } from './tariff.store.js';

const LISTED = 200;
/** How often a version is tried for when others take it at the same moment. */
const TRIES = 8;

/** The city's tariff: drafts, and versions that never change once they are published. */
@Injectable()
export class TariffService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}

  /** In force today, for everybody to read. */
  async current(): Promise<TariffView> {
    const m = this.tx.read, { id, version } = await tariffOn(m, this.today());
    return this.view((await findTariff(m, id))!, version, false);
  }
  /** Drafts and published ones, newest version first; streets may look, the city decides. */
  async list(me: Me): Promise<TariffView[]> {
    me.roots('tariff.manage');
    const m = this.tx.read, { version } = await tariffOn(m, this.today()), mayManage = me.may('tariff.manage', await cityPath(m));
    return (await tariffs(m, LISTED)).map((row) => this.view(row, version, mayManage));
  }
  async create(me: Me, input: TariffInput): Promise<TariffView> {
    me.require('tariff.manage', await cityPath(this.tx.read));
    const draft = draftOf(input);
    for (let i = 1; ; i++)
      try {
        return await this.tx.run(async (m) => {
          const now = this.clock.now(), id = await insertDraft(m, draft, me.id, now);
          await audit(m, { actorId: me.id, action: 'tariff.draft', refType: 'tariff', refId: id, at: now });
          return this.show(m, me, id);
        });
      } catch (e) {
        if (i >= TRIES || !isDuplicate(e)) throw e; // somebody else's draft took the version
      }
  }
  /** @throws STATE once it is published */
  async update(me: Me, id: number, input: TariffInput): Promise<TariffView> {
    await this.own(me, id);
    const draft = draftOf(input);
    return this.tx.run(async (m) => {
      if (!(await amendDraft(m, id, draft))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'tariff.edit', refType: 'tariff', refId: id, at: this.clock.now() });
      return this.show(m, me, id);
    });
  }
  /** @throws STATE once it is published */
  async discard(me: Me, id: number): Promise<void> {
    const { version, name } = await this.own(me, id);
    await this.tx.run(async (m) => {
      if (!(await removeDraft(m, id))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'tariff.discard', refType: 'tariff', refId: id, detail: { version, name }, at: this.clock.now() });
    });
  }
  /** In force from that day on; streets and communities are told. @throws STATE, TARIFF_DAY */
  async publish(me: Me, id: number, { effectiveFrom }: PublishTariffInput): Promise<TariffView> {
    const { version, name } = await this.own(me, id), now = this.clock.now(), today = dayOf(now);
    requireDay(effectiveFrom, today);
    return this.tx.run(async (m) => {
      if (!(await publishDraft(m, id, effectiveFrom, me.id, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'tariff.publish', refType: 'tariff', refId: id, detail: { version, effectiveFrom }, at: now });
      const body = `“${name}”（第 ${version} 版）自 ${effectiveFrom} 起执行。之前的服务仍按原办法计分，请告诉居民和党员。`;
      await notify(m, now, (await officers(m, today)).map((userId) => ({ userId, kind: 'POINTS' as const, title: '新的积分办法已公布', body, link: '/packages/more/pages/points/index' })));
      return this.show(m, me, id);
    }).catch((e: unknown) => { throw isDuplicate(e) ? fail('TARIFF_DAY') : e; });
  }

  private today(): string {
    return dayOf(this.clock.now());
  }
  /** A tariff, if the reader manages the city's. @throws NOT_FOUND */
  private async own(me: Me, id: number): Promise<TariffRow> {
    me.require('tariff.manage', await cityPath(this.tx.read));
    const row = await findTariff(this.tx.read, id);
    if (!row) throw fail('NOT_FOUND');
    return row;
  }
  private async show(m: EntityManager, me: Me, id: number): Promise<TariffView> {
    const { version } = await tariffOn(m, this.today());
    return this.view((await findTariff(m, id))!, version, me.may('tariff.manage', await cityPath(m)));
  }
  private view(row: TariffRow, inForce: number, mayManage: boolean): TariffView {
    const rules = JSON.parse(row.rules) as TariffRules;
    return { ...row, rules, current: row.version === inForce, text: tariffText(rules), actions: mayManage && row.status === 'DRAFT' ? ['edit', 'publish', 'discard'] : [] };
  }
}
const draftOf = ({ name, note, rules }: TariffInput): Draft => ({ name, note: note ?? '', rules: JSON.stringify(requireRules(rules)) });
