/**
 * Unit tests beside the rules (src) and API tests of the real application (test), as ES modules.
 * Needs Node 24.9 or later with --experimental-vm-modules: run `npm test -- server`.
 */
const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

export default {
  displayName: 'server',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  // The model runs on the embedded database, schedules of statements on a server's: neither is a test of the other. The stand-in for WeChat has no database.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.DB === 'mariadb' ? ['/test/model/model.test', '/test/stand-in/'] : ['/test/model/schedules.test'])],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@xianfeng/shared$': '<rootDir>/../shared/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  maxWorkers: 2,
  // Every test file loads the whole application into a fresh module graph, and V8 keeps some of it.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
};
