import { join } from 'node:path';
import base from '../../jest.config.mjs';

/** What breaks on purpose: needs MariaDB and Redis installed, and the built server. Run `npm run faults`. */
export default {
  ...base,
  displayName: 'faults',
  rootDir: join(import.meta.dirname, '../..'),
  testMatch: ['<rootDir>/test/faults/*.fault.ts'],
  maxWorkers: 1,
  testTimeout: 600_000,
};
