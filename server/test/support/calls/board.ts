import { HOUR_MS } from '@xianfeng/shared';
import type { Estate } from '../estate.js';
import { at, own, reason, type Calls } from './entry.js';

const shiftOf = async (e: Estate): Promise<number> => (await e.task()).shifts[0]!.id;
const newTask = (e: Estate) => {
  const startsAt = e.board.clock.now() + 24 * HOUR_MS;
  return {
    areaId: e.world.community.id, kind: 'CLEAN', title: '清理楼道', summary: '清理杂物', place: '三号楼', shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places: 3 }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'CODE',
    photoRule: 'REQUIRED', photoReason: '留存前后对照', riskNote: '注意脚下', contactName: '王书记', contactPhone: '15400000000', publish: true,
  };
};

export const BOARD: Calls = {
  // needs
  'POST /needs': { key: true, make: async (e) => ({ as: await e.world.person(), body: { ...at(e), kind: 'REPAIR', title: '灯不亮了', text: '楼道的灯', place: '三号楼', onBehalfOf: '李奶奶', phone: '0359-1234567' } }) },
  'GET /needs/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /needs': { make: (e) => ({ query: { ...at(e), status: 'SUBMITTED' } }) },
  'GET /needs/:id': { permission: 'need.review', make: async (e) => e.need().then((r) => own(r.owner, r.need.id)) },
  'POST /needs/:id/answer': { make: async (e) => ({ ids: [(await e.need()).need.id], body: { reply: '已安排' } }) },
  'POST /needs/:id/refuse': { make: async (e) => ({ ids: [(await e.need()).need.id], body: { reply: '请找物业' } }) },
  'POST /needs/:id/withdraw': { make: async (e) => e.need().then((r) => own(r.owner, r.need.id)) },
  'POST /needs/:id/unquote': { make: async (e) => e.quotedNeed().then((r) => own(r.owner, r.need.id)) },
  'POST /needs/:id/feedback': { make: async (e) => e.answeredNeed().then((r) => own(r.owner, r.need.id, { body: { helped: true, text: '谢谢' } })) },
  // tasks
  'GET /task-templates': { make: (e) => ({ as: e.people.secretary }) },
  'GET /open-tasks': { make: (e) => ({ query: at(e) }) },
  'GET /tasks': { make: (e) => ({ as: e.people.member, query: { ...at(e), order: 'SOONEST', kind: 'CLEAN', when: 'EVENING', q: '楼道' } }) },
  'GET /desk/tasks': { make: (e) => ({ query: { ...at(e), status: 'PUBLISHED' } }) },
  'GET /tasks/:id': { make: async (e) => ({ ids: [(await e.task()).id] }) },
  'POST /tasks': { key: true, make: (e) => ({ body: newTask(e) }) },
  'PUT /tasks/:id': {
    key: true,
    make: async (e) => {
      const { areaId: _, publish: __, ...body } = newTask(e);
      return { ids: [(await e.task()).id], body };
    },
  },
  'POST /tasks/:id/publish': { key: true, make: async (e) => ({ ids: [(await e.task({ publish: false })).id] }) },
  'POST /tasks/:id/copy': { make: async (e) => ({ ids: [(await e.task()).id] }) },
  'POST /tasks/:id/withdraw': { key: true, make: async (e) => ({ ids: [(await e.task()).id] }) },
  'POST /tasks/:id/cancel': { key: true, make: async (e) => ({ ids: [(await e.claim()).task.id], body: { reason: '下雨了' } }) },
  'DELETE /tasks/:id': { make: async (e) => ({ ids: [(await e.task({ publish: false })).id] }) },
  // claims and offers
  'POST /claims': { key: true, make: async (e) => ({ as: await e.world.person(), body: { shiftId: await shiftOf(e), waitlist: true } }) },
  'GET /claims/mine': { make: (e) => ({ as: e.people.member, query: { state: 'COMING' } }) },
  'GET /claims/:id': { make: async (e) => e.claim().then((r) => own(r.owner, r.claim.id)) },
  'POST /claims/:id/withdraw': { key: true, make: async (e) => e.claim().then((r) => own(r.owner, r.claim.id)) },
  'GET /shifts/:id/roster': { make: async (e) => ({ ids: [await shiftOf(e)] }) },
  'POST /claims/by-organiser': { key: true, make: async (e) => ({ body: { shiftId: await shiftOf(e), userId: (await e.world.person()).id, anyway: true } }) },
  'POST /claims/:id/approve': { key: true, make: async (e) => ({ ids: [(await e.claim({ claimMode: 'APPROVAL' })).claim.id] }) },
  'POST /claims/:id/refuse': { key: true, make: async (e) => ({ ids: [(await e.claim({ claimMode: 'APPROVAL' })).claim.id] }) },
  'POST /claims/:id/excuse': { key: true, make: async (e) => ({ ids: [(await e.claim()).claim.id] }) },
  'POST /claims/:id/no-show': { key: true, make: async (e) => ({ ids: [(await e.begun()).claim.id] }) },
  'GET /offers/mine': { make: (e) => ({ as: e.people.member }) },
  'GET /shifts/:id/candidates': { make: async (e) => ({ ids: [await shiftOf(e)] }) },
  'POST /offers': { key: true, make: async (e) => ({ body: { shiftId: await shiftOf(e), userIds: [(await e.world.person()).id] } }) },
  'GET /shifts/:id/offers': { make: async (e) => ({ ids: [(await e.offer()).shiftId] }) },
  'POST /offers/:id/accept': { key: true, make: async (e) => e.offer().then((r) => own(r.owner, r.id)) },
  'POST /offers/:id/decline': { make: async (e) => e.offer().then((r) => own(r.owner, r.id)) },
  // attendance
  'POST /attendance/scan': { key: true, others: 409, make: async (e) => e.claim().then(async (r) => ({ as: r.owner, body: { payload: (await e.people.secretary.api.attendance.shiftCode(r.claim.shiftId)).payload } })) },
  'POST /attendance/day-code': { key: true, others: 409, make: async (e) => e.claim().then(async (r) => ({ as: r.owner, body: { taskId: r.task.id, code: (await e.people.secretary.api.attendance.shiftCode(r.claim.shiftId)).dayCode } })) },
  'POST /claims/:id/check-out': { key: true, make: async (e) => e.attended().then((r) => own(r.owner, r.claim.id)) },
  'GET /shifts/:id/code': { make: async (e) => ({ ids: [await shiftOf(e)] }) },
  'POST /shifts/:id/wechat-code': { make: async (e) => ({ ids: [await shiftOf(e)] }) },
  'POST /shifts/:id/mark': { key: true, make: async (e) => e.begun().then((r) => ({ ids: [r.claim.shiftId], body: { claimIds: [r.claim.id], present: true } })) },
  'GET /shifts/:id/sheet': { make: async (e) => ({ ids: [await shiftOf(e)] }) },
  'POST /shifts/:id/offline-marks': { key: true, make: async (e) => e.begun().then((r) => ({ ids: [r.claim.shiftId], body: { marks: [{ listAt: r.claim.startsAt, ref: 'tap-00000001', claimId: r.claim.id, present: true, saw: 'CONFIRMED', tappedAt: r.claim.startsAt + 60_000, offsetMs: 0 }] } })) },
  'POST /shifts/:id/member-code': { key: true, make: async (e) => e.claim().then(async (r) => ({ ids: [r.claim.shiftId], body: { payload: (await r.owner.api.me.code()).payload } })) },
  'POST /shifts/:id/walk-ups': { key: true, make: async (e) => ({ ids: [(await e.begun()).claim.shiftId], body: { name: '过路人', phoneTail: '9876' } }) },
  // logs and records
  'POST /logs': { key: true, others: 404, make: async (e) => e.attended().then((r) => ({ as: r.owner, body: { claimId: r.claim.id, text: '已完成', photoIds: [] } })) },
  'GET /logs/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /logs': { make: (e) => ({ query: { ...at(e), status: 'SUBMITTED' } }) },
  'GET /logs/:id': { permission: 'log.verify', make: async (e) => e.log().then((r) => own(r.owner, r.log.id)) },
  'PUT /logs/:id': { key: true, make: async (e) => e.log().then((r) => own(r.owner, r.log.id, { body: { claimId: r.log.claimId, text: '补充一句' } })) },
  'POST /logs/verify': { key: true, filtered: true, writes: ['idempotency'], make: async (e) => ({ body: { logIds: [(await e.log()).log.id] } }) },
  'POST /logs/:id/return': { key: true, make: async (e) => ({ ids: [(await e.log()).log.id], body: reason }) },
  'POST /logs/:id/reject': { key: true, make: async (e) => ({ ids: [(await e.log()).log.id], body: reason }) },
  // appeals, corrections, entries, the sample, what an auditor looks at
  'POST /appeals': { key: true, others: 404, make: async (e) => e.rejectedLog().then((r) => ({ as: r.owner, body: { logId: r.log.id, text: '我当时在三号楼' } })) },
  'GET /appeals': { by: 'streetOfficer', make: (e) => ({ query: { ...at(e), status: 'APPEALED' } }) },
  'POST /appeals/:id/uphold': { key: true, by: 'streetOfficer', make: async (e) => ({ ids: [(await e.appeal()).id], body: reason }) },
  'POST /appeals/:id/overturn': { key: true, by: 'streetOfficer', make: async (e) => ({ ids: [(await e.appeal()).id], body: { ...reason, minutes: 60 } }) },
  'POST /record-requests': { key: true, others: 404, make: async (e) => e.record().then((r) => ({ as: r.owner, body: { recordId: r.id, field: 'TITLE', wish: '应当是三号楼', why: '写错了楼号' } })) },
  'POST /record-requests/by-office': { key: true, make: async (e) => ({ body: { recordId: (await e.record()).id, field: 'TITLE', why: '写错了楼号', title: '清理三号楼楼道' } }) },
  'GET /record-requests/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /record-requests': { make: (e) => ({ query: { ...at(e), status: 'ASKED' } }) },
  'POST /record-requests/:id/grant': { key: true, make: async (e) => ({ ids: [(await e.recordRequest()).id], body: { reply: '属实', title: '清理三号楼楼道' } }) },
  'POST /record-requests/:id/refuse': { key: true, make: async (e) => ({ ids: [(await e.recordRequest()).id], body: reason }) },
  'POST /record-requests/:id/approve': { key: true, make: async (e) => ({ ids: [(await e.recordRequest(true)).id] }) },
  'POST /record-requests/:id/return': { key: true, make: async (e) => ({ ids: [(await e.recordRequest(true)).id], body: reason }) },
  'POST /entries': { key: true, make: async (e) => ({ body: { ...at(e), userId: (await e.world.person()).id, kind: 'CLEAN', title: '清理排水沟', startsAt: e.board.clock.now() - 24 * HOUR_MS, minutes: 60, evidence: '值班本第三页，两位邻居证明' } }) },
  'GET /entries': { make: (e) => ({ query: { ...at(e), status: 'PROPOSED' } }) },
  'POST /entries/:id/approve': { key: true, make: async (e) => ({ ids: [(await e.manualEntry()).id] }) },
  'POST /entries/:id/refuse': { key: true, make: async (e) => ({ ids: [(await e.manualEntry()).id], body: reason }) },
  'GET /samples': { make: (e) => ({ query: { ...at(e), status: 'OPEN' } }) },
  'GET /samples/doubts': { by: 'streetOfficer', make: (e) => ({ query: at(e) }) },
  'GET /samples/rates': { make: (e) => ({ query: at(e) }) },
  'POST /samples/:id/check': { key: true, make: async (e) => ({ ids: [await e.sample()], body: { verdict: 'TRUE', note: '看过照片' } }) },
  'POST /samples/:id/close': { key: true, by: 'streetOfficer', make: async (e) => ({ ids: [await e.sample('DOUBT')], body: reason }) },
  'GET /anomalies': { by: 'auditor', make: (e) => ({ query: { ...at(e), from: '2026-01-01', to: '2026-02-01' } }) },
  'GET /anomalies/records': { by: 'auditor', make: (e) => ({ query: { ...at(e), verifierId: e.people.secretary.id, sign: 'NIGHT', from: '2026-01-01', to: '2026-02-01' } }) },
  'GET /records/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /records/summary': { make: (e) => ({ as: e.people.member }) },
};
