import { Injectable, Logger } from '@nestjs/common';

/** Background work: expiry, ended tasks, the outbox. Each job claims its rows by compare-and-set, so any number of processes may run it. */
@Injectable()
export class Jobs {
  private readonly log = new Logger('jobs');
  private readonly jobs = new Map<string, { everyMs: number; work: () => Promise<unknown>; running: Promise<unknown> | null }>();
  private timers: NodeJS.Timeout[] = [];
  add(name: string, everyMs: number, work: () => Promise<unknown>): void {
    this.jobs.set(name, { everyMs, work, running: null });
  }
  /** Runs one job now; a second call while it runs waits for the same run. */
  async run(name: string): Promise<void> {
    const job = this.jobs.get(name);
    if (!job) throw new Error(`no job ${name}`);
    job.running ??= job.work().finally(() => (job.running = null));
    await job.running;
  }
  start(): void {
    for (const [name, job] of this.jobs)
      this.timers.push(setInterval(() => void this.run(name).catch((e: unknown) => this.log.error(`${name}: ${e instanceof Error ? e.stack : String(e)}`)), job.everyMs).unref());
  }
  /** No further run begins; those under way are waited for. */
  async stop(): Promise<void> {
    this.timers.forEach(clearInterval);
    this.timers = [];
    await Promise.allSettled([...this.jobs.values()].map((j) => j.running));
  }
}
