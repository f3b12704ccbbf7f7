/**
 * How much may be under way at once. WeChat fails the eleventh request, upload or download; we stay at eight, and three of them may be
 * uploads, so that photos never hold up a page. Pure: what is done and how long it takes is no matter of its own.
 */
export interface Limits { all: number; uploads: number }
export const LIMITS: Limits = { all: 8, uploads: 3 };
export type Kind = 'request' | 'upload' | 'download';

interface Waiting { kind: Kind; start: () => void }
export class Queue {
  private running = 0;
  private uploads = 0;
  private readonly waiting: Waiting[] = [];
  constructor(private readonly limits: Limits = LIMITS) {}

  /** Does `work` as soon as there is room, in the order of asking; an upload that has to wait lets requests pass. */
  run<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const start = (): void => {
        this.running += 1;
        if (kind === 'upload') this.uploads += 1;
        // A work that throws at once ends like one that rejects.
        void Promise.resolve().then(work).then(resolve, reject).finally(() => {
          this.running -= 1;
          if (kind === 'upload') this.uploads -= 1;
          this.next();
        });
      };
      this.waiting.push({ kind, start });
      this.next();
    });
  }
  private next(): void {
    while (this.running < this.limits.all) {
      const at = this.waiting.findIndex(({ kind }) => kind !== 'upload' || this.uploads < this.limits.uploads);
      if (at < 0) return;
      this.waiting.splice(at, 1)[0]!.start();
    }
  }
}

/** Everything of this app that goes over the network stands in this one line. */
export const queue = new Queue();

/**
 * Identical reads that are under way become one. A write in between parts them: what is read after it must not be the answer of before.
 */
export class Joined {
  private readonly under = new Map<string, Promise<unknown>>();
  private writes = 0;
  wrote(): void { this.writes += 1; }
  read<T>(what: string, ask: () => Promise<T>): Promise<T> {
    const key = `${this.writes} ${what}`, known = this.under.get(key);
    if (known) return known as Promise<T>;
    const mine = ask().finally(() => this.under.delete(key));
    this.under.set(key, mine);
    return mine;
  }
}
