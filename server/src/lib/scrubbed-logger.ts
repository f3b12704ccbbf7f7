import { ConsoleLogger } from '@nestjs/common';
import { scrub } from './scrub.js';

const clean = (said: unknown): unknown => (typeof said === 'string' ? scrub(said) : said);
/** The server's own logger: warnings and errors, none of them with a secret or a phone number in it, whoever wrote it. */
export class ScrubbedLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: ['error', 'warn'] });
  }
  override error(message: unknown, ...more: unknown[]): void {
    super.error(clean(message), ...more.map(clean));
  }
  override warn(message: unknown, ...more: unknown[]): void {
    super.warn(clean(message), ...more.map(clean));
  }
}
