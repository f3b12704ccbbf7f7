import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type VoiceAsk, type VoiceInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { ContentCheck } from '../../reach/moderation/content-check.js';
import { factsOfOne } from './facts.store.js';
import { unitsOf } from './received.service.js';
import { askedOf, askedOfUnits, insertVoice, voiceOf, type AskedRow } from './voices.store.js';

/** 双评价, the other side: members and units say how the community did. Members are counted, never named. */
@Injectable()
export class VoicesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly content: ContentCheck) {}
  /** Of himself, and of the units he speaks for. */
  async asked(me: Me): Promise<VoiceAsk[]> {
    const m = this.tx.read;
    return Promise.all((await this.rows(m, me)).map((r) => this.show(m, me, r)));
  }
  /** Once for each round; it cannot be taken back. @throws NOT_FOUND where nobody asked, STATE where it was given */
  give(me: Me, roundId: number, input: VoiceInput, key: string): Promise<VoiceAsk> {
    const now = this.clock.now(), { clarity, usefulness, respect, sentence = '' } = input;
    return this.tx.once(me.id, key, 'evaluations.voice', { roundId, ...input }, now, async (m) => {
      const row = (await this.rows(m, me)).find((r) => r.roundId === roundId && r.unitId === (input.unitId ?? null));
      me.requireSelf(row ? me.id : null);
      const unitId = row!.unitId ?? 0, facts = await this.facts(m, me, row!);
      if (await voiceOf(m, roundId, unitId ? 0 : me.id, unitId)) throw fail('STATE');
      await insertVoice(m, { roundId, userId: unitId ? 0 : me.id, unitId, clarity, usefulness, respect, sentence, facts: JSON.stringify(facts), givenBy: me.id, givenAt: now }).catch((e: unknown) => { throw isDuplicate(e) ? fail('STATE') : e; });
      await audit(m, { actorId: me.id, action: 'evaluation.voice', refType: 'evaluationRound', refId: roundId, areaId: row!.communityId, at: now });
      return this.show(m, me, row!);
    }, async () => void (await this.content.check(me.id, 'voice', { sentence })));
  }
  private async rows(m: EntityManager, me: Me): Promise<AskedRow[]> {
    const now = this.clock.now();
    return [...(await askedOfUnits(m, unitsOf(me), now)), ...(me.session.kind === 'MEMBER' ? await askedOf(m, me.id, now) : [])];
  }
  private facts(m: EntityManager, me: Me, r: AskedRow) {
    return factsOfOne(m, r.unitId === null ? 'user' : 'unit', r.unitId ?? me.id, { communityIds: [r.communityId], from: r.fromDay, to: r.toDay, gradeD: true });
  }
  private async show(m: EntityManager, me: Me, r: AskedRow): Promise<VoiceAsk> {
    return { roundId: r.roundId, title: r.title, communityName: r.communityName, unitId: r.unitId, unitName: r.unitName, closesAt: r.closesAt, facts: await this.facts(m, me, r), given: await voiceOf(m, r.roundId, r.unitId === null ? me.id : 0, r.unitId ?? 0) };
  }
}
