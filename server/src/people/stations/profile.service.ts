import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIRM_DAYS, DAY_MS, STATION_KEYS, type ProfileView, type Station, type StationCount, type UpdateProfileInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { Jobs } from '../../lib/jobs.js';
import { notify } from '../../reach/notices/notices.store.js';
import { DirectoryService } from '../users/directory.service.js';
import { saveProfile } from '../users/profiles.store.js';
import { takeTurn } from '../users/users.store.js';
import { packKinds, profileView } from './profile.rules.js';
import { addStation, dueToConfirm, endStations, findProfile, markAsked, setBuilding, stationCounts, stationsOf } from './profile.store.js';

/** People asked in one transaction, and in one run of the job: a city's worth is spread over a day. */
const AT_ONCE = 50, PER_RUN = 5_000;

/** What somebody says of himself: the post he keeps, how far he goes, what he will not do; and that it is still true. */
@Injectable()
export class ProfileService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService, jobs: Jobs) {
    jobs.add('profiles.ask', DAY_MS / 4, () => this.ask());
  }
  mine(me: Me): Promise<ProfileView> {
    return this.view(this.tx.read, me.id, this.clock.now());
  }
  /** What is not named stays. @throws NOT_REGISTERED for a post or a building without a home */
  update(me: Me, input: UpdateProfileInput): Promise<ProfileView> {
    const now = this.clock.now();
    return this.tx.run(async (m) => {
      await takeTurn(m, me.id);
      const row = await findProfile(m, me.id);
      if (!row) throw fail('NOT_FOUND');
      if ((input.stations?.length || input.building !== undefined) && row.communityId === null) throw fail('NOT_REGISTERED');
      if (input.stations) await this.keep(m, me.id, row.communityId, input.stations, now);
      if (input.building !== undefined) await setBuilding(m, me.id, input.building);
      await saveProfile(m, me.id, { reach: input.range ?? null, wontKinds: input.wontKinds ? packKinds(input.wontKinds) : null, wontText: input.wontText ?? null });
      // Which fields, never what they say: what he will not do is nobody's business, not even the audit's.
      await audit(m, { actorId: me.id, action: 'profile.update', refType: 'person', refId: me.id, areaId: row.communityId, detail: { fields: Object.keys(input) }, at: now });
      return this.view(m, me.id, now);
    });
  }
  confirm(me: Me): Promise<ProfileView> {
    const now = this.clock.now();
    return this.tx.run(async (m) => {
      await takeTurn(m, me.id);
      await saveProfile(m, me.id, { confirmedAt: now });
      await audit(m, { actorId: me.id, action: 'profile.confirm', refType: 'person', refId: me.id, at: now });
      return this.view(m, me.id, now);
    });
  }
  /** Every post of the catalogue, also those that nobody keeps. The gate asked for the area. */
  async counts(areaId: number): Promise<StationCount[]> {
    const path = await this.directory.pathOf(areaId);
    if (path === null) throw fail('NOT_FOUND');
    const rows = new Map((await stationCounts(this.tx.read, path)).map((r) => [r.station, Number(r.people)]));
    return STATION_KEYS.map((station) => ({ station, people: rows.get(station) ?? 0 }));
  }
  /** Once each half-year, one question in the inbox. Who does not answer is asked again half a year later, and nothing else happens. */
  async ask(): Promise<number> {
    const now = this.clock.now(), before = now - CONFIRM_DAYS * DAY_MS;
    let asked = 0;
    for (let after = 0, seen = 0; seen < PER_RUN; ) {
      const due = await dueToConfirm(this.tx.read, before, after, AT_ONCE);
      asked += await this.tx.run(async (m) => {
        const told: number[] = [];
        for (const { userId } of due) {
          await takeTurn(m, userId);
          if (await markAsked(m, userId, before, now)) told.push(userId);
        }
        await notify(m, now, told.map((userId) => ({ userId, kind: 'REGISTRATION' as const, title: '您的报到信息有变化吗', body: '没变就点一下“信息没变”；搬了家、换了特长，顺手改一改。不处理也没有影响。', link: '/packages/more/pages/profile/index' })));
        return told.length;
      });
      if (due.length < AT_ONCE) break;
      after = due.at(-1)!.userId;
      seen += due.length;
    }
    return asked;
  }
  private async keep(m: EntityManager, userId: number, communityId: number | null, wanted: readonly Station[], now: number): Promise<void> {
    await endStations(m, userId, communityId, wanted, now);
    if (communityId === null) return;
    const kept = new Set((await stationsOf(m, userId)).map((s) => s.station));
    for (const station of wanted) if (!kept.has(station)) await addStation(m, userId, communityId, station, now);
  }
  private async view(m: EntityManager, userId: number, now: number): Promise<ProfileView> {
    const row = await findProfile(m, userId);
    if (!row) throw fail('NOT_FOUND');
    return profileView(row, await stationsOf(m, userId), now);
  }
}
