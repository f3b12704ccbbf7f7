import { dayOf } from '@xianfeng/shared';
import { served } from '../honours/served.js';
import { startBoard, type Board } from '../start.js';
import { readPdf } from '../support/pdf.js';
import { readSheets } from '../support/sheet.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, secretary: Actor, year: number, unit: { id: number; name: string }, liaison: Actor, open: Actor, shy: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  year = Number(dayOf(board.clock.now()).slice(0, 4));
  unit = await world.unit('=财政局');
  liaison = await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] });
  [open, shy] = [await world.person({ name: '开朗', unitId: unit.id }), await world.person({ name: '腼腆', unitId: unit.id })];
  await open.api.me.consent({ purpose: 'UNIT_SHARE', granted: true });
  await served(board, open, world.community, `${year}-02-03`, 60, { title: '扫雪' });
  await served(board, shy, world.community, `${year}-02-04`, 90, { title: '陪诊', kind: 'ELDER' });
  await served(board, shy, world.otherCommunity, `${year}-08-04`, 30, { title: '修灯', kind: 'REPAIR' });
  // Two more who did not agree: of three nobody can be told apart.
  for (let i = 0; i < 2; i++) await served(board, await world.person({ unitId: unit.id }), world.community, `${year}-02-05`, 30);
});
afterAll(() => board.stop());
const fetchFile = async (url: string) => { const a = await fetch(board.url + url); return { status: a.status, bytes: Buffer.from(await a.arrayBuffer()) }; };
const valueOf = (view: { sections: { lines: { key: string; value: number; text: string }[] }[] }, key: string) => view.sections.flatMap((s) => s.lines).find((l) => l.key === key);

test('a unit sees its members in sums, and one by one only those who agreed', async () => {
  const view = await liaison.api.papers.ofUnit(unit.id, { year }), rows = (key: string) => liaison.api.papers.unitRows(unit.id, { year, key });
  expect([valueOf(view, 'served.minutes')!.text, valueOf(view, 'served.times')!.text, valueOf(view, 'served.people')!.text]).toEqual(['4 小时', '5 次', '4 人']);
  expect((await rows('served.minutes')).items).toEqual([
    expect.objectContaining({ title: '扫雪', note: expect.stringContaining('开朗'), value: 60, link: null }), expect.objectContaining({ title: '其余合计', value: 180 }),
  ]);
  for (const key of ['served.minutes', 'served.times', 'served.people', 'people.all', 'served.minutes@kind:ELDER', `served.minutes@community:${world.community.id}`]) expect(JSON.stringify(await rows(key))).not.toMatch(/腼腆|陪诊/);
  await shy.api.me.consent({ purpose: 'UNIT_SHARE', granted: true });
  expect(JSON.stringify(await rows('served.minutes'))).toMatch(/陪诊.*腼腆|腼腆.*陪诊/);
  await shy.api.me.consent({ purpose: 'UNIT_SHARE', granted: false });
  expect(JSON.stringify(await rows('served.minutes'))).not.toContain('腼腆');
});
test('where one or two did not agree, no number of the unit rests on them, and the paper says so; from three on everything counts', async () => {
  const few = await world.unit(), speaker = await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId: few.id }] }), agreed = await world.person({ unitId: few.id }), elsewhere = await world.area(world.otherStreet, 'COMMUNITY', '桃花社区'), q = { year };
  await agreed.api.me.consent({ purpose: 'UNIT_SHARE', granted: true });
  await served(board, agreed, world.otherCommunity, `${year}-03-01`, 60);
  const view = () => speaker.api.papers.ofUnit(few.id, q), lines = async (...keys: string[]) => { const paper = await view(); return keys.map((k) => valueOf(paper, k)!.value); }, notes = async () => (await view()).sections.map((s) => s.note);
  const quiet = async () => { const p = await world.person({ unitId: few.id }); await served(board, p, elsewhere, `${year}-04-01`, 90, { kind: 'TUTOR', evidence: 'A' }); return p; };
  const all = ['served.minutes', 'served.onsite', 'served.times', 'served.people', 'people.registered', 'people.all'];
  expect(await lines(...all)).toEqual([60, 60, 1, 1, 1, 1]);
  expect((await notes()).join('')).not.toContain('少于 3');
  const [first] = [await quiet(), await quiet()];
  expect(await lines(...all)).toEqual([60, 60, 1, 1, 1, 3]);
  expect(await notes()).toEqual([expect.stringContaining('人数少于 3，“已到社区报到”没有计入'), '只含已核实的服务。有人没有同意向单位公开，人数少于 3，本表没有计入。', '有人没有同意向单位公开，人数少于 3，本表没有计入。', '有人没有同意向单位公开，人数少于 3，本表没有计入。']);
  expect((await view()).sections.flatMap((s) => s.table?.rows.flatMap((r) => [r.label, ...r.cells.map((c) => c.value)]) ?? [])).toEqual(['环境整治', 1, 60, '槐树社区', 1, 60, '3月', 1, 60]);
  for (const key of ['served.minutes', 'served.times', 'served.people', 'people.registered']) expect((await speaker.api.papers.unitRows(few.id, { ...q, key })).items).toHaveLength(1);
  for (const key of ['served.minutes@kind:TUTOR', `served.minutes@month:${year}-04`, `served.times@community:${elsewhere.id}`]) expect((await speaker.api.papers.unitRows(few.id, { ...q, key })).items).toEqual([]);
  // Whose service was taken back again is nobody to hide among.
  const gone = await world.person({ unitId: few.id, community: null }), id = await served(board, gone, elsewhere, `${year}-05-01`, 30);
  await served(board, gone, elsewhere, `${year}-05-01`, -30, { origin: 'CORRECTION', services: -1, correctsId: id });
  expect(await lines('served.minutes')).toEqual([60]);
  await quiet();
  expect(await lines(...all)).toEqual([330, 330, 4, 4, 4, 5]);
  expect((await notes()).join('')).not.toContain('少于 3');
  await first!.api.me.consent({ purpose: 'UNIT_SHARE', granted: true });
  expect(await lines('served.minutes', 'served.people')).toEqual([150, 2]);
});
test('the community where the unit is registered gets its report without its people; others get nothing', async () => {
  await expect(secretary.api.papers.ofUnit(unit.id, { year })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { id } = await liaison.api.unitRegistrations.create({ unitId: unit.id, communityId: world.community.id, liaisonName: '李联络', liaisonPhone: '15400000002' });
  await expect(secretary.api.papers.ofUnit(unit.id, { year })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await secretary.api.unitRegistrations.accept(id);
  expect(valueOf(await secretary.api.papers.ofUnit(unit.id, { year }), 'served.minutes')!.value).toBe(240);
  expect((await liaison.api.papers.unitRows(unit.id, { year, key: 'places.now' })).items).toEqual([expect.objectContaining({ title: '柳树社区', value: 1 })]);
  const rows = await secretary.api.papers.unitRows(unit.id, { year, key: 'served.minutes' });
  expect(rows.items.map((r) => [r.title, r.value])).toEqual(expect.arrayContaining([['柳树社区', 210], ['槐树社区', 30]]));
  expect(JSON.stringify([rows, await secretary.api.papers.unitRows(unit.id, { year, key: 'served.people' })])).not.toMatch(/开朗|腼腆|扫雪|陪诊/);
  const [elsewhere, other] = [await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId: (await world.unit()).id }] })];
  for (const who of [elsewhere, other, open]) {
    await expect(who.api.papers.ofUnit(unit.id, { year })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(who.api.papers.unitRows(unit.id, { year, key: 'served.minutes' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(who.api.papers.unitFile(unit.id, { year, format: 'pdf' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
});
test('a half-year sheet is one\'s own, of its half', async () => {
  const first = await shy.api.papers.mine({ year, half: 1 }), second = await shy.api.papers.mine({ year, half: 2 });
  expect([valueOf(first, 'served.minutes')!.value, valueOf(second, 'served.minutes')!.value]).toEqual([90, 30]);
  expect(first.subject).toBe('腼腆 · =财政局 · 柳树社区');
  expect((await shy.api.papers.myRows({ year, half: 2, key: 'served.minutes' })).items).toEqual([expect.objectContaining({ title: '修灯', note: `${year}-08-04 · 槐树社区 · 30分钟` })]);
  expect(first.sections.at(-1)!.table!.rows).toEqual([{ label: `${year}-02-04 陪诊`, cells: [expect.objectContaining({ value: 90, text: '1.5 小时' })] }]);
});
test('an area\'s paper is for its subtree; who may not see logs sees initials', async () => {
  const [auditor, street] = [await world.staff('AUDITOR', world.city), await world.staff('STREET_OFFICER', world.street)], q = { areaId: world.community.id, year };
  expect(JSON.stringify(await secretary.api.papers.areaRows({ ...q, key: 'served.minutes' }))).toContain('腼腆');
  const veiled = JSON.stringify([await auditor.api.papers.areaRows({ ...q, key: 'served.minutes' }), await auditor.api.papers.areaRows({ ...q, key: 'served.people' })]);
  expect(veiled).toContain('腼**');
  expect(veiled).not.toMatch(/腼腆|link":"/);
  await expect(street.api.papers.ofArea({ areaId: world.otherCommunity.id, year })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(open.api.papers.ofArea(q)).rejects.toMatchObject({ status: 404 });
  await expect(street.api.papers.ofArea({ areaId: world.compound.id, year })).rejects.toMatchObject({ code: 'INVALID' });
  const paper = await street.api.papers.ofArea({ areaId: world.street.id, year }), table = paper.sections.find((s) => s.title === '所辖各处')!.table!;
  expect(table.rows.map((r) => [r.label, r.cells.at(-1)!.value])).toEqual([['柳树社区', 210]]);
  expect((await secretary.api.papers.ofArea(q)).sections.map((s) => s.title)).not.toContain('所辖各处');
});
test('a key that the paper does not have opens nothing', async () => {
  for (const key of ['served.nothing', 'people.all', 'served.people@kind:CLEAN', 'needs.all@month:2026-01']) await expect(secretary.api.papers.areaRows({ areaId: world.community.id, year, key })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  for (const key of ['x', "served.minutes@kind:'", 'served.minutes@who:1']) await expect(secretary.api.papers.areaRows({ areaId: world.community.id, year, key })).rejects.toMatchObject({ code: 'INVALID' });
  expect((await secretary.api.papers.areaRows({ areaId: world.community.id, year, key: 'served.minutes@kind:NONE' })).items).toEqual([]);
  const street = await world.staff('STREET_OFFICER', world.street);
  expect((await street.api.papers.areaRows({ areaId: world.street.id, year, key: `served.minutes@child:${world.otherCommunity.id}` })).items).toEqual([]);
});
test('PDF and Excel hold the numbers of the screen; no cell is a formula; a download is written down', async () => {
  const { papers } = liaison.api, view = await papers.ofUnit(unit.id, { year });
  const pdf = await papers.unitFile(unit.id, { year, format: 'pdf' }), xlsx = await papers.unitFile(unit.id, { year, format: 'xlsx' });
  expect(pdf.name).toBe(`=财政局-单位双报告-${year}年.pdf`);
  const text = readPdf((await fetchFile(pdf.url)).bytes).pages.join('').replace(/\n/g, ''), rows = await readSheets((await fetchFile(xlsx.url)).bytes);
  for (const { label, text: value } of view.sections.flatMap((s) => s.lines)) { expect(text).toContain(label); expect(text).toContain(value); }
  for (const s of view.sections) for (const r of s.table?.rows ?? []) expect(text).toContain(r.label);
  expect(rows).toContainEqual(['党员服务', '服务时长', '4', '小时']);
  expect(rows.flat()).not.toContain('=formula');
  expect(text).not.toMatch(/腼腆|陪诊/);
  expect((await fetchFile(pdf.url.replace('/pdf?', '/xlsx?'))).status).toBe(404);
  expect((await fetchFile(pdf.url.replace(String(year), String(year - 1)))).status).toBe(404);
  const [row] = await board.tx.read.query<{ n: number }[]>("SELECT COUNT(*) AS n FROM audit WHERE action = 'paper.download' AND actorId = ?", [liaison.id]);
  expect(Number(row!.n)).toBe(2);
});
test('nothing done is a paper too', async () => {
  const nobody = await world.person(), { url } = await nobody.api.papers.myFile({ year, half: 1, format: 'pdf' });
  expect((await fetchFile(url)).status).toBe(200);
  expect((await nobody.api.papers.mine({ year, half: 1 })).sections.flatMap((s) => s.lines).every((l) => l.value === 0)).toBe(true);
});
