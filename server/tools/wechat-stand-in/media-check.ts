import { refuse } from './errors.ts';
import { MINUTE, type App, type Chance, type People } from './ground.ts';
import type { Push, PushFault } from './push.ts';
import { judgeSubject, LABELS } from './text-check.ts';

export const MAX_BYTES = 10 * 1_024 * 1_024;
type Verdict = 'pass' | 'review' | 'risky';
export type Order = 'fifo' | 'reverse' | 'shuffle';
/** What becomes of the pictures from now on. `delayMs` null: no verdict comes until it is called for; `times`: how often each is told. */
export interface MediaPlan { verdict: Verdict; delayMs: number | null; times: number; order: Order }
interface Picture { traceId: string; openid: string; url: string; verdict: Verdict; times: number }

/** The examination of pictures (E7): it fetches them, and tells its verdict later by an event. */
export class MediaCheck {
  readonly #people: People;
  readonly #app: App;
  readonly #chance: Chance;
  readonly #push: Push;
  readonly #nextFault: () => PushFault | undefined;
  plan: MediaPlan = { verdict: 'pass', delayMs: 0, times: 1, order: 'fifo' };
  readonly #waiting: Picture[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly fetched: { url: string; bytes: number | null }[] = [];
  constructor(app: App, people: People, chance: Chance, push: Push, nextFault: () => PushFault | undefined) {
    [this.#app, this.#people, this.#chance, this.#push, this.#nextFault] = [app, people, chance, push, nextFault];
  }

  check(body: Record<string, unknown>): object {
    const { openid, media_type: type, media_url: url } = body;
    judgeSubject(this.#people, body);
    if (type !== 1 && type !== 2) refuse(40097);
    if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url)) return refuse(40066);
    const traceId = this.#chance.id(), { verdict, times, delayMs } = this.plan;
    this.#waiting.push({ traceId, openid: openid as string, url, verdict, times });
    if (delayMs !== null && this.#timers.size === 0) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void this.flush();
      }, delayMs);
      this.#timers.add(timer);
    }
    return { errcode: 0, errmsg: 'ok', trace_id: traceId };
  }
  /** Tells every verdict that waits, in the order planned or in another. Several verdicts are on their way at once, as at WeChat. */
  async flush(order: Order = this.plan.order, times?: number): Promise<number> {
    const pictures = this.#waiting.splice(0), events = await Promise.all(pictures.map(async (picture) => ({ ...picture, event: await this.#examine(picture) })));
    const all = events.flatMap((one) => Array.from({ length: times ?? one.times }, () => one));
    const ordered = order === 'reverse' ? all.reverse() : order === 'shuffle' ? this.#chance.shuffle(all) : all;
    await Promise.all(ordered.map(({ event, openid }) => this.#push.deliver('wxa_media_check', event, openid, this.#nextFault())));
    return ordered.length;
  }
  get waiting(): number { return this.#waiting.length; }
  stop(): void { for (const timer of this.#timers) clearTimeout(timer); }

  async #examine({ url, traceId: trace_id, verdict }: Picture): Promise<Record<string, unknown>> {
    const bytes = await download(url), head = { appid: this.#app.appId, trace_id, version: 2 };
    this.fetched.push({ url, bytes });
    if (bytes === null) return { ...head, detail: [], errcode: -1008, errmsg: '下载错误' };
    const label = String({ pass: LABELS.ok, review: LABELS.review, risky: LABELS.risky }[verdict]);
    return { ...head, detail: [{ strategy: 'content_model', errcode: 0, suggest: verdict, label, prob: 90 }], errcode: 0, errmsg: 'ok', result: { suggest: verdict, label } };
  }
}

/** The size of what is there, in bytes; null when it cannot be fetched without a word of ours, is too large or is no picture. */
async function download(url: string): Promise<number | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(MINUTE) });
    if (!answer.ok || !answer.body) return null;
    let head = Buffer.alloc(0), bytes = 0;
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) return null;
      if (head.length < 12) head = Buffer.concat([head, chunk]);
    }
    return isMedia(head) ? bytes : null;
  } catch {
    return null;
  }
}
const isMedia = (head: Buffer): boolean => [/^\xff\xd8\xff/, /^\x89PNG/, /^BM/, /^GIF8/, /^RIFF/, /^ID3/, /^\xff[\xfb\xf3]/].some((start) => start.test(head.toString('latin1')));
