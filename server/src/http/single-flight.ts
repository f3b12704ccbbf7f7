/**
 * Concurrent equal reads share one database read and one byte buffer; the answer may be up to `lifeMs` old.
 * For public lists only, never for anything personal.
 */
export class SingleFlight {
  private readonly flights = new Map<string, { until: number; bytes: Promise<Buffer> }>();
  constructor(private readonly lifeMs: number) {}
  get(key: string, read: () => Promise<string>): Promise<Buffer> {
    const now = performance.now();
    const known = this.flights.get(key);
    if (known && known.until > now) return known.bytes;
    if (this.flights.size > 1_000) for (const [k, f] of this.flights) if (f.until <= now) this.flights.delete(k);
    // Encoded once, not for each reader.
    const bytes = read().then((text) => Buffer.from(text));
    this.flights.set(key, { until: now + this.lifeMs, bytes });
    // A failed read is not kept for anybody who comes later.
    bytes.catch(() => this.flights.delete(key));
    return bytes;
  }
}
