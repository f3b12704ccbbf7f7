import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ContentKinds, type ContentKind } from '../../reach/moderation/content-kinds.js';
import type { PhotoOf } from '../../reach/uploads/upload.entity.js';
import { isShown, showPhoto } from '../../reach/uploads/uploads.store.js';

/** The community under which a photo's row is filed. */
const AREA: Record<PhotoOf, string> = {
  need: 'SELECT communityId AS areaId FROM need WHERE id = ?', log: 'SELECT communityId AS areaId FROM service_log WHERE id = ?', project: 'SELECT communityId AS areaId FROM project WHERE id = ?',
  pact: 'SELECT communityId AS areaId FROM agreement WHERE id = ?', reward: 'SELECT p.areaId FROM reward r JOIN pickup_point p ON p.id = r.pickupPointId WHERE r.id = ?',
};
/** Photos, to be looked at, reported and taken down. */
@Injectable()
export class PhotoContent implements ContentKind {
  constructor(kinds: ContentKinds) {
    kinds.register('photo', this);
  }
  find = async (m: EntityManager, id: number) => {
    const [photo] = await m.query<{ ownerId: number; refType: PhotoOf; refId: number }[]>('SELECT ownerId, refType, refId FROM upload WHERE id = ? AND refId IS NOT NULL', [id]);
    if (!photo) return null;
    const [row] = await m.query<{ areaId: number }[]>(AREA[photo.refType], [photo.refId]);
    return row ? { areaId: row.areaId, authorId: photo.ownerId, words: [], link: null } : null;
  };
  hide = async (m: EntityManager, id: number): Promise<void> => void (await showPhoto(m, id, false));
  show = async (m: EntityManager, id: number): Promise<void> => void (await showPhoto(m, id, true));
  /** What was passed, others see. */
  mayRead = (m: EntityManager, _: unknown, id: number): Promise<boolean> => isShown(m, id);
}
