import { expect, test } from 'vitest';
import { openDashboards } from './support/dashboards.js';
import { FILE, SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

function training(id: string, batches: number) {
  const run = new SyntheticRun(id);
  const fit = new SyntheticFit();
  run.fits = [fit];
  trainVanishing(fit, batches);
  return { run, fit };
}

test('Curves of two tracks share a plot, as long as the longer; the rest of the page is about the first', async () => {
  const [short, long] = [training('short', 100), training('long', 400)];
  const live = await dashboards.open([short.run, long.run]);
  const { page, session } = live;
  const plot = (batches: string) => page.getByRole('img', { name: new RegExp(`^loss over ${batches} batches`) });
  /** Whether anything is drawn in the plot's last quarter, above the axis. */
  const drawnAtEnd = () =>
    plot('400').evaluate((host) => {
      const canvas = host.querySelector('canvas') ?? document.createElement('canvas');
      const { width, height } = canvas;
      const from = Math.round(width * 0.75);
      const pixels = canvas.getContext('2d')?.getImageData(from, height / 4, width - from, height / 2).data ?? [];
      const blue = pixels.filter((_, index) => index % 4 === 2 && (pixels[index] ?? 0) > (pixels[index - 2] ?? 0) + 40);
      return blue.length;
    });
  await plot('100').waitFor();
  session.receive({
    type: 'select',
    tracks: [
      { run: 'short', fit: 1 },
      { run: 'long', fit: 1 },
    ],
  });
  await plot('400').waitFor();
  await page.getByText('50/50').waitFor();
  await expect.poll(drawnAtEnd).toBeGreaterThan(50);
  trainVanishing(long.fit, 20);
  long.run.change();
  await plot('420').waitFor();
  await page.getByRole('button', { name: 'dense_2', exact: true }).click();
  await expect.poll(() => dashboards.live.asked).toEqual([`reveal ${FILE}:11`]);
  expect(live.dashboard.complaints).toEqual([]);
});
