import { swc } from '../jest.config.mjs';

/**
 * The city's day in Chromium, chapter by chapter, on the H5 build and the built server: `npm test -- e2e`, which makes both
 * first (`npm test -- e2e 4-claims`: one chapter). SHOTS=folder keeps a picture of each page.
 */
export default {
  displayName: 'e2e',
  rootDir: '..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/e2e/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^@xianfeng/shared$': '<rootDir>/../shared/src/index.ts' },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // A browser and a server each already keep both cores busy.
  maxWorkers: 1,
  testTimeout: 180_000,
};
