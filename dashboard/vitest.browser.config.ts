import { defineConfig } from 'vitest/config';
import { browserTests } from './browser-tests/support/settings.ts';

// In a real browser over a fake of the API: npm run test:browser.
export default defineConfig({
  test: { ...browserTests, include: ['browser-tests/**/*.test.ts'] },
});
