import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { EXPORT_KEYS, EXPORT_KINDS, type ExportInput, type ExportKind, type FileLink } from '@xianfeng/shared';
import { COLUMNS } from '../../src/insight/exports/exports.rules.js';
import { ExportsService } from '../../src/insight/exports/exports.service.js';
import type { DownloadDto } from '../../src/http/downloads.js';
import { writeSheets } from '../../src/lib/sheet/write.js';
import { makeEstate, type Estate } from '../support/estate.js';
import { readSheets } from '../support/sheet.js';
import { codeOf, key } from '../start.js';

let e: Estate;
beforeAll(async () => { e = await makeEstate(); });
afterAll(() => e.stop());

const fetched = async ({ url }: FileLink): Promise<string[][]> => readSheets(new Uint8Array(await (await fetch(e.board.url + url)).arrayBuffer()));
const asked = async (input: Partial<ExportInput> & { kind: ExportKind }, who = e.people.organiser): Promise<string[][]> => fetched(await who.api.exports.list({ areaId: e.world.community.id, ...input }));
const audits = () => e.board.tx.read.query<{ actorId: number; detail: string }[]>("SELECT actorId, detail FROM audit WHERE action = 'export.download' ORDER BY id");

describe('every list', () => {
  beforeAll(async () => {
    await e.need(); await e.claim(); await e.attended(); await e.log(); await e.record(); await e.registration(); await e.accepted(); await e.unitRegistration(); await e.redemption(); await e.entry(); await e.manualEntry(); await e.appeal();
  });
  test.each(EXPORT_KEYS)('%s: caption, header and its rows, as many as the audit trail says', async (kind) => {
    const [caption, header, ...rows] = await asked({ kind });
    expect(caption![0]).toContain(`${EXPORT_KINDS[kind].label} · 柳树社区`);
    expect(caption![0]).toContain(`${e.people.organiser.name} 于 `);
    expect(header).toEqual(COLUMNS[kind].map((c) => c.title));
    expect(rows.length).toBeGreaterThan(['LIAISONS', 'RESOURCES', 'PROJECTS'].includes(kind) ? -1 : 0);
    expect(JSON.parse((await audits()).at(-1)!.detail)).toMatchObject({ kind, rows: { [kind]: rows.length }, whole: true, phones: false });
  });
  test('a year of all lists is one workbook; its contents count each sheet', async () => {
    const year = new Date(e.board.clock.now()).getUTCFullYear(), rows = await fetched(await e.people.secretary.api.exports.year({ areaId: e.world.community.id, year }));
    const contents = rows.slice(rows.findIndex((r) => r[0] === '列表') + 1);
    expect(contents.map((r) => r[0])).toEqual(EXPORT_KEYS.filter((k) => !['SHELVES', 'JOURNAL', 'APPEALS'].includes(k)).map((k) => EXPORT_KINDS[k].label)); // a secretary reads no journal, and appeals go to the street
    for (const [label, n] of contents) {
      const at = rows.findIndex((r) => r[0]?.startsWith(`${label} · `)), next = rows.findIndex((r, i) => i > at && / · 柳树社区|^测试市/.test(r[0] ?? ''));
      expect([label, (next === -1 ? rows.findIndex((r) => r[0]?.endsWith('年全部列表')) : next) - at - 2]).toEqual([label, Number(n)]);
    }
  });
  test('narrowed by state and days', async () => {
    const all = await asked({ kind: 'LOGS' }), waiting = await asked({ kind: 'LOGS', state: 'SUBMITTED' });
    expect(waiting.length).toBeLessThan(all.length);
    expect(waiting[0]![0]).toContain('状态：待核实');
    expect(waiting.slice(2).every((r) => r.includes('待核实'))).toBe(true);
    const past = await asked({ kind: 'LOGS', from: '2020-01-01', to: '2020-12-31' });
    expect(past.length).toBe(2);
    expect(past[0]![0]).toContain('提交日期：2020-01-01 至 2020-12-31');
    const { day } = (await e.board.tx.read.query<{ day: string }[]>('SELECT day FROM service_record ORDER BY id LIMIT 1'))[0]!;
    expect((await asked({ kind: 'RECORDS', from: day, to: day })).length).toBeGreaterThan(2);
  });
  test('phones are masked unless asked for, and in full only in lists that show them', async () => {
    const phones = (rows: string[][]) => rows.slice(2).flat().filter((c) => /^1\d{10}$/.test(c));
    expect(phones(await asked({ kind: 'ROSTERS' }))).toEqual([]);
    expect((await asked({ kind: 'ROSTERS' })).flat().some((c) => /^154\*{4}\d{4}$/.test(c))).toBe(true);
    expect(phones(await asked({ kind: 'ROSTERS', phones: true })).length).toBeGreaterThan(0);
    await expect(asked({ kind: 'REGISTRATIONS', phones: true })).rejects.toMatchObject({ code: 'INVALID', fields: { phones: expect.any(String) as string } });
  });
  test('who stepped back in time stands on no roster', async () => {
    const { owner, claim } = await e.claim(), before = await asked({ kind: 'ROSTERS' });
    await e.board.tx.run((m) => m.query('UPDATE shift SET startsAt = startsAt + 90000000, endsAt = endsAt + 90000000 WHERE id = ?', [claim.shiftId]));
    await e.board.tx.run((m) => m.query('UPDATE claim SET startsAt = startsAt + 90000000, endsAt = endsAt + 90000000 WHERE id = ?', [claim.id]));
    await owner.api.claims.withdraw(claim.id, key());
    const after = await asked({ kind: 'ROSTERS' });
    expect(before.flat()).toContain(owner.name);
    expect(after.flat()).not.toContain(owner.name);
  });
});

describe('who may', () => {
  test('what opens the list opens the file', async () => {
    const { secretary, keeper, auditor, gridWorker, member, secretaryElsewhere } = e.people;
    for (const [who, kind, code] of [[secretary, 'NEEDS', 'ok'], [keeper, 'NEEDS', 'FORBIDDEN'], [keeper, 'ORDERS', 'ok'], [auditor, 'JOURNAL', 'ok'], [secretary, 'JOURNAL', 'FORBIDDEN'], [auditor, 'ROSTERS', 'FORBIDDEN'], [gridWorker, 'ROSTERS', 'FORBIDDEN'], [member, 'NEEDS', 'NOT_FOUND'], [secretaryElsewhere, 'NEEDS', 'NOT_FOUND']] as const)
      expect([kind, who.name, await codeOf(asked({ kind }, who))]).toEqual([kind, who.name, code]);
  });
  test('a link serves for its own filter only, for ten minutes, and as long as the post lasts', async () => {
    const who = await e.world.staff('COMMUNITY_WORKER', e.world.community), { url } = await who.api.exports.list({ areaId: e.world.community.id, kind: 'NEEDS' });
    const status = async (u: string) => (await fetch(e.board.url + u)).status;
    expect(await status(url)).toBe(200);
    expect(await status(url.replace('NEEDS', 'LOGS'))).toBe(404);
    expect(await status(url.replace('ALL~', 'DONE~'))).toBe(404);
    expect(await status(url.replace('/ALL~~~', '/ALL~~~phones'))).toBe(404);
    expect(await status(url.replace(String(e.world.community.id), String(e.world.street.id)))).toBe(404);
    await e.board.tx.run((m) => m.query('UPDATE post SET ended = 1 WHERE userId = ?', [who.id]));
    expect(await status(url)).toBe(404);
  });
  test('not for a compound, not for a state the list does not know, not backwards', async () => {
    const fields = (f: string) => ({ code: 'INVALID', fields: { [f]: expect.any(String) as string } });
    await expect(asked({ kind: 'NEEDS', areaId: e.world.compound.id })).rejects.toMatchObject(fields('areaId'));
    await expect(asked({ kind: 'NEEDS', state: 'VERIFIED' })).rejects.toMatchObject(fields('state'));
    await expect(asked({ kind: 'NEEDS', from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject(fields('to'));
  });
  test('a street holds its communities and no others', async () => {
    await e.people.memberElsewhere.api.needs.create({ areaId: e.world.otherCommunity.id, kind: 'OTHER', title: '别处的事' }, key());
    const street = (await asked({ kind: 'NEEDS', areaId: e.world.street.id })).flat(), city = (await asked({ kind: 'NEEDS', areaId: e.world.city.id })).flat();
    expect(street).toContain('柳树社区');
    expect(street).not.toContain('别处的事');
    expect(city).toContain('别处的事');
  });
  test('a reader who goes away leaves a row that says so', async () => {
    const n = (await audits()).length, noise = () => randomBytes(225).toString('base64');
    await e.board.tx.run(async (m) => { for (let i = 0; i < 5; i++) await m.query(`INSERT INTO need (id, areaId, communityId, kind, title, text, place, askerId, phone, status, createdAt, dueAt) VALUES ${Array.from({ length: 1000 }, (_, j) => `(${9_000_000_000_000 + i * 1000 + j}, 1, ${e.world.community.id}, 'OTHER', '很多', '${noise()}', '', 1, '', 'REFUSED', 1, 1)`).join(',')}`); });
    const { url } = await e.people.organiser.api.exports.list({ areaId: e.world.city.id, kind: 'NEEDS' }), { pathname, searchParams } = new URL(url, 'http://x'), [kind, id, filter] = pathname.split('/').slice(-3);
    const { stream } = await e.board.app.get(ExportsService).download(kind!, Number(id), filter!, Object.fromEntries(searchParams) as unknown as DownloadDto);
    let bytes = 0;
    for await (const chunk of stream) if ((bytes += (chunk as Buffer).length) > 100_000) break; // which destroys it
    for (const end = Date.now() + 10_000; (await audits()).length === n && Date.now() < end; ) await new Promise((r) => setTimeout(r, 50));
    expect(JSON.parse((await audits()).at(-1)!.detail)).toMatchObject({ kind: 'NEEDS', whole: false });
  });
});

test('whatever people wrote, no cell is a formula, and no text begins as one', async () => {
  const nasty = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '=cmd|', '+1+', '-2+3', '@SUM(', ''), fc.string({ unit: 'binary' })).map(([a, b]) => a + b);
  await fc.assert(fc.asyncProperty(fc.array(nasty, { minLength: 1, maxLength: 12 }), async (cells) => {
    const parts: Buffer[] = [];
    for await (const chunk of writeSheets([{ name: '一', columns: cells.map((title) => ({ title, width: 10 })), rows: [cells] }])) parts.push(chunk as Buffer);
    for (const row of await readSheets(Buffer.concat(parts))) for (const cell of row) {
      expect(cell).not.toBe('=formula');
      if (/^[=@\t\r]/.test(cell)) throw new Error(`begins as a formula: ${JSON.stringify(cell)}`);
      if (/^[+-]/.test(cell) && !/^[+\-\d\s.()]*$/.test(cell)) throw new Error(`begins as a formula: ${JSON.stringify(cell)}`);
    }
  }), { numRuns: 100 });
});
