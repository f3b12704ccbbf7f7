import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { HOUR_MS, UPLOAD_LIMITS } from '@xianfeng/shared';
import { AppError, fail } from '../../lib/errors.js';
import { SheetProblem, type SheetProblemCode } from '../../lib/sheet/problem.js';
import { openWorkbook, type Workbook } from '../../lib/sheet/read.js';

export interface Received { fileName: string; path: string; book: Workbook }
const MB = UPLOAD_LIMITS.sheetMb;

/**
 * Takes the one file of a multipart request and opens it as a workbook, whatever its name says. The file waits in `dir` until it has been
 * read; on a refusal it is gone at once. @throws FILE_MISSING, FILE_TOO_LARGE, FILE_TYPE, FILE_BROKEN
 */
export async function receiveWorkbook(request: FastifyRequest, dir: string): Promise<Received> {
  if (!request.isMultipart()) throw fail('FILE_MISSING');
  // Before the file begins: from then on nobody may be kept waiting.
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, `${randomUUID()}.xlsx`);
  try {
    const part = await request.file();
    if (!part) throw fail('FILE_MISSING');
    await pipeline(chunksOf(part.file), createWriteStream(path, { mode: 0o600 }));
    if (part.file.truncated) throw fail('FILE_TOO_LARGE', { mb: MB });
    return { fileName: tidyName(part.filename), path, book: await openWorkbook(path) };
  } catch (e) {
    await rm(path, { force: true });
    throw refusalOf(e);
  }
}

/** Piped as it is, the stream of a form that stops half-way never ends and never fails; read piece by piece it fails. */
async function* chunksOf(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* file;
}

/** What goes wrong on our own disk stays what it is; anything else is a form that ended too early or was never one. */
function refusalOf(e: unknown): unknown {
  if (e instanceof AppError) return e;
  if (e instanceof SheetProblem) return REFUSALS[e.code]();
  const { statusCode, syscall } = e as NodeJS.ErrnoException & { statusCode?: number };
  if (statusCode === 413) return fail('FILE_TOO_LARGE', { mb: MB });
  return syscall === undefined ? fail('FILE_BROKEN') : e;
}

const REFUSALS: Record<SheetProblemCode, () => AppError> = {
  NOT_XLSX: () => fail('FILE_TYPE', { types: ' .xlsx 表格' }),
  OLD_XLS: () => fail('FILE_TYPE', { types: ' .xlsx（旧版 .xls 请另存）' }),
  ENCRYPTED: () => fail('FILE_TYPE', { types: '没有打开密码的 .xlsx' }),
  DAMAGED: () => fail('FILE_BROKEN'),
  TOO_BIG: () => fail('FILE_TOO_LARGE', { mb: MB }),
  TOO_MANY_ROWS: () => fail('FILE_TOO_LARGE', { mb: MB }),
};

/** The last part of the name, without what a screen or a header cannot show. */
const tidyName = (name: string): string => [...(name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Surrogate}"]/gu, '')].slice(0, 60).join('') || '表格.xlsx';

/** Files left behind by a process that was killed while reading. */
export async function sweepReceived(dir: string, now: number): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    const path = join(dir, name);
    const info = await stat(path).catch(() => null);
    if (info && info.mtimeMs < now - HOUR_MS) await rm(path, { force: true });
  }
}
