import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, SCENE_PAGE, startOfDay, type CodeView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { Jobs } from '../../lib/jobs.js';
import { isSigned, sign } from '../../lib/sign.js';
import { WechatClient } from '../wechat/wechat.client.js';
import { sceneFor, waitAfterTries } from './codes.rules.js';
import { deleteCodes, dueCodes, expiredCodes, imageKept, imageLost, takeCode } from './codes.store.js';

const EVERY_MS = 5_000, BATCH = 10;
/** Longer than WeChat may take for one. */
const LEASE_MS = MINUTE_MS;
/** Pixels; printed at ten centimetres that is still sharp. WeChat allows 280 to 1280. */
const WIDTH = 430;
const PURPOSE = 'code-image';

/**
 * WeChat's pictures of our codes: fetched once by a job, kept as files, never waited for. While WeChat is away or out of its minute's
 * calls the pages show our own QR of the same code. A lost file is fetched again.
 */
@Injectable()
export class CodeImages {
  private readonly folder: string;
  constructor(@Inject(CONFIG) private readonly config: Config, private readonly tx: Tx, private readonly clock: Clock, private readonly wechat: WechatClient, jobs: Jobs) {
    this.folder = join(config.dataDir, 'codes');
    jobs.add('codes.images', EVERY_MS, () => this.fetchDue());
    jobs.add('codes.forget', HOUR_MS, () => this.forget());
  }
  /** The address itself carries the permission, as those of photos do. */
  url(id: number): string {
    const until = startOfDay(dayOf(this.clock.now())) + 2 * DAY_MS;
    return `/api/codes/${id}/image?until=${until}&s=${sign(this.config.secret, PURPOSE, `${id}/${until}`)}`;
  }
  /** @throws NOT_FOUND for a wrong or old address, or where the picture has to be fetched again */
  async open(id: number, until: number, signature: string): Promise<Buffer> {
    if (this.clock.now() >= until || !isSigned(this.config.secret, PURPOSE, `${id}/${until}`, signature)) throw fail('NOT_FOUND');
    const bytes = await this.read(id);
    if (!bytes) {
      await this.tx.run((m) => imageLost(m, id, this.clock.now()));
      throw fail('NOT_FOUND');
    }
    return bytes;
  }
  /** The picture of a code, where it lies on this machine. */
  async of({ imageUrl }: Pick<CodeView, 'imageUrl'>): Promise<Buffer | null> {
    const id = /codes\/(\d+)\//.exec(imageUrl ?? '')?.[1];
    return id === undefined ? null : this.read(Number(id));
  }
  private async read(id: number): Promise<Buffer | null> {
    return readFile(this.path(id)).catch((e: NodeJS.ErrnoException) => { if (e.code === 'ENOENT') return null; throw e; });
  }
  /** Asks WeChat for what is missing, one after the other; after the first "not now" the rest waits, too. */
  async fetchDue(): Promise<void> {
    if (!this.wechat.isReady) return;
    for (const row of await dueCodes(this.tx.read, this.clock.now(), BATCH)) {
      const now = this.clock.now();
      if (!(await this.tx.run((m) => takeCode(m, row, now + Math.max(LEASE_MS, waitAfterTries(row.tries)))))) continue;
      const bytes = await this.wechat.codeImage({ scene: sceneFor(this.config.secret, row), page: SCENE_PAGE, width: WIDTH });
      if (!bytes) return;
      await this.keep(row.id, bytes);
      await this.tx.run((m) => imageKept(m, row.id, this.clock.now()));
    }
  }
  private async forget(): Promise<void> {
    const ids = (await expiredCodes(this.tx.read, this.clock.now() - DAY_MS)).map((c) => c.id);
    if (ids.length === 0) return;
    await Promise.all(ids.map((id) => rm(this.path(id), { force: true })));
    await this.tx.run((m) => deleteCodes(m, ids));
  }
  /** Whole or not at all: a reader never meets half a picture. */
  async keep(id: number, bytes: Uint8Array): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const part = `${this.path(id)}.${process.pid}.part`;
    await writeFile(part, bytes);
    await rename(part, this.path(id));
  }
  private path(id: number): string {
    return join(this.folder, `${id}.png`);
  }
}
