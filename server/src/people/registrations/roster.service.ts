import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONSENTS, SKILLS, type RegisterMemberInput, type RosterMatch, type UserKind } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { fail } from '../../lib/errors.js';
import { isGranted } from '../consents/consents.store.js';
import { keysOf } from '../users/me.rules.js';
import { findPerson } from '../users/users.store.js';
import { findOnRoster, linkRoster, setIdentity, type RosterRow } from './registrations.store.js';

const NOBODY: RosterMatch = { found: false, name: '', unitName: '', community: null, compound: null, compoundText: '', building: '', skills: [] };
const place = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
const known = (skills: string): string[] => keysOf(skills).filter((s) => (SKILLS as readonly string[]).includes(s));
const rosterMatch = (e: RosterRow): RosterMatch => ({
  found: true, name: e.name, unitName: e.unitName ?? '', community: place(e.communityId, e.communityName), compound: place(e.compoundId, e.compoundName),
  compoundText: e.compoundText, building: e.building, skills: known(e.skills),
});

/** The roster is looked into for nobody who did not agree to it, and only by the phone he proved. */
@Injectable()
export class RosterService {
  constructor(private readonly tx: Tx) {}
  /** @throws PHONE_NEEDED, CONSENT_NEEDED */
  async match(me: Me): Promise<RosterMatch> {
    if (me.session.phone === null) throw fail('PHONE_NEEDED');
    if (!(await isGranted(this.tx.read, me.id, 'ROSTER'))) throw fail('CONSENT_NEEDED', { purpose: CONSENTS.ROSTER.label });
    const entry = await findOnRoster(this.tx.read, me.session.phone);
    return entry ? rosterMatch(entry) : NOBODY;
  }
  /**
   * Takes over what the roster knows of the person who registers, or what he says himself; his kind decides whether the
   * community has to say yes. Once a member, always one: taking the consent back is no way around the review.
   */
  async identify(m: EntityManager, me: Me, input: RegisterMemberInput): Promise<UserKind> {
    const entry = me.session.phone !== null && (await isGranted(m, me.id, 'ROSTER')) ? await findOnRoster(m, me.session.phone) : null;
    const person = await findPerson(m, me.id);
    // Who retired stays retired, whatever a list that was not mended says; a new roster's difference may decide otherwise.
    const isRetired = person?.kind === 'RETIRED', kind = isRetired ? 'RETIRED' : entry ? 'MEMBER' : (person?.kind ?? 'RESIDENT');
    const skills = input.skills ?? (entry && person?.skills === '' ? known(entry.skills) : null);
    await setIdentity(m, me.id, { name: entry?.name ?? (kind !== 'RESIDENT' ? null : (input.name ?? null)), kind, unitId: isRetired ? null : (entry?.unitId ?? null), skills: skills?.slice(0, 8).join(',') ?? null });
    if (entry) await linkRoster(m, entry.id, me.id);
    return kind;
  }
}
