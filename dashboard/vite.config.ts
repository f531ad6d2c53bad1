import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { theme } from './src/theme/theme.ts';
import { mantineVariables } from './vite/mantineVariables.ts';

export default defineConfig({
  plugins: [react(), mantineVariables(theme)],
  // `npm run dev` takes its configuration from a dashboard that is already served.
  server: { proxy: { '/config.json': process.env.ACME_DASHBOARD_URL ?? '' } },
  build: {
    // The first versions that know light-dark() in CSS; an older target would rewrite it.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // A data: URL would need its own exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The chart group, loaded after the page stands, is most of ECharts.
    chunkSizeWarningLimit: 550,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    css: false,
    // One jsdom for all files: making one takes longer than the tests of a file.
    isolate: false,
    maxWorkers: 1,
  },
});
