import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** A page, and what went wrong in it that no reader sees. */
export interface OpenPage {
  page: Page;
  /** Errors thrown, violations of the content security policy, errors on the console. */
  faults: string[];
  /** The URL of each request the page made. */
  requests: string[];
}

/** Starts the Chromium that `CHROMIUM` names or the search path has. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    // As root, in a container, Chromium's own sandbox can't be built.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-dev-shm-usage'],
  });
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refused request is on the console whatever the page does about it.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(message.text());
    }
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  return { page, faults, requests };
}

function chromiumPath(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found =
    process.env.CHROMIUM ??
    names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (found === undefined) {
    throw new Error(
      `No Chromium (expected: CHROMIUM set, or one of ${names.join(', ')} on the search path; ` +
        'on Debian: apt-get install chromium)',
    );
  }
  return found;
}
