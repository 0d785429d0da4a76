import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../rig/browser.mjs';
import { DashboardPage } from './support/dashboardPage.js';

let browser: Browser;
let dashboard: DashboardPage | undefined;

beforeAll(async () => {
  browser = await startBrowser();
});
afterEach(async () => {
  await dashboard?.close();
  dashboard = undefined;
});
afterAll(() => browser.close());

test('The page says that it is ready, once, and how wide it is', async () => {
  dashboard = await DashboardPage.open(browser, { width: 640 });
  const ready = { type: 'ready', look: { width: 640, zoom: null, openLayers: [] } };
  await expect.poll(() => dashboard?.messages).toEqual([ready]);
  await dashboard.page.getByText('Waiting for GradLens').waitFor();
  expect(dashboard.messages).toEqual([ready]);
});

test('A wider page says so', async () => {
  dashboard = await DashboardPage.open(browser, { width: 400 });
  await dashboard.page.setViewportSize({ width: 900, height: 700 });
  await expect
    .poll(() => dashboard?.messages.at(-1))
    .toEqual({ type: 'look', look: { width: 900, zoom: null, openLayers: [] } });
});

const lossAsJson = { key: 'loss', size: 1, from: 0, min: [1], max: [1], mean: [1] };

test.each([
  'nonsense',
  { type: 'unheard-of' },
  { type: 'snapshot', generation: -1, page: {}, tracks: [] },
  { type: 'snapshot', generation: 1, page: {}, tracks: [{ key: 'a/1', parts: { run: { id: 5 } } }] },
  { type: 'delta', generation: 1, page: {}, tracks: [{ key: 'a/1', parts: { series: [lossAsJson] } }] },
])('A message that is not understood changes nothing and is logged: %j', async (message) => {
  dashboard = await DashboardPage.open(browser);
  await dashboard.post(message as object);
  await dashboard.page.getByText('Waiting for GradLens').waitFor();
  const complaint = expect.stringContaining('GradLens: unexpected message from the extension');
  await expect.poll(() => dashboard?.complaints).toEqual([complaint]);
  await dashboard.post({ type: 'snapshot', generation: 1, page: {}, tracks: [] });
  await dashboard.page.getByText('No runs yet').waitFor();
});

test('Deltas of another generation do not reach the page', async () => {
  dashboard = await DashboardPage.open(browser);
  await dashboard.post({ type: 'snapshot', generation: 2, page: { runs: [] }, tracks: [] });
  await dashboard.page.getByText('No runs yet').waitFor();
  await dashboard.post({ type: 'delta', generation: 1, page: { diskBytes: 5 }, tracks: [] });
  await dashboard.page.getByText('No runs yet').waitFor();
  expect(dashboard.complaints).toEqual([]);
});
