import type { Readable } from 'node:stream';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import { MINUTE_MS } from '@xianfeng/shared';
import { CONFIG, type Config } from '../config.js';
import { Clock } from '../lib/clock.js';
import { fail } from '../lib/errors.js';
import { isSigned, sign } from '../lib/sign.js';
import { Matching } from './fields.js';

/** How long a link works: long enough for a slow phone, short enough to be useless in a chat group tomorrow (our own choice). */
const LINK_MS = 10 * MINUTE_MS;
const PURPOSE = 'download';

/** What a signed link carries. A route that also has filters in its query extends this. */
export class DownloadDto {
  @Matching('链接', /^\d{1,16}$/) by!: string;
  @Matching('链接', /^\d{13}$/) until!: string;
  @Matching('链接', /^[\w-]{16}$/) sig!: string;
}
/**
 * Files for people. A download carries no session: whoever may have the file asks for a link first, and answers for its use in the
 * audit trail. `path` is what stands behind /api/downloads/ and says everything about the file ('certificates/12.pdf'); no path serves for another.
 */
@Injectable()
export class Downloads {
  constructor(@Inject(CONFIG) private readonly config: Config, private readonly clock: Clock) {}
  /** An address that works for ten minutes, for one person. */
  link(path: string, userId: number): string {
    const until = this.clock.now() + LINK_MS;
    return `/api/downloads/${path}?by=${userId}&until=${until}&sig=${sign(this.config.secret, PURPOSE, `${path}.${userId}.${until}`)}`;
  }
  /** Who was given this link. @throws NOT_FOUND where it is wrong or too old */
  check(path: string, { by, until, sig }: DownloadDto): number {
    if (!isSigned(this.config.secret, PURPOSE, `${path}.${by}.${until}`, sig) || Number(until) < this.clock.now()) throw fail('NOT_FOUND');
    return Number(by);
  }
}

const TYPES = { pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', png: 'image/png' } as const;
/** The answer of a download: `name` ends in its kind. A PDF is shown where the reader's program can, a workbook is saved. */
export function fileAnswer(name: string, stream: Readable): StreamableFile {
  const kind = name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES;
  return new StreamableFile(stream, { type: TYPES[kind], disposition: `${kind === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}` });
}
