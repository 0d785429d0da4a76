import { expect, test } from 'vitest';
import { openDashboards } from './support/dashboards.js';
import { FILE, SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

function training(id: string, batches: number, startedAt?: number, name = 'model') {
  const run = new SyntheticRun(id, { model: { file: FILE, name, line: 8 } }, startedAt);
  const fit = new SyntheticFit();
  run.fits = [fit];
  trainVanishing(fit, batches);
  return { run, fit };
}

test('A second track is drawn in gray behind the first, as long as the longer, and can be switched off', async () => {
  const [short, long] = [training('short', 100), training('long', 400)];
  const live = await dashboards.open([short.run, long.run]);
  const { page, session } = live;
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
  expect(await page.getByRole('button', { name: /^last run/ }).count()).toBe(0);
  session.receive({
    type: 'select',
    tracks: [
      { run: 'short', fit: 1 },
      { run: 'long', fit: 1 },
    ],
  });
  const entry = page.getByRole('button', { name: /^last run/ }).first();
  await entry.waitFor();
  await page.getByText('50/50').waitFor();
  await expect.poll(drawnAtEnd).toBeGreaterThan(50);
  expect(await entry.getAttribute('title')).toMatch(/^The last run of this model.*this run is equal to it/);
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
  expect(await isLabeled()).toBe(false);
  trainVanishing(short.fit, 200);
  short.run.change();
  await page.getByRole('img', { name: /^loss over 300 batches/ }).waitFor();
  await expect.poll(isLabeled).toBe(true);
  await entry.click();
  await expect.poll(() => entry.getAttribute('aria-pressed')).toBe('false');
  await expect.poll(drawnAtEnd).toBe(0);
  // A hidden page is loaded anew when it is shown again.
  const plots = { unit: 'batch', smoothing: 0, hiddenLines: ['behind'], hiddenMetrics: [] };
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
  expect(await page.getByRole('button', { name: /^last run/ }).count()).toBe(0);
  session.show(second.run);
  await page.getByRole('img', { name: /^loss over 100 batches/ }).waitFor();
  await page
    .getByRole('button', { name: /^last run/ })
    .first()
    .waitFor();
  await expect
    .poll(() => live.dashboard.messages.at(-1))
    .toEqual({ type: 'test:state', state: { tracks: [{ run: 'second', fit: null }] } });
});
