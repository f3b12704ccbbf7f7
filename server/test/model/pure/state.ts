import { ROLE_PERMISSIONS, type CorrectionKind, type CorrectionStatus, type EntryKind, type FreezeStatus, type LimitPeriod, type LogStatus, type Permission, type RedemptionStatus, type Role, type StockTakeStatus, type TaskKind, type ClaimStatus } from '@xianfeng/shared';

/**
 * The model: what the service should do, written down a second time, in memory and without a line of its code. People, orders, lots and so on
 * are known by their place in these lists; `id` is what the service called them, and nothing in the model depends on it.
 */
export type Area = 'STREET' | 'A' | 'B';
export interface Post { id: number; who: number; role: Role; area: Area; ended: boolean }
export interface Person { id: number; name: string; home: Area; registration: number; available: number; held: number; earned: number; spent: number; expired: number; adjusted: number; frozen: boolean; wrong: { n: number; since: number; lockedUntil: number } }
export interface Lot { who: number; left: number; expiresAt: number; first: number }
export interface Tx { id: number; kind: EntryKind; who: number; available: number; balance: number; area: Area | null; order: number | null; reversed: boolean; moves: { lot: number; points: number }[] }
export interface Task { id: number; shiftId: number; area: Area; kind: TaskKind; startsAt: number; endsAt: number; places: number; taken: number; waiting: number; open: boolean }
export interface Claim { id: number; task: number; who: number; status: ClaimStatus; live: boolean; createdAt: number; seen: { inAt: number; by: number; outAt: number | null; at: number } | null }
export interface Log { id: number; claim: number; who: number; status: LogStatus }
export interface Rec { who: number; from: number; minutes: number; day: string; points: number; cut: boolean }
export interface Reward { id: number; point: number; price: number; stock: number; reserved: number; bestBefore: string | null; perPerson: number; period: LimitPeriod; listed: boolean }
export interface Order { id: number; code: string; who: number; reward: number; quantity: number; points: number; status: RedemptionStatus; createdAt: number; expiresAt: number; collectedAt: number; offered: number | null }
export interface Take { id: number; point: number; status: StockTakeStatus; startedBy: number; lines: { reward: number; book: number; counted: number | null; by: number | null }[] }
export interface Correction { id: number; kind: CorrectionKind; who: number; area: Area; tx: number; points: number; status: CorrectionStatus; by: number }
export interface Freeze { id: number; who: number; area: Area; status: FreezeStatus; by: number }
export interface World {
  now: number; capsFrom: string;
  areas: Record<Area, number>; points: { id: number; area: Area }[];
  people: Person[]; posts: Post[]; lots: Lot[]; txs: Tx[]; tasks: Task[]; claims: Claim[]; logs: Log[]; records: Rec[]; rewards: Reward[]; orders: Order[]; takes: Take[]; corrections: Correction[]; freezes: Freeze[];
}
/** What the model expects of a request: a refusal, or what it changes once it was answered; `idle` where it is answered and changes nothing. */
export type Verdict = { refuse: string } | { apply: (answer: never) => void; idle?: boolean };
export const no = (refuse: string): Verdict => ({ refuse });

const covers = (root: Area, area: Area): boolean => root === area || root === 'STREET';
export const may = (w: World, who: number, permission: Permission, area: Area): boolean =>
  w.posts.some((p) => p.who === who && !p.ended && covers(p.area, area) && ROLE_PERMISSIONS[p.role].includes(permission));
/** null when he may; outside of his areas he does not even learn that there is something. */
export function barred(w: World, who: number, permission: Permission, area: Area): string | null {
  if (may(w, who, permission, area)) return null;
  return w.posts.some((p) => p.who === who && !p.ended && covers(p.area, area)) ? 'FORBIDDEN' : 'NOT_FOUND';
}
export const indices = (list: readonly unknown[]): number[] => list.map((_, i) => i);
/** The last few of a list: what a run still cares about. */
export const recent = (list: readonly unknown[], most = 8): number[] => indices(list).slice(-most);
