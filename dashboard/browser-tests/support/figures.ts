import type { Page } from 'playwright-core';

/** The number in a tile, as shown. */
export function tileText(page: Page, label: string): Promise<string> {
  return page.getByRole('region', { name: label, exact: true }).locator('p').first().innerText();
}

/** The rows of the table behind the chart: the interval's start (RFC 3339 as toISOString) and count. */
export function intervalRows(page: Page): Promise<[string, number][]> {
  return page
    .getByRole('region', { name: 'Events by interval' })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('time')?.dateTime ?? '',
        Number(row.querySelector('data')?.value),
      ]),
    );
}

/** The rows of the table of top paths, in its order. */
export function pathRows(page: Page): Promise<[string, number][]> {
  return page
    .getByRole('table', { name: 'Top paths' })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('[data-path]')?.getAttribute('data-path') ?? '',
        Number(row.querySelector('data')?.value),
      ]),
    );
}

/** Waits until the chart is on the page and drawn. */
export async function waitForChart(page: Page): Promise<void> {
  await page
    .getByRole('img', { name: /^Chart of events/ })
    .locator('canvas')
    .waitFor();
  await page.waitForFunction(() => document.fonts.status === 'loaded');
}
