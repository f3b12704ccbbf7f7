import { FundEntry } from './funds/fund.entity.js';
import { JournalEntry, JournalTx, LotMove, PointsAccount, PointsLot } from './journal/journal.entity.js';
import { PointsCorrection, PointsFreeze } from './points/points.entity.js';
import { PickupTry, Redemption, RedemptionStep } from './redemptions/redemption.entity.js';
import { PickupPoint, Reward, RewardWait, StockMove, StockTake, StockTakeLine } from './shelf/shelf.entity.js';
import { Tariff, TariffAddition } from './tariff/tariff.entity.js';
/** Tables of this room. */
export const creditEntities = [
  PointsAccount, JournalTx, JournalEntry, PointsLot, LotMove, PointsFreeze, PointsCorrection, Tariff, TariffAddition,
  PickupPoint, Reward, StockMove, RewardWait, StockTake, StockTakeLine, Redemption, RedemptionStep, PickupTry, FundEntry,
];
