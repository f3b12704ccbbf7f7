import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SCENE_PAGE, type CodeView, type SceneKind, type SceneView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { CodeImages } from './code-images.js';
import { isScene, sceneFor, sceneHash, type Target } from './codes.rules.js';
import { findCode, findLiving, insertCode } from './codes.store.js';

/** Where a code of one kind leads now: a page with its query, or null where the thing is over. */
export type Opens = (m: EntityManager, refId: number) => Promise<string | null>;

/**
 * Codes that WeChat's own scanner opens. Each room says where its kind leads (`add`); a code says nothing itself: a letter and a token,
 * no id, no person. Whoever scans it still needs what the page asks for.
 */
@Injectable()
export class CodesService {
  private readonly kinds = new Map<SceneKind, Opens>();
  constructor(@Inject(CONFIG) private readonly config: Config, private readonly tx: Tx, private readonly clock: Clock, private readonly images: CodeImages) {}
  add(kind: SceneKind, opens: Opens): void {
    this.kinds.set(kind, opens);
  }
  /** The code of a thing: always the same one, made when it is first asked for. Who may have it is the caller's question. */
  async of(target: Target, areaId: number | null): Promise<CodeView> {
    const { kind, refId, expiresAt } = target, scene = sceneFor(this.config.secret, target), m = this.tx.read;
    let row = await findCode(m, kind, refId, expiresAt);
    if (!row) {
      await this.tx.run((w) => insertCode(w, { tokenHash: sceneHash(scene), kind, refId, areaId, expiresAt }, this.clock.now())).catch((e: unknown) => { if (!isDuplicate(e)) throw e; });
      row = await findCode(m, kind, refId, expiresAt);
    }
    return { scene, path: `/${SCENE_PAGE}?scene=${scene}`, imageUrl: row && row.imageAt !== null ? this.images.url(row.id) : null, expiresAt };
  }
  /** Where a scanned code leads. @throws CODE_GONE for what is forged, too old, or stands for something that is over: nobody learns which */
  async open(scene: string): Promise<SceneView> {
    const row = isScene(scene) ? await findLiving(this.tx.read, sceneHash(scene), this.clock.now()) : null;
    const path = row ? await this.kinds.get(row.kind)?.(this.tx.read, row.refId) : null;
    if (!row || !path) throw fail('CODE_GONE');
    return { kind: row.kind, path };
  }
}
