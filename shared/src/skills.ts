import type { NeedCard, NeedKind } from './needs.ts';
import type { PlaceRef } from './users.ts';
/** A skill that no task of so many days could use lies idle. */
export const IDLE_SKILL_DAYS = 90;
/** Who was not invited for so long is offered first, when somebody looks for people to invite. Our own choice. */
export const REST_DAYS = 60;
/** `tasks`: published in the last 90 days and of a kind that this skill helps with. */
export interface SkillRow { skill: string; people: number; tasks: number; idle: boolean }
export const UNMET_REASONS = { WAITING: '过了期限还没有回应', NO_HELPER: '发了任务，没有人来', WORDS_ONLY: '只答复了，没有人去帮', REFUSED: '未采纳' } as const;
export type UnmetReason = keyof typeof UNMET_REASONS;
export interface UnmetRow { kind: NeedKind; needs: number; /** Skills that could have helped. */ skills: string[] }
/** What people here can do and nobody asks for, and what was asked for and nobody could do. */
export interface SkillsView { area: PlaceRef; day: string; people: number; skills: SkillRow[]; unmet: UnmetRow[] }
/** Name and skills, nothing about how often: this is a list of people to invite. */
export interface SkilledPerson { id: number; name: string; unitName: string | null; skills: string[] }
export type UnmetNeed = NeedCard & { why: UnmetReason };
