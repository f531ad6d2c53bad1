import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Keeps a picture in `ACME_SCREENSHOT_DIR`, else in target/screenshots. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const directory =
    process.env.ACME_SCREENSHOT_DIR ??
    join(import.meta.dirname, '..', '..', 'target', 'screenshots');
  mkdirSync(directory, { recursive: true });
  await page.screenshot({
    path: join(directory, `${name}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}
