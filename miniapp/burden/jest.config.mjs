import e2e from '../e2e/jest.config.mjs';

/** What the product must never be, on its screens: `npm run burden` builds first and adds the routes (server/test/burden). BURDEN_QUICK=1: fewer people look at fewer screens. */
export default { ...e2e, displayName: 'burden', testMatch: ['<rootDir>/burden/**/*.test.ts'], testTimeout: 2_400_000 };
