import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { HISTOGRAM_BINS } from '../../src/protocol/histogramBins.js';
import { histogramStream } from '../../src/protocol/streams/histograms.js';
import { oneSample } from '../../src/protocol/streams/stream.js';
import type { Setting } from './support/dashboardPage.js';
import { openDashboards } from './support/dashboards.js';
import { denseLayers, SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

const ZERO = (HISTOGRAM_BINS - 1) / 2;

/** The bin of a value, from its sign and the exponent of ten of its size; 0 has one of its own. */
const binOf = (sign: 1 | -1, exponent: number): number => ZERO + sign * (1 + Math.floor((exponent + 12) * 4));

/** Elements by their bins. */
type Counts = readonly (readonly [bin: number, count: number])[];

/** Ten elements at 1e-4 on either side and five that are 0, of dense_2's kernel. */
const usual: Counts = [
  [binOf(1, -4), 10],
  [binOf(-1, -4), 10],
  [ZERO, 5],
];

function measure(fit: SyntheticFit, step: number, counts: Counts): void {
  const { variables } = fit.summary;
  const kernel = variables.findIndex(({ name }) => name === 'dense_2/kernel');
  const bins = new Uint32Array(variables.length * HISTOGRAM_BINS);
  for (const [bin, count] of counts) bins[kernel * HISTOGRAM_BINS + bin] = count;
  fit.samples.histograms.add(oneSample(histogramStream, 1, step, bins));
}

function measured(...batches: readonly Counts[]) {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ layers: denseLayers(3, true) });
  run.fits = [fit];
  trainVanishing(fit, 120);
  for (const [index, counts] of batches.entries()) measure(fit, index * 50, counts);
  return { run, fit };
}

async function open(run: SyntheticRun, setting: Setting = {}) {
  const live = await dashboards.open([run], setting);
  const { page } = live;
  const details = page.getByRole('button', { name: 'Details of 3 Dense 64 sigmoid' });
  await details.click();
  return { page, details, strip: page.getByRole('img', { name: /of the kernel’s gradient/ }) };
}

/** Share of the strip's color in the middle of a cell: its opacity, 0 to 1. */
function opacity(page: Page, across: number, down: number): Promise<number> {
  return page.locator('.histogram .strip-frame canvas').evaluate(
    (canvas, at) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('Not a canvas');
      const [x, y] = [Math.floor(at.across * canvas.width), Math.floor(at.down * canvas.height)];
      return (canvas.getContext('2d')?.getImageData(x, y, 1, 1).data[3] ?? 0) / 255;
    },
    { across, down },
  );
}

test('A layer’s row opens to how large the elements of its gradient are, and closes again', async () => {
  const { run } = measured(usual, usual);
  const { page, details, strip } = await open(run);
  await page
    .getByText(
      'Half of the 25 elements of the kernel’s gradient are smaller than 1.2e-4 in size; 20% are within ±1e-6 (batch 51).',
    )
    .waitFor();
  await expect.poll(() => details.getAttribute('aria-expanded')).toBe('true');
  const scale = page.locator('.histogram .strip-scale span');
  expect((await scale.allTextContents()).toSorted()).toEqual(
    ['0', '0.001', '1e-4', '1e-5', '-0.001', '-1e-4', '-1e-5'].toSorted(),
  );
  await details.click();
  await strip.waitFor({ state: 'detached' });
  await expect.poll(() => details.getAttribute('aria-expanded')).toBe('false');
});

test('The values under the pointer and under the arrow keys are told', async () => {
  const { run } = measured(usual, [
    [binOf(1, -4), 1],
    [ZERO, 99],
  ]);
  const { page, strip } = await open(run);
  const tip = page.locator('.layer-details').getByRole('status');
  await strip.hover({ position: { x: 3, y: 84 } });
  await expect.poll(() => tip.textContent()).toBe('between ±1.0e-6' + '20% of 25 elements' + 'batch 1');
  await page.mouse.move(0, 0);
  await tip.waitFor({ state: 'detached' });
  await strip.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => tip.textContent()).toBe('5.6e-4 to 1.0e-3' + '0% of 100 elements' + 'batch 51');
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowDown');
  await expect.poll(() => tip.textContent()).toBe('1.0e-4 to 1.8e-4' + '1% of 100 elements' + 'batch 51');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => tip.textContent()).toBe('1.0e-4 to 1.8e-4' + '40% of 25 elements' + 'batch 1');
  await page.keyboard.press('Escape');
  await tip.waitFor({ state: 'detached' });
});

test.each(['dark', 'light', 'highContrast'] as const)(
  'More elements are a stronger color in the %s theme',
  async (theme) => {
    const { run } = measured(usual, [
      [binOf(1, -4), 10],
      [binOf(1, -5), 40],
      [ZERO, 5],
    ]);
    const { page, strip } = await open(run, { theme });
    await strip.waitFor();
    const at = (row: number) => (row + 0.5) / 27;
    // Rows of four a decade from 1e-3 down; 1e-4 is the fourth, 1e-5 the eighth.
    await expect.poll(() => opacity(page, 0.75, at(7))).toBeCloseTo(1, 1);
    await expect.poll(() => opacity(page, 0.75, at(3))).toBeCloseTo(Math.sqrt(10 / 55 / (40 / 55)), 1);
    await expect.poll(() => opacity(page, 0.25, at(7))).toBe(0);
    await expect.poll(() => opacity(page, 0.75, at(23))).toBe(0);
  },
);

test('A gradient that is NaN has no sizes, and says so', async () => {
  const { run, fit } = measured(usual);
  const { page, strip } = await open(run);
  await strip.waitFor();
  measure(fit, 50, []);
  run.change();
  await page.getByText('No element of the kernel’s gradient is a number (batch 51).').waitFor();
  await strip.focus();
  await page.keyboard.press('ArrowLeft');
  await expect
    .poll(() => page.locator('.layer-details').getByRole('status').textContent())
    .toContain('no element is a number');
});

test('A gradient that has vanished below all bins is said to be as small as that', async () => {
  const { run } = measured([[ZERO, 25]]);
  const { page, strip } = await open(run);
  await page.getByText('All of the 25 elements of the kernel’s gradient are within ±1e-12 (batch 1).').waitFor();
  await strip.waitFor();
  await expect.poll(() => opacity(page, 0.5, 0.52)).toBeCloseTo(1, 1);
  await expect.poll(() => opacity(page, 0.5, 0.2)).toBe(0);
});

test('Only what is opened is sent, and an open row follows the training', async () => {
  const { run, fit } = measured(usual);
  const live = await dashboards.open([run]);
  const { page } = live;
  await page.getByRole('table').first().waitFor();
  await page.getByRole('button', { name: 'Details of 2 Dense 64 sigmoid' }).click();
  await page.getByText(/No element of the kernel’s gradient is a number/).waitFor();
  await page.getByRole('button', { name: 'Details of 3 Dense 64 sigmoid' }).click();
  await page
    .getByText(/\(batch 1\)\.$/)
    .nth(1)
    .waitFor();
  measure(fit, 50, usual);
  run.change();
  await page.getByText(/smaller than 1\.2e-4 in size; 20% are within ±1e-6 \(batch 51\)/).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Details of/ }).count()).toBe(4);
});

test('Where histograms are switched off, the figures of the gradient are there all the same', async () => {
  const { run } = measured();
  const { page } = await open(run);
  const figures = page.getByLabel('Gradient of the kernel');
  await expect.poll(() => figures.textContent()).toContain('L2 norm');
  await expect.poll(() => page.locator('.histogram').count()).toBe(0);
});

test.each([300, 600, 1000])(
  'At %i px an open row does not overflow, and keeps its height while values change',
  async (width) => {
    const { run, fit } = measured(usual, usual);
    const { page, strip } = await open(run, { width });
    await strip.waitFor();
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(() => overflow()).toBe(0);
    const before = await page.locator('.layer-details').boundingBox();
    measure(fit, 100, [
      [binOf(1, 1), 1],
      [binOf(-1, -9), 100_000],
    ]);
    run.change();
    await page.getByText(/\(batch 101\)\.$/).waitFor();
    await expect.poll(() => page.locator('.layer-details').boundingBox()).toEqual(before);
  },
);
