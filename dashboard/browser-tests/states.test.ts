import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { generateEvents } from './fake/events.ts';
import { expectedOf } from './fake/expected.ts';
import { startFakeApi, type FakeApi } from './fake/fakeApi.ts';
import type { Server } from './fake/serve.ts';
import { startSite } from './fake/site.ts';
import { axeViolations } from './support/axe.ts';
import { launchBrowser, openPage, type OpenPage } from './support/browser.ts';
import { intervalRows, pathRows, tileText, waitForChart } from './support/figures.ts';
import { screenshot } from './support/screenshot.ts';

const HOUR = 3_600_000;

describe('the page over a fake of the query API', () => {
  let api: FakeApi;
  let site: Server;
  let browser: Browser;
  let open: OpenPage | undefined;

  beforeAll(async () => {
    const end = Math.ceil(Date.now() / 60_000) * 60_000;
    api = await startFakeApi(0, generateEvents(end, 7, 1));
    site = await startSite(0, api.url);
    browser = await launchBrowser();
  });

  afterEach(async () => {
    const faults = open?.faults;
    await open?.page.context().close();
    open = undefined;
    expect(faults).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    await site.stop();
    await api.stop();
  });

  async function visit(query: string, key: string, options?: Parameters<typeof openPage>[2]) {
    const fragment = key === '' ? '' : `#key=${key}`;
    open = await openPage(browser, `${site.url}/${query}${fragment}`, options);
    return open.page;
  }

  it.each([
    { name: 'light', options: { colorScheme: 'light' } },
    { name: 'dark', options: { colorScheme: 'dark' } },
    { name: 'narrow', options: { viewport: { width: 390, height: 844 } } },
    {
      name: 'narrow-dark',
      options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    },
  ] as const)('shows the last hour and passes axe, $name', async ({ name, options }) => {
    const page = await visit('', 'demo', options);
    await waitForChart(page);
    await screenshot(page, `last-hour-${name}`);
    expect(await axeViolations(page)).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

  it.each(['24h', '7d'])('shows the last %s', async (range) => {
    const page = await visit(`?range=${range}`, 'demo');
    await waitForChart(page);
    await screenshot(page, `range-${range}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await screenshot(page, `range-${range}-narrow`);
  });

  it('takes the key off the address bar and never puts it into a URL', async () => {
    const page = await visit('?range=24h', 'demo');
    await waitForChart(page);
    expect(page.url()).toBe(`${site.url}/?range=24h`);
    expect(api.requests.join()).not.toContain('demo');
    await page.reload();
    await waitForChart(page);
    expect(open?.requests.join()).not.toContain('demo');
  });

  it('says the same as a plain count, per minute and per path', async () => {
    const to = Math.floor(Date.now() / HOUR) * HOUR;
    const from = to - 96 * HOUR;
    const expected = expectedOf(api.events, from, to);
    const range = `?from=${expected.from}&to=${expected.to}&every=1m`;
    const page = await visit(range, 'demo');
    await waitForChart(page);
    await screenshot(page, 'four-days-by-minute-custom');
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.getByRole('button', { name: 'Show 14 paths' }).click();
    expect(await tileText(page, 'Events')).toBe(
      new Intl.NumberFormat('en-GB').format(expected.total),
    );
    expect(new Map(await intervalRows(page))).toEqual(new Map(expected.perMinute));
    expect(new Map(await pathRows(page))).toEqual(new Map(expected.topPaths));
  });

  it('names the interval under the pointer, in both colour schemes', async () => {
    const page = await visit('', 'demo');
    await waitForChart(page);
    await page.getByRole('button', { name: 'Use dark colours' }).click();
    await page.getByRole('img', { name: /^Chart of events/ }).hover();
    await page.getByText(/^\d+ events?$/).waitFor();
    await screenshot(page, 'tooltip-dark');
    await page.getByRole('button', { name: 'Use light colours' }).click();
    await page.getByRole('button', { name: 'Use dark colours' }).waitFor();
  });

  it('shows an event that has just come', async () => {
    const page = await visit('', 'demo');
    await waitForChart(page);
    for (let index = 0; index < 200; index++) {
      api.events.push({ time: Date.now(), user: 'newcomer', path: '/just-now' });
    }
    await page.getByRole('table', { name: 'Top paths' }).getByText('/just-now').waitFor();
  });

  it('shows nothing new while paused', async () => {
    const page = await visit('', 'demo');
    await waitForChart(page);
    await page.getByRole('button', { name: /Pause updates/ }).click();
    await page.getByRole('button', { name: /Resume updates/ }).waitFor();
    await page.waitForLoadState('networkidle');
    const before = open?.requests.length;
    await page.clock.install();
    await page.clock.runFor(10_000);
    expect(open?.requests.length).toBe(before);
  });

  it('says how to send events when there are none', async () => {
    const page = await visit('', 'empty');
    await page.getByText('No events in this range').waitFor();
    await screenshot(page, 'empty');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('shows the shape of the page while the first answer is awaited', async () => {
    const page = await visit('', 'slow');
    await page.getByRole('status').waitFor();
    await screenshot(page, 'loading');
    expect(await axeViolations(page)).toEqual([]);
    await waitForChart(page);
  });

  it('shows the detail of a problem and recovers by itself', async () => {
    const page = await visit('', 'down');
    await page.getByText('clickhouse: connection refused').waitFor();
    await screenshot(page, 'error');
    expect(await axeViolations(page)).toEqual([]);
    api.behaviours.set('down', 'answers');
    await waitForChart(page);
    api.behaviours.set('down', 'is down');
    await page.getByText('The figures below are the last that arrived').waitFor();
    await screenshot(page, 'error-after-figures');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('warns that figures are partial', async () => {
    const page = await visit('', 'partial');
    await page.getByText('Not everything could be read').waitFor();
    await waitForChart(page);
    await screenshot(page, 'partial');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('asks for a key, says why one is refused, and takes a better one', async () => {
    const page = await visit('', '');
    await page.getByLabel('API key').fill('mistyped');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('not known (expected: an active API key)').waitFor();
    await screenshot(page, 'unauthorized');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('API key').fill('demo');
    await page.keyboard.press('Enter');
    await waitForChart(page);
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('heading', { name: 'Connect to your events' }).waitFor();
    await screenshot(page, 'connect');
  });

  it('is used by keyboard, and the view can be shared and stepped back from', async () => {
    const page = await visit('', 'demo');
    await waitForChart(page);
    await page.getByRole('radio', { name: 'Last hour' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Events per 5 minutes').waitFor();
    expect(page.url()).toBe(`${site.url}/?range=24h`);
    await page.getByLabel('Count by').selectOption('1h');
    await page.getByText('Events per hour').waitFor();
    expect(page.url()).toBe(`${site.url}/?range=24h&every=1h`);
    await page.goBack();
    await page.goBack();
    await page.getByText('Events per minute').waitFor();
    expect(page.url()).toBe(`${site.url}/`);
  });

  it('shows times in the zone of the browser, or in UTC', async () => {
    const at = Math.floor(Date.now() / HOUR) * HOUR - 48 * HOUR;
    const range = `?from=${new Date(at).toISOString()}&to=${new Date(at + HOUR).toISOString()}`;
    const page = await visit(`${range}&show=table`, 'demo', { timezoneId: 'Asia/Kolkata' });
    const shown = (zone: string) =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hour: '2-digit',
        minute: '2-digit',
      }).format(at);
    await page.getByRole('rowheader', { name: shown('Asia/Kolkata') }).waitFor();
    await screenshot(page, 'table');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByText('UTC', { exact: true }).click();
    await page.getByRole('rowheader', { name: shown('UTC') }).waitFor();
    expect(page.url()).toContain('tz=utc');
    await page.getByLabel('From').fill(new Date(at + HOUR / 2).toISOString().slice(0, 16));
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(
      (url) => Date.parse(url.searchParams.get('from') ?? '') === at + HOUR / 2,
    );
  });
});
