import type { ViteUserConfig } from 'vitest/config';

/** What all tests in a browser have in common. */
export const browserTests = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  reporters: ['verbose', './browser-tests/support/summaryReporter.ts'],
} satisfies ViteUserConfig['test'];
