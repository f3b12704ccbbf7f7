import type { PlaceRef } from './users.ts';
/** What waits for a desk, oldest first; counts stop at 99 ("99+"). */
export interface DeskQueue { count: number; oldestAt: number | null; overdue: number }
export interface DeskView {
  area: PlaceRef; areas: PlaceRef[];
  registrations: DeskQueue; unitRegistrations: DeskQueue; needs: DeskQueue; claims: DeskQueue; logs: DeskQueue; orders: DeskQueue; reviews: DeskQueue;
  today: { taskId: number; shiftId: number; title: string; startsAt: number; endsAt: number; taken: number; places: number; present: number }[];
  week: { tasksOpen: number; placesOpen: number; verified: number; minutes: number };
}
