import { createRequire } from 'node:module';

// shared has no dependencies and keeps none: its tests borrow the server's runner.
const { resolve } = createRequire(new URL('../server/package.json', import.meta.url));

/** Unit tests of the contract: `npm test -- shared`. */
export default {
  displayName: 'shared',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      resolve('@swc/jest'),
      { swcrc: false, sourceMaps: 'inline', jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  maxWorkers: 2,
};
