import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { can, dayOf, EXPORT_KEYS, EXPORT_KINDS, EXPORT_ROWS_MAX, type AreaKind, type ExportKind, type FileLink } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { writeSheets, type OutCell, type OutSheet } from '../../lib/sheet/write.js';
import { findArea, type AreaRow } from '../../people/areas/areas.store.js';
import { DirectoryService } from '../../people/users/directory.service.js';
import { findPerson } from '../../people/users/users.store.js';
import type { ExportDto, YearBookDto } from './exports.dto.js';
import { captionOf, codeOf, COLUMNS, readFilter, spanOf, yearOf, type Filter } from './exports.rules.js';
import { homesOf, piece } from './exports.store.js';

const DESKS: readonly AreaKind[] = ['CITY', 'STREET', 'TOWN', 'COMMUNITY', 'VILLAGE'];
/** Not lists of a year: how things stand now. */
const STANDING: readonly ExportKind[] = ['SHELVES'];
interface Asked { area: AreaRow; kinds: ExportKind[]; filter: Filter; by: number; name: string }

/** Lists as Excel files: walked by key while they are sent, whatever their length; what was taken away is in the audit trail with its filter and its number of rows. */
@Injectable()
export class ExportsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly downloads: Downloads, private readonly directory: DirectoryService) {}

  /** @throws INVALID where the list knows no such state, or its days are the wrong way round */
  async list(me: Me, { kind, areaId, state, from, to, phones = false }: ExportDto): Promise<FileLink> {
    const area = await this.area(areaId), def = EXPORT_KINDS[kind];
    me.require(def.permission, area.path);
    if (state !== undefined && !(state in def.states)) throw failFields({ state: '这个列表没有这种状态' });
    if (from !== undefined && to !== undefined && from > to) throw failFields({ to: '结束日期要在开始日期之后' });
    if (phones && !def.phones) throw failFields({ phones: '这个列表里的电话只能隐去' });
    return this.link(me, kind, area, { state: state ?? null, from: from ?? null, to: to ?? null, phones });
  }
  async year(me: Me, { areaId, year }: YearBookDto): Promise<FileLink> {
    const area = await this.area(areaId);
    me.require('insight.view', area.path);
    return this.link(me, 'YEAR', area, yearOf(year));
  }
  /** Who may have it is looked up once more: a post may have ended since the link was given. @throws NOT_FOUND for a link that is wrong, too old, or no longer his */
  async download(kind: string, areaId: number, code: string, query: DownloadDto): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(pathOf(kind, areaId, code), query), filter = readFilter(code);
    if (!filter || (kind !== 'YEAR' && !(kind in EXPORT_KINDS))) throw fail('NOT_FOUND');
    const area = await this.area(areaId), now = this.clock.now(), posts = await this.directory.postsOf(by, now), person = await findPerson(this.tx.read, by);
    const kinds = (kind === 'YEAR' ? EXPORT_KEYS.filter((k) => !STANDING.includes(k)) : [kind as ExportKind]).filter((k) => can(posts, EXPORT_KINDS[k].permission, area.path));
    if (kinds.length === 0) throw fail('NOT_FOUND');
    return { name: nameOf(kind, area, filter, now), stream: writeSheets(this.sheets(kind, { area, kinds, filter, by, name: person?.name ?? '' })) };
  }

  /** A sheet for each list; a book of several ends with what is in it. The audit row is written when the last row was sent, or when the reader went away. */
  private sheets(kind: string, asked: Asked): OutSheet[] {
    const now = this.clock.now(), taken: Partial<Record<ExportKind, number>> = {}, titleOf = (k: ExportKind): string => captionOf(k, asked.area.name, asked.filter, asked.name, now);
    const sheets = asked.kinds.map((k, i): OutSheet => ({ name: EXPORT_KINDS[k].label, title: titleOf(k), columns: [...COLUMNS[k]], rows: this.rows(k, asked, (n, whole) => { taken[k] = n; return whole && i < asked.kinds.length - 1 ? null : this.told(kind, asked, taken, whole); }) }));
    if (kind !== 'YEAR') return sheets;
    const contents = function* (): Generator<OutCell[]> { for (const k of asked.kinds) yield [EXPORT_KINDS[k].label, taken[k] ?? 0, `按${EXPORT_KINDS[k].dated}日期`]; };
    return [...sheets, { name: '目录', title: `${asked.area.name} ${asked.filter.from?.slice(0, 4)} 年全部列表`, columns: [{ title: '列表', width: 20 }, { title: '行数', width: 10 }, { title: '取哪些', width: 20 }], rows: contents() }];
  }
  private async *rows(kind: ExportKind, { area, filter }: Asked, end: (rows: number, whole: boolean) => Promise<void> | null): AsyncGenerator<OutCell[]> {
    const m = this.tx.read, narrowed = { ...filter, ...spanOf(filter) }, columns = COLUMNS[kind];
    let n = 0, whole = false;
    try {
      for (const home of await homesOf(m, kind, area.path, area.kind === 'CITY'))
        for (let next = { rows: [] as Awaited<ReturnType<typeof piece>>['rows'], last: false, after: 0 }; !next.last; ) {
          next = await piece(m, kind, home, narrowed, next.after);
          for (const row of next.rows) {
            if (n === EXPORT_ROWS_MAX) { yield [`只列出前 ${EXPORT_ROWS_MAX} 行，其余请缩小日期或按街道导出`]; whole = true; return; }
            n += 1;
            yield columns.map((c) => c.cell(row, filter.phones));
          }
        }
      whole = true;
    } finally {
      await end(n, whole);
    }
  }
  private told(kind: string, { area, filter, by }: Asked, rows: Partial<Record<ExportKind, number>>, whole: boolean): Promise<void> {
    return this.tx.run((m) => audit(m, { actorId: by, action: 'export.download', refType: 'area', refId: area.id, areaId: area.id, detail: { kind, ...filter, rows, whole }, at: this.clock.now() }));
  }

  private async link(me: Me, kind: ExportKind | 'YEAR', area: AreaRow, filter: Filter): Promise<FileLink> {
    const now = this.clock.now();
    await this.tx.run((m) => audit(m, { actorId: me.id, action: 'export.ask', refType: 'area', refId: area.id, areaId: area.id, detail: { kind, ...filter }, at: now }));
    return { url: this.downloads.link(pathOf(kind, area.id, codeOf(filter)), me.id), name: nameOf(kind, area, filter, now) };
  }
  private async area(id: number): Promise<AreaRow> {
    const area = await findArea(this.tx.read, id);
    if (!area) throw fail('NOT_FOUND');
    if (!DESKS.includes(area.kind)) throw failFields({ areaId: '请选择市、街道（镇）或社区（村）' });
    return area;
  }
}

const pathOf = (kind: string, areaId: number, code: string): string => `exports/${kind}/${areaId}/${code}`;
const nameOf = (kind: string, area: AreaRow, f: Filter, now: number): string =>
  kind === 'YEAR' ? `${area.name}-${f.from?.slice(0, 4)}年全部列表.xlsx` : `${area.name}-${EXPORT_KINDS[kind as ExportKind].label}-${dayOf(now)}.xlsx`;
