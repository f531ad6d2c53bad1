import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe.ts';
import { launchBrowser, openPage, type OpenPage } from './support/browser.ts';
import { readEnvironment } from './support/environment.ts';
import { intervalRows, pathRows, tileText, waitForChart } from './support/figures.ts';
import { screenshot } from './support/screenshot.ts';

const { dashboardUrl, apiUrl, key, expected } = readEnvironment(process.env);

/** Events may still be on their way when this begins. */
const ARRIVAL = { timeout: 30_000, interval: 250 };

describe('the dashboard of a running platform', () => {
  let browser: Browser;
  let open: OpenPage;

  beforeAll(async () => {
    browser = await launchBrowser();
    const range = `from=${expected.from}&to=${expected.to}&every=1m`;
    open = await openPage(browser, `${dashboardUrl}/?${range}#key=${encodeURIComponent(key)}`);
  });

  afterAll(async () => {
    await browser.close();
  });

  it('draws the chart', async () => {
    await waitForChart(open.page);
    await screenshot(open.page, 'dashboard-light');
  });

  it('shows the number of events in the range', async () => {
    const total = new Intl.NumberFormat('en-GB').format(expected.total);
    await expect.poll(() => tileText(open.page, 'Events'), ARRIVAL).toBe(total);
  });

  it('counts each minute as expected', async () => {
    await open.page.getByRole('button', { name: 'Show as table' }).click();
    const minutes = new Map(expected.perMinute.map(([time, n]) => [Date.parse(time), n]));
    await expect
      .poll(
        async () =>
          new Map((await intervalRows(open.page)).map(([time, n]) => [Date.parse(time), n])),
        ARRIVAL,
      )
      .toEqual(minutes);
  });

  it('counts each of the top paths as expected, the most visited first', async () => {
    const more = open.page.getByRole('button', { name: /^Show \d+ paths$/ });
    if (await more.isVisible()) {
      await more.click();
    }
    const rows = await pathRows(open.page);
    const truth = new Map(expected.topPaths);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(rows.map(([path]) => [path, truth.get(path)]));
    // Paths with the same count may stand in any order.
    const counts = expected.topPaths.map(([, n]) => n).sort((one, other) => other - one);
    expect(rows.map(([, n]) => n)).toEqual(counts.slice(0, rows.length));
  });

  it('passes axe in light and in dark', async () => {
    // Not with the table, whose thousands of rows, all alike, would take axe half a minute.
    await open.page.getByRole('button', { name: 'Show as chart' }).click();
    await waitForChart(open.page);
    expect(await axeViolations(open.page)).toEqual([]);
    await open.page.getByRole('button', { name: 'Use dark colours' }).click();
    await waitForChart(open.page);
    expect(await axeViolations(open.page)).toEqual([]);
    await screenshot(open.page, 'dashboard-dark');
  });

  it('shows an event soon after it was accepted', async () => {
    const path = `/dashboard-check/${randomUUID()}`;
    await open.page.goto(`${dashboardUrl}/?show=table`);
    await open.page.getByRole('status').waitFor({ state: 'detached' });
    const response = await fetch(`${apiUrl}/v2/events`, {
      method: 'POST',
      headers: { 'X-Api-Key': key, 'Content-Type': 'application/json' },
      body: JSON.stringify({ events: pageViews(path) }),
    });
    expect(response.status).toBe(202);
    await open.page.getByRole('rowheader', { name: path }).waitFor();
    await screenshot(open.page, 'dashboard-live');
  });

  it('kept the key out of every URL, and had no fault', () => {
    expect(open.page.url()).not.toContain(key);
    expect(open.requests.filter((url) => url.includes(key))).toEqual([]);
    expect(open.faults).toEqual([]);
  });
});

/** Enough to be among the top paths of an hour in which others come too. */
function pageViews(path: string) {
  return Array.from({ length: 400 }, () => ({
    event_id: randomUUID(),
    event: 'page_view',
    timestamp: new Date().toISOString(),
    user_id: 'dashboard-check',
    properties: { path },
  }));
}
