import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { HOUR_MS, MINUTE_MS, type ClaimView, type CreateTaskInput, type ImportKind, type ImportView, type LocalFile, type LogView, type MemberRegistrationView, type NeedView, type TaskView, type UnitRegistrationView } from '@xianfeng/shared';
import { newId } from '../../src/lib/ids.js';
import { ReadingService } from '../../src/people/imports/reading.service.js';
import { notify } from '../../src/reach/notices/notices.store.js';
import { makeShop, type Shop } from '../credit/shop.js';
import { writeBook, type RawCell } from '../people/workbook.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { shelfRows, type ShelfRows } from './estate-shelf.js';
import { startWechat, type Wechat } from './wechat.js';

/** Everybody who comes to a door. All rows of the estate belong to the world's community. */
export const PEOPLE = ['resident', 'member', 'memberElsewhere', 'secretary', 'secretaryElsewhere', 'gridWorker', 'keeper', 'liaison', 'streetOfficer', 'streetOfficerElsewhere', 'organiser', 'auditor'] as const;
export type PersonName = (typeof PEOPLE)[number];
export type People = Record<PersonName, Actor>;

/** A community at work, and makers of one fresh row of each kind. Each row has an owner of its own, so that rows do not meet. */
export interface Estate extends ShelfRows {
  board: Board; world: World; shop: Shop; people: People; pointId: number; wechat: Wechat;
  task: (o?: Partial<CreateTaskInput>) => Promise<TaskView>;
  claim: (o?: Partial<CreateTaskInput>) => Promise<{ owner: Actor; task: TaskView; claim: ClaimView }>;
  /** A claim whose owner was there; the shift has begun. */
  attended: () => Promise<{ owner: Actor; task: TaskView; claim: ClaimView }>;
  /** A claim whose shift has begun; nobody saw its owner yet. */
  begun: () => Promise<{ owner: Actor; task: TaskView; claim: ClaimView }>;
  log: () => Promise<{ owner: Actor; log: LogView }>;
  /** Rejected by another officer than those at the doors; appealed against. */
  rejectedLog: () => Promise<{ owner: Actor; log: LogView }>;
  appeal: () => Promise<{ owner: Actor; id: number }>;
  /** A verified service's record; a request to correct it, granted by a colleague where asked for; an entry that a colleague proposed. */
  record: () => Promise<{ owner: Actor; id: number }>;
  recordRequest: (granted?: boolean) => Promise<{ owner: Actor; id: number }>;
  manualEntry: () => Promise<{ owner: Actor; id: number }>;
  /** A record of the community, drawn for the community itself to check. */
  sample: (status?: 'OPEN' | 'DOUBT') => Promise<number>;
  need: () => Promise<{ owner: Actor; need: NeedView }>;
  answeredNeed: () => Promise<{ owner: Actor; need: NeedView }>;
  /** Its asker thanked for it, and let himself be quoted. */
  quotedNeed: () => Promise<{ owner: Actor; need: NeedView }>;
  offer: () => Promise<{ owner: Actor; id: number; shiftId: number }>;
  registration: () => Promise<{ owner: Actor; registration: MemberRegistrationView }>;
  accepted: () => Promise<{ owner: Actor; registration: MemberRegistrationView }>;
  unitRegistration: () => Promise<{ owner: Actor; registration: UnitRegistrationView; unitId: number }>;
  notice: () => Promise<{ owner: Actor; id: number }>;
  photo: () => Promise<LocalFile>;
  book: (kind: ImportKind) => Promise<LocalFile>;
  import: (kind: ImportKind) => Promise<ImportView>;
  readingDone: () => Promise<void>;
  stop: () => Promise<void>;
}

export async function makeEstate(): Promise<Estate> {
  const wechat = await startWechat(), dir = mkdtempSync(join(tmpdir(), 'estate-'));
  const board = await startBoard({ ...wechat.env, RATE_LIMIT: '1000000' });
  const world = await makeWorld(board), shop = makeShop(board), home = world.community, elsewhere = world.otherCommunity;
  const unit = await world.unit();
  const people: People = {
    resident: await world.person({ kind: 'RESIDENT' }), member: await world.person(), memberElsewhere: await world.person({ community: elsewhere }),
    secretary: await world.staff('COMMUNITY_SECRETARY', home), secretaryElsewhere: await world.person({ community: elsewhere, posts: [{ role: 'COMMUNITY_SECRETARY', area: elsewhere }] }),
    gridWorker: await world.staff('GRID_WORKER', home), keeper: await world.staff('KEEPER', home), liaison: await world.person({ unitId: unit.id, posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] }),
    streetOfficer: await world.staff('STREET_OFFICER', world.street), streetOfficerElsewhere: await world.person({ community: elsewhere, posts: [{ role: 'STREET_OFFICER', area: world.otherStreet }] }),
    organiser: await world.staff('CITY_ORGANISER', world.city), auditor: await world.staff('AUDITOR', world.city),
  };
  const colleague = await world.staff('COMMUNITY_SECRETARY', home);
  const { secretary, organiser } = people, pointId = await shop.point(home);
  let n = 0;
  const phone = (): string => `1548${String(++n).padStart(7, '0')}`;

  const task = (o: Partial<CreateTaskInput> = {}): Promise<TaskView> => {
    const startsAt = board.clock.now() + 10 * MINUTE_MS;
    return secretary.api.tasks.create({
      areaId: home.id, kind: 'CLEAN', title: '楼道清扫', place: '和平苑门口', shifts: [{ startsAt, endsAt: startsAt + 2 * HOUR_MS, places: 5 }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'QR',
      photoRule: 'OPTIONAL', riskNote: '注意楼梯湿滑', contactName: '王书记', contactPhone: '15400000000', publish: true, ...o,
    }, key());
  };
  const claim = async (o: Partial<CreateTaskInput> = {}) => {
    const owner = await world.person(), made = await task(o);
    return { owner, task: made, claim: await owner.api.claims.create({ shiftId: made.shifts[0]!.id }, key()) };
  };
  /** Lets the shift have begun half an hour ago. */
  const begin = (shiftId: number) => board.tx.run(async (m) => {
    const from = board.clock.now() - 30 * MINUTE_MS;
    await m.query('UPDATE shift SET startsAt = ?, endsAt = ? WHERE id = ?', [from, from + 2 * HOUR_MS, shiftId]);
    await m.query('UPDATE claim SET startsAt = ?, endsAt = ? WHERE shiftId = ?', [from, from + 2 * HOUR_MS, shiftId]);
  });
  const attended = async () => {
    const made = await claim(), shiftId = made.task.shifts[0]!.id;
    await secretary.api.attendance.mark(shiftId, { claimIds: [made.claim.id], present: true }, key());
    await begin(shiftId);
    return made;
  };
  const begun = async () => {
    const made = await claim();
    await begin(made.task.shifts[0]!.id);
    return made;
  };
  const log = async () => {
    const { owner, claim: { id } } = await attended();
    return { owner, log: await owner.api.logs.submit({ claimId: id, text: '已按要求完成' }, key()) };
  };
  const officerBeside = await world.staff('STREET_OFFICER', world.street);
  const rejectedLog = async () => {
    const made = await log();
    return { ...made, log: await officerBeside.api.logs.reject(made.log.id, { reason: '没有到场' }, key()) };
  };
  const record = async () => {
    const { owner, log: { id } } = await log();
    await officerBeside.api.logs.verify({ logIds: [id] }, key());
    return { owner, id: (await owner.api.records.mine({})).items[0]!.id };
  };
  const need = async () => {
    const owner = await world.person();
    return { owner, need: await owner.api.needs.create({ areaId: home.id, kind: 'REPAIR', title: '灯不亮了' }, key()) };
  };
  const registration = async () => {
    const owner = await world.person({ community: null });
    return { owner, registration: await owner.api.registrations.create({ communityId: home.id, compoundId: world.compound.id }) };
  };
  const bring = async (kind: ImportKind): Promise<ImportView> => {
    const { id } = kind === 'GOODS' ? await secretary.api.imports.create(kind, await book(kind), pointId) : await organiser.api.imports.create(kind, await book(kind));
    await readingDone();
    return organiser.api.imports.get(id);
  };
  const readingDone = () => board.app.get(ReadingService).idle();
  const book = async (kind: ImportKind): Promise<LocalFile> => {
    const rows: RawCell[][] = kind === 'GOODS' ? [['品名', '规格', '单位', '所需积分', '数量'], [`皂${++n}`, '100g', '块', 10, 5]] : [['姓名', '联系电话', '居住社区'], ['张三', phone(), '柳树社区'], [null, phone(), '柳树社区']];
    return { name: '表.xlsx', data: await readFile(await writeBook(join(dir, `${++n}.xlsx`), [{ name: '表', rows }])) };
  };
  return {
    board, world, shop, people, pointId, wechat, task, claim, attended, begun, log, rejectedLog, record,
    appeal: async () => {
      const { owner, log: { id } } = await rejectedLog();
      return { owner, id: (await owner.api.appeals.create({ logId: id, text: '我当时在三号楼' }, key())).id };
    },
    recordRequest: async (granted = false) => {
      const { owner, id: recordId } = await record(), { id } = await owner.api.recordRequests.create({ recordId, field: 'TITLE', wish: '应当是三号楼', why: '写错了楼号' }, key());
      if (granted) await colleague.api.recordRequests.grant(id, { reply: '属实', title: '清理三号楼楼道' }, key());
      return { owner, id };
    },
    manualEntry: async () => {
      const owner = await world.person();
      return { owner, id: (await colleague.api.entries.propose({ areaId: home.id, userId: owner.id, kind: 'CLEAN', title: '清理排水沟', startsAt: board.clock.now() - 24 * HOUR_MS, minutes: 60, evidence: '值班本第三页，两位邻居证明' }, key())).id };
    },
    sample: async (status = 'OPEN') => {
      const { id: recordId } = await record(), id = newId();
      await board.tx.run((m) => m.query("INSERT INTO record_sample (id, month, recordId, communityId, checkerId, status, note, checkedBy, checkedAt, closing, closedBy, closedAt) VALUES (?, '2026-10', ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL, NULL)", [id, recordId, home.id, home.id, status]));
      return id;
    },
    ...shelfRows({ world, shop, secretary, colleague, pointId }), need, registration, readingDone, book, import: bring,
    answeredNeed: async () => {
      const made = await need();
      return { ...made, need: await secretary.api.needs.answer(made.need.id, { reply: '已安排维修' }) };
    },
    quotedNeed: async () => {
      const made = await need();
      await board.tx.run((m) => m.query("UPDATE need SET status = 'DONE', taskId = 7 WHERE id = ?", [made.need.id]));
      return { ...made, need: await made.owner.api.needs.feedback(made.need.id, { helped: true, text: '多亏了他', mayQuote: true }) };
    },
    offer: async () => {
      const owner = await world.person(), shiftId = (await task()).shifts[0]!.id;
      await secretary.api.offers.send({ shiftId, userIds: [owner.id] }, key());
      return { owner, id: (await owner.api.offers.mine())[0]!.id, shiftId };
    },
    accepted: async () => {
      const { owner, registration: { id } } = await registration();
      return { owner, registration: await secretary.api.registrations.accept(id) };
    },
    unitRegistration: async () => {
      const { id: unitId } = await world.unit(), owner = await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId }] });
      return { owner, unitId, registration: await owner.api.unitRegistrations.create({ unitId, communityId: home.id, liaisonName: '李联络', liaisonPhone: '15400000002' }) };
    },
    notice: async () => {
      const owner = await world.person();
      await board.tx.run((m) => notify(m, board.clock.now(), [{ userId: owner.id, kind: 'SYSTEM', title: '请注意', body: `第 ${newId()} 号` }]));
      return { owner, id: (await owner.api.notices.list({})).items[0]!.id };
    },
    photo: async () => ({ name: 'a.jpg', data: await sharp({ create: { width: 40 + (++n % 50), height: 30, channels: 3, background: '#c04020' } }).jpeg().toBuffer() }),
    stop: async () => {
      await board.stop();
      await wechat.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
