import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportKind, ImportView } from '@xianfeng/shared';
import { ReadingService } from '../../src/people/imports/reading.service.js';
import { writeBook, type RawCell } from '../people/workbook.js';
import { codeOf, codesOf, key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, secretary: Actor, officer: Actor, dir: string, files = 0;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  [secretary, officer] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('STREET_OFFICER', world.street)];
  await world.unit('市图书馆');
  dir = await mkdtemp(join(tmpdir(), 'lists-'));
});
afterAll(async () => {
  await board.stop();
  await rm(dir, { recursive: true });
});
async function bring(kind: ImportKind, rows: RawCell[][], as = secretary): Promise<ImportView> {
  const data = await readFile(await writeBook(join(dir, `${files++}.xlsx`), [{ name: '清单', rows }]));
  const { id } = await as.api.imports.create(kind, { name: '清单.xlsx', data });
  await board.app.get(ReadingService).idle();
  return as.api.imports.get(id);
}
const here = () => ({ areaId: world.community.id });

test('a resource list is previewed and written once; what is on the list is not entered again', async () => {
  const rows: RawCell[][] = [['序号', '提供单位', '资源名称', '类别', '联系人', '联系电话'], [1, '市图书馆', '二楼阅览室', '场地', '周主任', '0359-1234567'], [2, '老李早餐店', '早餐八折券', '物资', '老李', ''], [3, '市图书馆', '二楼阅览室', '场地', '', ''], [4, '', '没有单位的', '场地', '', '']];
  const view = await bring('RESOURCE', rows);
  expect(view.counts).toEqual({ TAKEN: 2, MENDED: 0, MERGED: 1, REFUSED: 1 });
  expect((await secretary.api.resources.list(here())).items).toEqual([]);
  const confirmed = await Promise.allSettled(Array.from({ length: 3 }, () => secretary.api.imports.confirm(view.id, key())));
  expect(codesOf(confirmed)).toContain('ok');
  expect((await secretary.api.resources.list(here())).items.map((r) => [r.title, r.giver, r.kind, r.unit !== null, r.contactName, r.status]).sort()).toEqual([['二楼阅览室', '市图书馆', 'VENUE', true, '周主任', 'OFFERED'], ['早餐八折券', '老李早餐店', 'GOODS', false, '老李', 'OFFERED']]);
  const again = await bring('RESOURCE', rows);
  expect(again.counts).toEqual({ TAKEN: 0, MENDED: 0, MERGED: 3, REFUSED: 1 });
  await secretary.api.imports.confirm(again.id, key());
  expect((await secretary.api.resources.list(here())).items).toHaveLength(2);
});
test('a street’s list names its communities; needs wait on the desk, projects find what they name', async () => {
  const needs = await bring('NEEDS', [['社区', '需求', '需求类别', '说明'], ['柳树社区', '想办读书会', '场地', '每周六'], ['槐树社区', '别的街道的', '场地', '']], officer);
  expect(needs.counts).toMatchObject({ TAKEN: 1, REFUSED: 1 });
  await officer.api.imports.confirm(needs.id, key());
  const [need] = (await secretary.api.listedNeeds.list({ ...here(), state: 'OPEN' })).items;
  expect(need).toMatchObject({ title: '想办读书会', wants: 'VENUE', text: '每周六' });
  expect(await secretary.api.needs.get(need!.needId)).toMatchObject({ status: 'SUBMITTED', askerName: officer.name });

  const projects = await bring('PROJECTS', [['项目名称', '负责人', '完成时限', '资源', '需求', '状态', '社区'], ['周末读书会', secretary.name, '2099.12', '二楼阅览室、三楼报告厅', '想办读书会', '推进中', '柳树社区'], ['旧项目', '李四', '2020-01-31', '', '', '已销号', '柳树社区'], ['坏项目', '', '尽快', '', '', '', '柳树社区']], officer);
  expect(projects.counts).toEqual({ TAKEN: 1, MENDED: 1, MERGED: 0, REFUSED: 1 });
  await officer.api.imports.confirm(projects.id, key());
  const [old, running] = (await officer.api.projects.list({ areaId: world.street.id })).items;
  expect(running).toMatchObject({ title: '周末读书会', status: 'RUNNING', owner: { id: secretary.id }, dueDay: '2099-12-31', overdue: false, resources: [{ title: '二楼阅览室' }], needs: [{ id: need!.needId }] });
  expect(old).toMatchObject({ title: '旧项目', status: 'CLOSED', owner: { id: officer.id }, overdue: false });
  expect((await officer.api.projects.get(running!.id)).text).toBe('资源：三楼报告厅');
  expect((await officer.api.projects.get(old!.id)).text).toBe('负责人：李四');
});
test('agreements come with their units; whoever has no such list may not bring one', async () => {
  const view = await bring('PACTS', [['协议名称', '共建单位', '签订日期', '到期日期'], ['图书馆共建协议', '市图书馆', '2025-03-01', '2099年2月28日'], ['水厂协议', '市水厂', '2025-03-01', '2026-02-28']]);
  expect(view.counts).toEqual({ TAKEN: 0, MENDED: 1, MERGED: 0, REFUSED: 1 });
  await secretary.api.imports.confirm(view.id, key());
  expect((await secretary.api.agreements.list(here())).items).toMatchObject([{ title: '图书馆共建协议', units: [{ name: '市图书馆' }], toDay: '2099-02-28', status: 'ACTIVE' }]);
  const member = await world.person();
  expect(await codeOf(bring('PACTS', [['协议名称'], ['甲']], member))).toBe('FORBIDDEN');
  expect(await codeOf(officer.api.imports.get(view.id))).toBe('ok');
  expect(await codeOf((await world.staff('COMMUNITY_SECRETARY', world.otherCommunity)).api.imports.get(view.id))).toBe('NOT_FOUND');
});
