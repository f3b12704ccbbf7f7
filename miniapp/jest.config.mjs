/**
 * Unit tests and the compiled mini-program driven in a stand-in for WeChat's runtime: `npm test -- miniapp`,
 * which builds dist/weapp first. The browser stories have a configuration of their own (e2e/jest.config.mjs).
 */
export const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: { target: 'es2023', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
  module: { type: 'es6' },
};

export default {
  displayName: 'miniapp',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}', '<rootDir>/src/**/*.test.{ts,tsx}'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^@xianfeng/shared$': '<rootDir>/../shared/src/index.ts' },
  transform: { '^.+\\.tsx?$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  maxWorkers: 2,
  testTimeout: 60_000,
};
