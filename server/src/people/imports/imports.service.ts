import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { EntityManager } from 'typeorm';
import { DAY_MS, HOUR_MS, MINUTE_MS, PAGE_SIZE, type ImportKind, type ImportRowView, type ImportView, type Page } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { Tx } from '../../db/tx.js';
import { afterId, beforeId } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { Jobs } from '../../lib/jobs.js';
import { Appliers } from './applier.js';
import type { CreateImportDto, ListImportsDto, ListRowsDto, RemapDto } from './imports.dto.js';
import { forgetDifferences } from './differences.store.js';
import { IMPORT_PERMISSIONS, importFlow, importView, rowView, sheetsOf, whyNotMapping, type JobRow } from './imports.rules.js';
import { countReading, deleteRows, failJob, findJob, idleJobs, insertJob, jobsWithRows, listJobs, moveJob, rowsWith, saveColumns } from './imports.store.js';
import { ReadingService } from './reading.service.js';
import { receiveWorkbook, sweepReceived } from './receive.js';
import { RefusedService } from './refused.service.js';
import { WritingService } from './writing.service.js';

/** Files one person may have read at the same time: each holds memory and a share of the processor. */
const AT_ONCE = 3;
/** A reader that has not said anything for so long is gone; it speaks after each batch. */
const SILENT_MS = 3 * MINUTE_MS;
/** Rows hold people's data: unconfirmed files are given up after a week, rows of broken ones deleted then, rows of written ones after a month. Our own choice. */
const WAITING_MS = 7 * DAY_MS;
const KEPT_MS = 30 * DAY_MS;
/** What a roster said differently, and who decided what: for two years. */
const DIFFERENCES_MS = 730 * DAY_MS;

@Injectable()
export class ImportsService implements OnModuleInit {
  private readonly dir: string;
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly jobs: Jobs, private readonly appliers: Appliers, private readonly reading: ReadingService, private readonly writing: WritingService, private readonly links: RefusedService, @Inject(CONFIG) config: Config) {
    this.dir = join(config.dataDir, 'imports');
  }
  onModuleInit(): void {
    this.jobs.add('imports', HOUR_MS / 4, () => this.tidy());
  }

  /** Takes a file and begins to read it. Ask `get` how far it is. */
  async create(me: Me, { kind, targetId }: CreateImportDto, request: FastifyRequest): Promise<ImportView> {
    const areaPath = await this.scope(me, kind, targetId);
    if ((await countReading(this.tx.read, me.id)) >= AT_ONCE) throw fail('TOO_MANY');
    const { fileName, path, book } = await receiveWorkbook(request, this.dir);
    const now = this.clock.now();
    let job: JobRow;
    try {
      job = await this.find(await this.tx.run((m) => insertJob(m, { kind, areaPath, targetId: targetId ?? null, fileName, createdBy: me.id, now })));
    } catch (e) {
      book.close();
      await rm(path, { force: true });
      throw e;
    }
    this.reading.readFile(job, book, path);
    return this.view(me, job);
  }
  async list(me: Me, { kind, after }: ListImportsDto): Promise<Page<ImportView>> {
    const kinds = (Object.keys(IMPORT_PERMISSIONS) as ImportKind[]).filter((k) => kind === undefined || k === kind);
    const scopes = kinds.flatMap((k) => me.roots(IMPORT_PERMISSIONS[k]).map((p) => ({ kind: k, path: p.path })));
    if (scopes.length === 0) return { items: [], next: null };
    const jobs = await listJobs(this.tx.read, scopes, beforeId(after));
    const items = jobs.slice(0, PAGE_SIZE);
    return { items: items.map((j) => this.view(me, j)), next: jobs.length > PAGE_SIZE ? String(items.at(-1)?.id) : null };
  }
  async get(me: Me, id: number): Promise<ImportView> {
    return this.view(me, await this.mine(me, id));
  }
  async rows(me: Me, id: number, { after, verdict }: ListRowsDto): Promise<Page<ImportRowView>> {
    const job = await this.mine(me, id);
    const rows = await rowsWith(this.tx.read, id, verdict ? [verdict] : ['TAKEN', 'MENDED', 'MERGED', 'REFUSED'], afterId(after), PAGE_SIZE + 1);
    const columns = new Map(sheetsOf(job).map((s) => [s.sheet, s]));
    const items = rows.slice(0, PAGE_SIZE).map((r) => rowView(r, job.kind, columns));
    return { items, next: rows.length > PAGE_SIZE ? String(items.at(-1)?.id) : null };
  }

  /** Says anew which column of a sheet feeds which field; every row is judged again. @throws IMPORT_BUSY, STATE, INVALID */
  async remap(me: Me, id: number, { sheet, fields }: RemapDto): Promise<ImportView> {
    const job = await this.mine(me, id);
    const sheets = sheetsOf(job);
    const mapped = sheets.find((s) => s.sheet === sheet);
    if (!mapped) throw failFields({ sheet: '没有这张工作表' });
    const why = whyNotMapping(fields, mapped, job.kind);
    if (why) throw failFields({ fields: why });
    mapped.fields = fields;
    await this.tx.run(async (m) => {
      await this.move(m, job, 'remap');
      await saveColumns(m, id, JSON.stringify(sheets));
    });
    const moved = await this.find(id);
    this.reading.readAgain(moved);
    return this.view(me, moved);
  }

  /** @throws IMPORT_BUSY while it is being read, STATE when it was given up */
  async confirm(me: Me, key: string, id: number): Promise<ImportView> {
    return this.writing.confirm(me.id, key, await this.mine(me, id), (job) => this.view(me, job));
  }

  /** Gives an import up: its rows are deleted, nothing was written. */
  async discard(me: Me, id: number): Promise<ImportView> {
    const job = await this.mine(me, id);
    await this.tx.run(async (m) => {
      await this.move(m, job, 'discard');
      await deleteRows(m, id);
    });
    return this.view(me, await this.find(id));
  }

  /** Readers that died, files nobody confirmed, rows nobody needs any more. */
  async tidy(): Promise<void> {
    const now = this.clock.now(), read = this.tx.read;
    for (const { id } of await idleJobs(read, 'READING', now - SILENT_MS)) await this.tx.run((m) => failJob(m, id, '读取被中断，请重新上传', now));
    for (const { id } of await idleJobs(read, 'READY', now - WAITING_MS)) await this.tx.run(async (m) => { if (await moveJob(m, id, ['READY'], 'DISCARDED', now)) await deleteRows(m, id); });
    const spent = [...(await jobsWithRows(read, 'DONE', now - KEPT_MS)), ...(await jobsWithRows(read, 'FAILED', now - WAITING_MS))];
    for (const { id } of spent) await this.tx.run((m) => deleteRows(m, id));
    await this.tx.run((m) => forgetDifferences(m, now - DIFFERENCES_MS));
    await sweepReceived(this.dir, now);
  }

  /** The subtree the import concerns: that of its target, or of the caller's own post. */
  private async scope(me: Me, kind: ImportKind, targetId: number | undefined): Promise<string> {
    const permission = IMPORT_PERMISSIONS[kind];
    const applier = this.appliers.of(kind);
    if (applier.pathOf) {
      if (targetId === undefined) throw failFields({ targetId: '请选择兑换点' });
      const path = await applier.pathOf(targetId);
      me.require(permission, path);
      return path;
    }
    if (targetId !== undefined) throw failFields({ targetId: '不认识的字段' });
    const root = me.roots(permission)[0];
    if (!root) throw fail('FORBIDDEN');
    return root.path;
  }
  private async find(id: number): Promise<JobRow> {
    const job = await findJob(this.tx.read, id);
    if (!job) throw fail('NOT_FOUND');
    return job;
  }
  private async mine(me: Me, id: number): Promise<JobRow> {
    const job = await this.find(id);
    me.require(IMPORT_PERMISSIONS[job.kind], job.areaPath);
    return job;
  }
  private async move(m: EntityManager, job: JobRow, action: 'remap' | 'discard'): Promise<void> {
    const status = (await findJob(m, job.id))?.status ?? job.status;
    if (status === 'READING') throw fail('IMPORT_BUSY');
    if (!(await moveJob(m, job.id, importFlow.from(action), importFlow.next(status, action), this.clock.now()))) throw fail('STATE');
  }
  private view(me: Me, job: JobRow): ImportView {
    me.may(IMPORT_PERMISSIONS[job.kind], job.areaPath);
    return importView(job, this.links.link(job.id, me.id));
  }
}
