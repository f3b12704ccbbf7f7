import { Injectable } from '@nestjs/common';
import { CONSENT_PURPOSES, CONSENT_VERSION, type ConsentView, type GiveConsentInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { DirectoryService } from '../users/directory.service.js';
import { takeTurn } from '../users/users.store.js';
import { findConsents, saveConsent } from './consents.store.js';

/** One yes per purpose (PIPL art. 14, 15, 29): each can be given alone and taken back at any time. */
@Injectable()
export class ConsentsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService) {}
  /** All purposes, in the order in which they are asked; one that was never answered is not granted. */
  async list(me: Me): Promise<ConsentView[]> {
    const rows = new Map((await findConsents(this.tx.read, me.id)).map((c) => [c.purpose, c]));
    return CONSENT_PURPOSES.map((purpose) => {
      const row = rows.get(purpose);
      return { purpose, granted: row?.granted === 1, at: row?.at ?? null, version: row?.version ?? CONSENT_VERSION };
    });
  }
  /** Taking the terms back closes the product until they are accepted again; what was done stays recorded. */
  async give(me: Me, { purpose, granted }: GiveConsentInput): Promise<ConsentView[]> {
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      await takeTurn(m, me.id);
      if (!(await saveConsent(m, me.id, purpose, granted, now))) return;
      await audit(m, { actorId: me.id, action: granted ? 'consent.give' : 'consent.withdraw', refType: 'person', refId: me.id, detail: { purpose, version: CONSENT_VERSION }, at: now });
    });
    this.directory.forget(me.id);
    return this.list(me);
  }
}
