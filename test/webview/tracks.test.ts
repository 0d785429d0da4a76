import { expect, test } from 'vitest';
import { contrast, type Rgb } from '../../webview/theme/rgb.js';
import { openDashboards } from './support/dashboards.js';
import { denseLayers, FILE, SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

function training(id: string, batches: number, startedAt?: number, name = 'model') {
  const run = new SyntheticRun(id, { model: { file: FILE, name, line: 8 } }, startedAt);
  const fit = new SyntheticFit();
  run.fits = [fit];
  trainVanishing(fit, batches);
  return { run, fit };
}

test('The last run is drawn in gray behind the first, as long as the longer, and can be switched off', async () => {
  const [long, short] = [training('long', 400, 1), training('short', 100, 2)];
  const live = await dashboards.open([short.run, long.run]);
  const { page } = live;
  const plot = page.getByRole('img', { name: /^loss over [13]00 batches/ });
  /** How many pixels of the second track's line there are in the plot's last quarter. */
  const drawnAtEnd = () =>
    plot.evaluate((host) => {
      const canvas = host.querySelector('canvas') ?? document.createElement('canvas');
      const { width, height } = canvas;
      const line = document.querySelector('.legend-behind');
      const wanted = line ? (getComputedStyle(line).borderTopColor.match(/\d+/g) ?? []).map(Number) : [];
      const from = Math.round(width * 0.75);
      const pixels = canvas.getContext('2d')?.getImageData(from, 0, width - from, height * 0.8).data ?? [];
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4)
        count += [0, 1, 2].every((part) => Math.abs((pixels[at + part] ?? 0) - (wanted[part] ?? 0)) < 12) ? 1 : 0;
      return count;
    });
  await plot.waitFor();
  const entry = page.getByRole('button', { name: /^last run/ }).first();
  await entry.waitFor();
  await page.getByText('50/50').waitFor();
  await expect.poll(drawnAtEnd).toBeGreaterThan(50);
  await expect.poll(() => entry.getAttribute('title')).toMatch(/^The last run of this model.*this run is equal to it/);
  /** Whether an epoch's label stands above the plot's right half. */
  const isLabeled = () =>
    plot.evaluate((host) => {
      const canvas = host.querySelector('canvas') ?? document.createElement('canvas');
      const half = canvas.width / 2;
      return (
        canvas
          .getContext('2d')
          ?.getImageData(half, 0, half, 18)
          .data.some((value) => value > 0) ?? false
      );
    });
  await expect.poll(() => isLabeled()).toBe(false);
  trainVanishing(short.fit, 200);
  short.run.change();
  await page.getByRole('img', { name: /^loss over 300 batches/ }).waitFor();
  await expect.poll(isLabeled).toBe(true);
  await entry.click();
  await expect.poll(() => entry.getAttribute('aria-pressed')).toBe('false');
  await expect.poll(drawnAtEnd).toBe(0);
  // A hidden page is loaded anew when it is shown again.
  const plots = { unit: 'batch', smoothing: 0, hiddenLines: ['behind'], hiddenMetrics: [], hiddenRuns: [] };
  await expect.poll(() => live.dashboard.messages.at(-1)).toMatchObject({ type: 'test:state', state: { plots } });
  await page.getByRole('button', { name: '2 Dense 64 sigmoid', exact: true }).click();
  await expect.poll(() => dashboards.live.asked).toEqual([`reveal ${FILE}:11`]);
  // The browser remarks on the pixels that are read here.
  expect(live.dashboard.complaints.filter((each) => !each.startsWith('Canvas2D'))).toEqual([]);
});

test('The last run of the same model is behind the present one unasked, and is no choice that is kept', async () => {
  const [first, second] = [training('first', 400, 1), training('second', 100, 2)];
  const other = training('other', 300, 3, 'critic');
  const live = await dashboards.open([other.run, second.run, first.run]);
  const { page, session } = live;
  await page.getByRole('img', { name: /^loss over 300 batches/ }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^last run/ }).count()).toBe(0);
  session.compare([second.run]);
  await page.getByRole('img', { name: /^loss over 100 batches/ }).waitFor();
  await page
    .getByRole('button', { name: /^last run/ })
    .first()
    .waitFor();
  await expect
    .poll(() => live.dashboard.messages.at(-1))
    .toEqual({ type: 'test:state', state: { tracks: [{ run: 'second', fit: null }] } });
});

/** A run whose loss, layers and length are its own. */
function differing(id: string, scale: number) {
  const run = new SyntheticRun(id, {}, scale);
  const fit = new SyntheticFit({ layers: denseLayers(3 + scale) });
  run.fits = [fit];
  for (let batch = 0; batch < 100 * scale; batch += 1) {
    const loss = scale / (10 + batch);
    fit.train({ loss, metrics: [1 - loss], norm: (layer) => 10 ** (layer - 5) });
    if (batch % 50 === 49) fit.endEpoch({ loss, acc: 1 - loss, val_loss: loss * 2, val_acc: 1 - loss });
  }
  return { run, fit };
}

test('Runs that are ticked are drawn over each other, told apart, listed with what differs, and opened from there', async () => {
  const runs = ['first', 'second', 'third'].map((id, index) => differing(id, index + 1));
  const [third] = runs.toReversed();
  const live = await dashboards.open(runs.map(({ run }) => run).toReversed(), { width: 1300 });
  const { page } = live;
  await page.getByText('Compare', { exact: true }).click();
  for (const box of await page.getByRole('checkbox', { name: /Training/ }).all()) await box.check();
  await page
    .getByRole('img', { name: /^loss of 3 runs at their ends: run 1, .*run 2, .*run 3, .*validation/ })
    .waitFor();
  const legend = page.getByRole('figure', { name: 'loss' }).getByRole('row');
  await expect.poll(() => legend.count()).toBe(4);
  await expect.poll(() => legend.nth(2).textContent()).toMatch(/[+−]\d\S+$/);
  const drawn = await page.evaluate(
    () => [...document.querySelectorAll('.compare-legend')][0]?.querySelectorAll('line').length,
  );
  expect(drawn).toBe(3);
  const looks = await page
    .locator('.compare-legend')
    .first()
    .locator('line')
    .evaluateAll((lines) => lines.map((line) => [line.getAttribute('stroke'), line.getAttribute('stroke-dasharray')]));
  for (const part of [0, 1]) expect(new Set(looks.map((look) => look[part])).size).toBe(3);
  await legend.nth(2).getByRole('button').click();
  await expect.poll(() => legend.nth(2).getByRole('button').getAttribute('aria-pressed')).toBe('false');
  await expect
    .poll(() => live.dashboard.messages.at(-1))
    .toMatchObject({
      state: { tracks: [{ run: 'third' }, { run: 'second' }, { run: 'first' }], plots: { hiddenRuns: ['second'] } },
    });

  const table = page.getByRole('table').filter({ hasText: 'Final loss' });
  const names = () => table.getByRole('rowheader').allTextContents();
  const before = await names();
  expect(before).toHaveLength(3);
  const heading = table.getByRole('button', { name: /Final loss/ });
  await heading.press('Enter');
  await expect.poll(names).toEqual(before.toReversed());
  await heading.press('Enter');
  await expect.poll(names).toEqual(before);
  await expect
    .poll(() => table.getByRole('columnheader', { name: /differs.*Final loss/ }).getAttribute('aria-sort'))
    .toBe('descending');
  await expect.poll(() => table.getByRole('columnheader', { name: /Optimizer/ }).count()).toBe(0);
  await page.getByRole('button', { name: /columns with no difference/ }).click();
  await table.getByRole('columnheader', { name: 'Optimizer' }).waitFor();
  await table
    .getByRole('button', { name: /^1 |^2 |^3 / })
    .last()
    .click();
  await expect
    .poll(() => live.dashboard.messages.at(-1))
    .toMatchObject({ state: { tracks: [{ run: 'first' }, { run: 'third' }, { run: 'second' }] } });
  third?.run.change();
  await table
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await expect.poll(() => table.getByRole('rowheader').count()).toBe(2);
  expect(live.dashboard.complaints).toEqual([]);
});

test('The lines of eight runs stand out from their ground in all themes', async () => {
  const runs = Array.from({ length: 8 }, (_, index) => training(`run ${index}`, 20, index + 1).run);
  const live = await dashboards.open(runs);
  live.session.compare(runs);
  const lines = live.page.locator('.compare-legend').first().locator('line');
  await expect.poll(() => lines.count()).toBe(8);
  for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
    await live.dashboard.setTheme(theme);
    const strokes = () => lines.evaluateAll((all) => all.map((line) => getComputedStyle(line).stroke));
    const ground = rgbOf(await live.page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    const least = async () => Math.min(...(await strokes()).map((stroke) => contrast(rgbOf(stroke), ground)));
    await expect.poll(least).toBeGreaterThanOrEqual(3);
    expect(new Set(await strokes()).size).toBe(8);
  }
});

const rgbOf = (color: string): Rgb => (color.match(/\d+/g) ?? []).slice(0, 3).map(Number) as unknown as Rgb;
