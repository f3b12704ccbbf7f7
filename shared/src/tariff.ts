import type { Evidence } from './logs.ts';
import type { TaskKind } from './tasks.ts';

/** What one kind of task yields: so many points an hour, or for the whole task however long it was. */
export interface TariffLine { basis: 'HOUR' | 'TASK'; points: number; /** 1–3: the usual difficulty of the kind. */ difficulty: Difficulty }
export const DIFFICULTIES = { 1: '一般', 2: '需要手艺或耐心', 3: '艰苦或有风险' } as const;
export type Difficulty = 1 | 2 | 3;
export const DIFFICULTY_KEYS = [1, 2, 3] as const satisfies readonly Difficulty[];
/** The rules of one tariff version. All figures are whole numbers. */
export interface TariffRules {
  lines: Record<TaskKind, TariffLine>;
  /** Tenths: 10 is × 1.0. */ factors: Record<Difficulty, number>;
  /** Percent that a grade of evidence yields. D yields nothing (rule R9). */ evidence: Record<Evidence, number>;
  /** Points; 0 means no cap. */ caps: { task: number; day: number; month: number };
  /** What one point is worth in fen when means are compared with promises. Points are no money: nobody is ever paid by it. */ pointValueFen: number;
}
export const TARIFF_LIMITS = {
  name: { min: 2, max: 40 }, note: { min: 0, max: 200 }, points: { min: 0, max: 1_000 }, factor: { min: 10, max: 30 }, percent: { min: 0, max: 100 }, cap: { min: 0, max: 100_000 }, valueFen: { min: 1, max: 1_000 },
  addPercent: { min: 1, max: 100 }, addBudget: { min: 1, max: 1_000_000 },
} as const;
export const TARIFF_STATUSES = { DRAFT: '草稿', PUBLISHED: '已公布' } as const;
export type TariffStatus = keyof typeof TARIFF_STATUSES;
export interface TariffInput { name: string; note?: string; rules: TariffRules }
/** In force from that day in Shanghai on, until a later version begins. At the earliest tomorrow. */
export interface PublishTariffInput { effectiveFrom: string }
export interface TariffView { id: number; version: number; name: string; note: string; status: TariffStatus; rules: TariffRules; effectiveFrom: string | null; publishedAt: number | null; /** In force today. */ current: boolean; text: string[]; actions: ('edit' | 'publish' | 'discard')[] }

/** What the rule was given for one award: enough to work it out again. Kept as JSON with the entry. */
export interface TariffFacts {
  minutes: number; kind: TaskKind; evidence: Evidence; difficulty: Difficulty | null; day: string;
  /** Points the person already had for services of that day and month. */ dayPoints: number; monthPoints: number;
  /** A community's addition that applied: its percent and what its budget still allowed. */ addition: { id: number; percent: number; left: number } | null;
}

export const ADDITION_STATUSES = { PROPOSED: '待批准', ACTIVE: '执行中', ENDED: '已结束', REFUSED: '未批准' } as const;
export type AdditionStatus = keyof typeof ADDITION_STATUSES;
/** A community adds a percentage for some kinds of its own tasks, within a budget of points that the street or the city approves. */
export interface AdditionInput { areaId: number; title: string; kinds: TaskKind[]; percent: number; budget: number; from: string; to: string }
export interface AdditionView { id: number; areaId: number; areaName: string; title: string; kinds: TaskKind[]; percent: number; budget: number; used: number; from: string; to: string; status: AdditionStatus; proposedBy: string; actions: ('approve' | 'refuse' | 'end')[] }

/** A draft tariff over the records of the last three months, beside what was really given. Nobody is named: people are counted. */
export interface SimulateInput { rules: TariffRules }
export interface SimulationView {
  from: string; to: string; records: number; people: number; points: { now: number; draft: number }; costFen: { now: number; draft: number };
  /** How many people would gain, lose or stay the same, and the typical change. */ gain: number; lose: number; same: number; medianChange: number;
  /** People by size of the change, widest loss first. Bands with fewer than 5 people are put together with their neighbour. */ bands: { label: string; people: number }[];
  communities: { areaId: number; name: string; now: number; draft: number; people: number }[];
  kinds: { kind: TaskKind; now: number; draft: number; records: number }[];
}
