import type { CodeView } from '../codes.ts';
import type { Page, PageQuery } from '../page.ts';
import type { FundEntryView, FundInput, GuardView, StockSheetView } from '../ledger.ts';
import type { AppealInput, CorrectionInput, CorrectionStatus, CorrectionView, FreezeInput, FreezeStatus, FreezeView, PointsEntryView, PointsReasonInput, PointsView, PointsWhyView } from '../points.ts';
import type { CollectInput, CounterCollectInput, CounterFindInput, CounterOrderInput, CounterPersonView, CountInput, DamageInput, OrderInput, PickupPointInput, PickupPointView, RedemptionQuery, RedemptionReasonInput, RedemptionView, RestockInput, RewardView, ShelfFilter, ShelfRowView, StockInput, StockMoveView, StockTakeCard, StockTakeView, SubstituteInput, UpdatePickupPointInput, UpdateRewardInput } from '../rewards.ts';
import type { AdditionInput, AdditionView, PublishTariffInput, SimulateInput, SimulationView, TariffInput, TariffView } from '../tariff.ts';
import type { Transport } from './call.ts';

/** Points and what they are exchanged for. */
export const creditApi = (send: Transport) => ({
  points: {
    mine: () => send<PointsView>({ method: 'GET', path: '/points' }),
    entries: (query: PageQuery) => send<Page<PointsEntryView>>({ method: 'GET', path: '/points/entries', query }),
    /** Why an entry is what it is: rule, what it was given, lots. */
    why: (id: number) => send<PointsWhyView>({ method: 'GET', path: `/points/entries/${id}` }),
    /** The owner's word against the freeze of his account. */
    appeal: (body: AppealInput, key: string) => send<PointsView>({ method: 'POST', path: '/points/appeal', body, key }),
  },
  freezes: {
    list: (query: PageQuery & { areaId: number; status?: FreezeStatus }) => send<Page<FreezeView>>({ method: 'GET', path: '/freezes', query }),
    create: (body: FreezeInput, key: string) => send<FreezeView>({ method: 'POST', path: '/freezes', body, key }),
    lift: (id: number, body: PointsReasonInput, key: string) => send<FreezeView>({ method: 'POST', path: `/freezes/${id}/lift`, body, key }),
    /** The appeal was looked at and the freeze stays. */
    keep: (id: number, body: PointsReasonInput, key: string) => send<FreezeView>({ method: 'POST', path: `/freezes/${id}/keep`, body, key }),
  },
  corrections: {
    list: (query: PageQuery & { areaId: number; status?: CorrectionStatus }) => send<Page<CorrectionView>>({ method: 'GET', path: '/corrections', query }),
    propose: (body: CorrectionInput, key: string) => send<CorrectionView>({ method: 'POST', path: '/corrections', body, key }),
    approve: (id: number, key: string) => send<CorrectionView>({ method: 'POST', path: `/corrections/${id}/approve`, key }),
    refuse: (id: number, body: PointsReasonInput, key: string) => send<CorrectionView>({ method: 'POST', path: `/corrections/${id}/refuse`, body, key }),
  },
  tariffs: {
    /** Today's, for everybody. */
    current: () => send<TariffView>({ method: 'GET', path: '/tariff' }),
    list: () => send<TariffView[]>({ method: 'GET', path: '/tariffs' }),
    create: (body: TariffInput) => send<TariffView>({ method: 'POST', path: '/tariffs', body }),
    update: (id: number, body: TariffInput) => send<TariffView>({ method: 'PUT', path: `/tariffs/${id}`, body }),
    discard: (id: number) => send<void>({ method: 'DELETE', path: `/tariffs/${id}` }),
    publish: (id: number, body: PublishTariffInput) => send<TariffView>({ method: 'POST', path: `/tariffs/${id}/publish`, body }),
    simulate: (body: SimulateInput) => send<SimulationView>({ method: 'POST', path: '/simulations', body }),
  },
  additions: {
    list: (areaId: number) => send<AdditionView[]>({ method: 'GET', path: '/additions', query: { areaId } }),
    propose: (body: AdditionInput) => send<AdditionView>({ method: 'POST', path: '/additions', body }),
    approve: (id: number) => send<AdditionView>({ method: 'POST', path: `/additions/${id}/approve` }),
    refuse: (id: number) => send<AdditionView>({ method: 'POST', path: `/additions/${id}/refuse` }),
    end: (id: number) => send<AdditionView>({ method: 'POST', path: `/additions/${id}/end` }),
  },
  rewards: {
    pickupPoints: () => send<PickupPointView[]>({ method: 'GET', path: '/pickup-points' }),
    openPoint: (body: PickupPointInput) => send<PickupPointView>({ method: 'POST', path: '/pickup-points', body }),
    updatePoint: (id: number, body: UpdatePickupPointInput) => send<PickupPointView>({ method: 'PUT', path: `/pickup-points/${id}`, body }),
    list: (query: PageQuery & { pickupPointId: number }) => send<Page<RewardView>>({ method: 'GET', path: '/rewards', query }),
    get: (id: number) => send<RewardView>({ method: 'GET', path: `/rewards/${id}` }),
    /** Staff: everything on the point's shelf. */
    shelf: (query: PageQuery & { pickupPointId: number; show?: ShelfFilter }) => send<Page<ShelfRowView>>({ method: 'GET', path: '/desk/rewards', query }),
    stock: (pickupPointId: number, body: StockInput, key: string) => send<ShelfRowView>({ method: 'POST', path: `/pickup-points/${pickupPointId}/rewards`, body, key }),
    update: (id: number, body: UpdateRewardInput) => send<ShelfRowView>({ method: 'PUT', path: `/rewards/${id}`, body }),
    restock: (id: number, body: RestockInput, key: string) => send<ShelfRowView>({ method: 'POST', path: `/rewards/${id}/restock`, body, key }),
    damage: (id: number, body: DamageInput, key: string) => send<ShelfRowView>({ method: 'POST', path: `/rewards/${id}/damage`, body, key }),
    /** The stock journal of a point, newest first. */
    moves: (query: PageQuery & { pickupPointId: number; rewardId?: number }) => send<Page<StockMoveView>>({ method: 'GET', path: '/stock-moves', query }),
    wait: (id: number) => send<RewardView>({ method: 'POST', path: `/rewards/${id}/wait` }),
    leave: (id: number) => send<RewardView>({ method: 'DELETE', path: `/rewards/${id}/wait` }),
    /** Public: what came in and went out in a month ('2026-11'). */
    sheet: (query: { pickupPointId: number; month: string }) => send<StockSheetView>({ method: 'GET', path: '/stock-sheet', query }),
  },
  redemptions: {
    order: (body: OrderInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/redemptions', body, key }),
    mine: (query: PageQuery) => send<Page<RedemptionView>>({ method: 'GET', path: '/redemptions/mine', query }),
    get: (id: number) => send<RedemptionView>({ method: 'GET', path: `/redemptions/${id}` }),
    /** The pickup code of one's own order, as WeChat's scanner opens it. */
    sceneCode: (id: number) => send<CodeView>({ method: 'POST', path: `/redemptions/${id}/wechat-code` }),
    cancel: (id: number, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/cancel`, key }),
    orders: (query: RedemptionQuery) => send<Page<RedemptionView>>({ method: 'GET', path: '/redemptions', query }),
    /** The keeper looks before he hands over. */
    lookUp: (body: CollectInput) => send<RedemptionView>({ method: 'POST', path: '/redemptions/look-up', body }),
    collect: (body: CollectInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/redemptions/collect', body, key }),
    callOff: (id: number, body: RedemptionReasonInput, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/call-off`, body, key }),
    substitute: (id: number, body: SubstituteInput, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/substitute`, body, key }),
    /** The owner's yes: the answer is the new order. */
    acceptSubstitute: (id: number, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/substitute/accept`, key }),
    /** The owner's no: the order is cancelled, everything returns. */
    declineSubstitute: (id: number, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/substitute/decline`, key }),
    /** Collected goods come back; points return. */
    giveBack: (id: number, body: RedemptionReasonInput, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/give-back`, body, key }),
  },
  counter: {
    find: (body: CounterFindInput) => send<CounterPersonView>({ method: 'POST', path: '/counter/find', body }),
    order: (body: CounterOrderInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/counter/orders', body, key }),
    collect: (body: CounterCollectInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/counter/collect', body, key }),
  },
  stockTakes: {
    list: (query: PageQuery & { pickupPointId: number }) => send<Page<StockTakeCard>>({ method: 'GET', path: '/stock-takes', query }),
    begin: (pickupPointId: number, key: string) => send<StockTakeView>({ method: 'POST', path: `/pickup-points/${pickupPointId}/stock-takes`, key }),
    get: (id: number) => send<StockTakeView>({ method: 'GET', path: `/stock-takes/${id}` }),
    count: (id: number, body: CountInput) => send<StockTakeView>({ method: 'PUT', path: `/stock-takes/${id}`, body }),
    submit: (id: number, key: string) => send<StockTakeView>({ method: 'POST', path: `/stock-takes/${id}/submit`, key }),
    confirm: (id: number, key: string) => send<StockTakeView>({ method: 'POST', path: `/stock-takes/${id}/confirm`, key }),
    drop: (id: number, key: string) => send<StockTakeView>({ method: 'POST', path: `/stock-takes/${id}/drop`, key }),
  },
  funds: {
    guard: () => send<GuardView>({ method: 'GET', path: '/guard' }),
    list: (query: PageQuery & { areaId: number }) => send<Page<FundEntryView>>({ method: 'GET', path: '/funds', query }),
    add: (body: FundInput, key: string) => send<FundEntryView>({ method: 'POST', path: '/funds', body, key }),
  },
});
