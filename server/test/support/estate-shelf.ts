import type { CounterFindInput, RedemptionView } from '@xianfeng/shared';
import type { Shop } from '../credit/shop.js';
import { key } from '../start.js';
import type { Actor, World } from '../world.js';

/** Makers of one fresh row of what is bought with points and of what is entered into an account. */
export interface ShelfRows {
  reward: () => Promise<number>;
  /** A thing that has run out. */
  soldOut: () => Promise<number>;
  /** A point of its own with one thing on its shelf. */
  shelf: () => Promise<{ pointId: number; rewardId: number }>;
  /** A stock-take begun by a keeper of its own; `counted`: handed on to a second person. */
  stockTake: (counted?: boolean) => Promise<{ pointId: number; rewardId: number; takeId: number }>;
  redemption: () => Promise<{ owner: Actor; redemption: RedemptionView }>;
  /** An order for which something else is offered. */
  offered: () => Promise<{ owner: Actor; redemption: RedemptionView }>;
  collected: () => Promise<{ owner: Actor; redemption: RedemptionView }>;
  /** Who he says he is, at the pickup point's counter. */
  atCounter: (who: Actor) => CounterFindInput;
  /** An award of the community's own. */
  entry: () => Promise<{ owner: Actor; id: number }>;
  /** Exchange stopped by another officer than those at the doors; with an appeal where asked for. */
  freeze: (appealed?: boolean) => Promise<{ owner: Actor; id: number }>;
  /** Proposed by another officer than those at the doors. */
  correction: () => Promise<{ owner: Actor; id: number }>;
}

export function shelfRows({ world, shop, secretary, colleague, pointId }: { world: World; shop: Shop; secretary: Actor; colleague: Actor; pointId: number }): ShelfRows {
  const home = world.community;
  const redemption = async () => {
    const owner = await world.person(), rewardId = await shop.goods(pointId);
    await shop.give(owner, 100);
    return { owner, redemption: await owner.api.redemptions.order({ rewardId, quantity: 1 }, key()) };
  };
  const shelf = async () => {
    const id = await shop.point(home);
    return { pointId: id, rewardId: await shop.goods(id) };
  };
  return {
    reward: () => shop.goods(pointId),
    soldOut: () => shop.goods(pointId, { stock: 0 }),
    shelf,
    stockTake: async (counted = false) => {
      const at = await shelf(), { api } = await world.staff('KEEPER', home), { id } = await api.stockTakes.begin(at.pointId, key());
      if (!counted) return { ...at, takeId: id };
      await api.stockTakes.count(id, { lines: [{ rewardId: at.rewardId, counted: 9 }] });
      await api.stockTakes.submit(id, key());
      return { ...at, takeId: id };
    },
    redemption,
    offered: async () => {
      const made = await redemption();
      await secretary.api.redemptions.substitute(made.redemption.id, { rewardId: await shop.goods(pointId), note: '大米受潮了' }, key());
      return made;
    },
    collected: async () => {
      const made = await redemption();
      return { ...made, redemption: await secretary.api.redemptions.collect({ code: made.redemption.code! }, key()) };
    },
    atCounter: ({ name, phone: number }) => ({ pickupPointId: pointId, name, phoneTail: number.slice(-4) }),
    entry: async () => {
      const owner = await world.person();
      await shop.give(owner, 20);
      return { owner, id: (await owner.api.points.entries({})).items[0]!.id };
    },
    freeze: async (appealed = false) => {
      const owner = await world.person(), { id } = await colleague.api.freezes.create({ userId: owner.id, reason: '时长需要核对' }, key());
      if (appealed) await owner.api.points.appeal({ text: '那两次我都在场' }, key());
      return { owner, id };
    },
    correction: async () => {
      const owner = await world.person();
      return { owner, id: (await colleague.api.corrections.propose({ kind: 'ADJUST', userId: owner.id, points: 5, reason: '漏记一次服务' }, key())).id };
    },
  };
}
