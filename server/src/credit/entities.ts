import { PointsAccount, PointsEntry } from './points/points.entity.js';
import { PickupPoint, PickupTry, Redemption, Reward, StockMove } from './rewards/reward.entity.js';
/** Tables of this room. */
export const creditEntities = [PointsAccount, PointsEntry, PickupPoint, Reward, StockMove, Redemption, PickupTry];
