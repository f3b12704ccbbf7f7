import { Injectable } from '@nestjs/common';
import { Tx } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { Appliers } from '../../people/imports/applier.js';
import { judgePact } from '../lists/import.rules.js';
import { ListApplier } from '../lists/lists.applier.js';
import { range } from '../lists/reader.js';
import { insertAgreement } from './agreements.store.js';

const keyOf = (communityId: unknown, title: unknown): string => `${String(communityId)}/${String(title)}`;
/** Lists of agreements → agreements in force. Expired ones come along: their years can still be printed. */
@Injectable()
export class AgreementsApplier {
  constructor(tx: Tx, appliers: Appliers) {
    appliers.register(new ListApplier(tx, {
      kind: 'PACTS', judge: judgePact, keyOf: (v) => keyOf(v['communityId'], v['title']),
      keys: async (m, path) => (await m.query<{ communityId: number; title: string }[]>('SELECT g.communityId, g.title FROM agreement g JOIN area a ON a.id = g.communityId WHERE a.path >= ? AND a.path < ?', range(path))).map((r) => keyOf(r.communityId, r.title)),
      write: async (m, v, { communityId, actorId, now }) => {
        const id = newId();
        await insertAgreement(m, { id, communityId, title: v['title'] ?? '', text: v['text'] ?? '', fromDay: v['from'] ?? '', toDay: v['to'] ?? '', createdBy: actorId, createdAt: now }, (v['unitIds'] ?? '').split(',').map(Number));
        return id;
      },
    }));
  }
}
