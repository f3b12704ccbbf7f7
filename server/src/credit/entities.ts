import { PointsAccount, PointsEntry } from './points/points.entity.js';
/** Tables of this room. */
export const creditEntities = [PointsAccount, PointsEntry];
