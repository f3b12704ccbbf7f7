/** The only source of "now" in the server; tests set it. */
export class Clock {
  private offset = 0;
  /** Epoch milliseconds. */
  now(): number {
    return Date.now() + this.offset;
  }
  /** Tests only: from here on time runs on from this instant. */
  set(at: number): void {
    this.offset = at - Date.now();
  }
  reset(): void {
    this.offset = 0;
  }
}
