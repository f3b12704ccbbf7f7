import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The servers that tests and measurements need, private to one run.
 * One that the environment already names (TEST_MARIADB_URL and so on) is used as it is and left alone.
 */
export class Services {
  #dir = mkdtempSync(join(tmpdir(), 'xianfeng-'));
  #started = [];
  /** The variables for the commands that use the services. */
  env = {};

  /** Whether it can be had here: named by the environment, or installed. */
  static has = (service) => Boolean(process.env[service.variable]) || service.installed();

  async start(service, options) {
    const given = process.env[service.variable];
    const { url, stop } = given ? { url: given, stop: async () => {} } : await service.start(this.#dir, options);
    this.#started.push(stop);
    this.env[service.variable] = url;
    return url;
  }

  /** Ends what was started, newest first, and removes its data. */
  async stop() {
    for (const stop of this.#started.splice(0).reverse()) await stop();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
