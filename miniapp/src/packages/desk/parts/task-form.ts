import { DAY_MS, MINUTE_MS, addDays, clockOf, dayOf, instant, startOfDay, weekdayOf, type Audience, type ClaimMode, type CreateTaskInput, type Difficulty, type NeedKind, type NeedView, type PhotoRule, type Presence, type ShiftInput, type TaskKind, type TaskTemplate, type TaskView } from '@xianfeng/shared';
import type { PickedUnit } from './unit-picker';

/** What stands in the form, kept on the device until it is sent. */
export interface TaskForm {
  /** A template was chosen, or the task comes from elsewhere: the form is shown. */ begun: boolean;
  areaId: number; areaName: string; kind: TaskKind; title: string; summary: string; place: string; shifts: ShiftInput[]; audience: Audience; unit: PickedUnit | null; claimMode: ClaimMode; presence: Presence;
  photoRule: PhotoRule; photoReason: string; riskNote: string; contactName: string; contactPhone: string;
  /** 0: as usual for the kind. A draft kept by an older version has none. */ difficulty?: Difficulty | 0;
}
export interface Contact { contactName: string; contactPhone: string }

/** Next Saturday, at nine unless said otherwise: when people with a day job have time. */
export function nextSaturday(now: number, clock = '09:00'): number {
  const days = (6 - weekdayOf(now) + 7) % 7 || 7;
  return instant(addDays(dayOf(now), days), clock);
}
/** Some work has its hour: patrols after dark, lessons after school. Everything else begins in the morning. */
const CLOCKS: Partial<Record<TaskKind, string>> = { PATROL: '19:30', TUTOR: '16:30' };
const firstShift = (minutes: number, places: number, now: number, kind: TaskKind = 'OTHER'): ShiftInput => { const startsAt = nextSaturday(now, CLOCKS[kind]); return { startsAt, endsAt: startsAt + minutes * MINUTE_MS, places }; };

export const emptyForm = (area: { id: number; name: string }, contact: Contact, now: number): TaskForm => ({
  begun: false, areaId: area.id, areaName: area.name, kind: 'OTHER', title: '', summary: '', place: '', shifts: [firstShift(120, 5, now)], audience: 'EVERYONE', unit: null, claimMode: 'OPEN', presence: 'LEADER',
  photoRule: 'OPTIONAL', photoReason: '', riskNote: '注意安全，结伴同行，身体不适请马上告诉负责人。', ...contact,
});
/** Everything a template knows; what was written before (place, contact, area) stays. */
export const fromTemplate = (template: TaskTemplate, now: number): Partial<TaskForm> => ({
  begun: true, kind: template.kind, title: template.title, summary: template.summary, shifts: [firstShift(template.minutes, template.places, now, template.kind)], audience: template.audience, presence: template.presence,
  photoRule: template.photoRule, photoReason: template.photoReason, riskNote: template.riskNote, difficulty: 0,
});
const KIND_OF_NEED: Record<NeedKind, TaskKind> = { REPAIR: 'REPAIR', CARE: 'ELDER', ERRAND: 'ELDER', LEARN: 'TUTOR', CLEAN: 'CLEAN', SAFETY: 'PATROL', MEDIATE: 'MEDIATE', OTHER: 'OTHER' };
/** A need in the form of a task: its own words, and the rest from the template of that kind of work. */
export function fromNeed(need: NeedView, templates: readonly TaskTemplate[], now: number): Partial<TaskForm> {
  const kind = KIND_OF_NEED[need.kind];
  const template = templates.find((one) => one.kind === kind);
  return { ...(template ? fromTemplate(template, now) : {}), begun: true, kind, areaId: need.areaId, areaName: need.areaName, title: need.title.slice(0, 40), summary: need.text, place: need.place || need.areaName, shifts: [firstShift(template?.minutes ?? 60, 2, now, kind)] };
}
export const fromTask = (task: TaskView): TaskForm => ({
  begun: true, areaId: task.areaId, areaName: task.areaName, kind: task.kind, title: task.title, summary: task.summary, place: task.place, shifts: task.shifts.map(({ id, startsAt, endsAt, places }) => ({ id, startsAt, endsAt, places })),
  audience: task.audience, unit: task.unit, claimMode: task.claimMode, presence: task.presence, photoRule: task.photoRule, photoReason: task.photoReason, riskNote: task.riskNote, contactName: task.contactName, contactPhone: task.contactPhone, difficulty: task.difficulty ?? 0,
});
/** What is sent, but for what only a new task has. */
export const taskInput = (form: TaskForm): Omit<CreateTaskInput, 'areaId' | 'needId' | 'publish'> => ({
  kind: form.kind, title: form.title.trim(), summary: form.summary.trim(), place: form.place.trim(), shifts: form.shifts, audience: form.audience, claimMode: form.claimMode, presence: form.presence, photoRule: form.photoRule,
  riskNote: form.riskNote.trim(), contactName: form.contactName.trim(), contactPhone: form.contactPhone.trim(), difficulty: form.difficulty ?? 0,
  ...(form.audience === 'UNIT' && form.unit ? { unitId: form.unit.id } : {}), ...(form.photoRule === 'REQUIRED' ? { photoReason: form.photoReason.trim() } : {}),
});

/** Another day, the same hours. */
export const onDay = <S extends ShiftInput>(shift: S, day: string): S => { const by = startOfDay(day) - startOfDay(dayOf(shift.startsAt)); return { ...shift, startsAt: shift.startsAt + by, endsAt: shift.endsAt + by }; };
/** Another beginning, the same length. */
export const startingAt = <S extends ShiftInput>(shift: S, clock: string): S => { const startsAt = instant(dayOf(shift.startsAt), clock); return { ...shift, startsAt, endsAt: startsAt + (shift.endsAt - shift.startsAt) }; };
/** Another end; one that is not after the beginning lies on the next day. */
export const endingAt = <S extends ShiftInput>(shift: S, clock: string): S => { const end = instant(dayOf(shift.startsAt), clock); return { ...shift, endsAt: end > shift.startsAt ? end : end + DAY_MS }; };
/** One more shift: a day later, at the same hours. */
export const oneMore = (shifts: readonly ShiftInput[], now: number): ShiftInput => {
  const last = shifts.at(-1) ?? firstShift(120, 5, now);
  return { startsAt: last.startsAt + DAY_MS, endsAt: last.endsAt + DAY_MS, places: last.places };
};
/** Does it end on the next day? Midnight itself still belongs to the evening. */
export const crossesMidnight = (shift: ShiftInput): boolean => dayOf(shift.startsAt) !== dayOf(shift.endsAt) && clockOf(shift.endsAt) !== '00:00';
export const shiftMinutes = (shift: ShiftInput): number => Math.round((shift.endsAt - shift.startsAt) / MINUTE_MS);
