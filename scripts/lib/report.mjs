import { pad, seconds, width } from './steps.mjs';

/** What every suite counted, and the table and the one line that end a test run. */
export class Report {
  #rows = [];

  add(name, counts, ms = 0) {
    this.#rows.push({ name, ms, passed: 0, failed: 0, skipped: 0, ...counts });
  }

  #sum = (key) => this.#rows.reduce((sum, row) => sum + row[key], 0);

  /** Green means that something ran and nothing failed. */
  get ok() {
    return this.#sum('failed') === 0 && this.#sum('passed') > 0;
  }

  /** A line per suite. */
  table() {
    const names = Math.max(0, ...this.#rows.map(({ name }) => width(name)));
    const line = ({ name, passed, failed, skipped, ms }) =>
      `${failed > 0 ? '✗' : passed > 0 ? '✓' : '-'} ${pad(name, names)}  ${String(passed).padStart(5)} ok  ${String(failed).padStart(3)} failed  ${String(skipped).padStart(3)} skipped  ${seconds(ms).padStart(8)}`;
    return this.#rows.map(line).join('\n');
  }

  /** `N passed, N failed`, and what was skipped when anything was. */
  totalLine() {
    const skipped = this.#sum('skipped');
    return `${this.#sum('passed')} passed, ${this.#sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  }
}
