import { defineConfig } from 'vitest/config';
import { browserTests } from './browser-tests/support/settings.ts';

// In a real browser over a running platform: npm run e2e.
export default defineConfig({
  test: { ...browserTests, include: ['browser-tests/**/*.e2e.ts'] },
});
