import { expect, test } from 'vitest';
import { activationStream } from '../../src/protocol/streams/activations.js';
import { rankStream } from '../../src/protocol/streams/ranks.js';
import { oneSample } from '../../src/protocol/streams/stream.js';
import { outputValues, shortOutputs } from '../unit/runFiles/outputValues.js';
import type { Setting } from './support/dashboardPage.js';
import { openDashboards } from './support/dashboards.js';
import { denseLayers, SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';
import type { ThemeName } from './support/themes.js';

const dashboards = openDashboards();

/** Of each layer share of zeros, share of saturated, mean and deviation. */
type Row = readonly [number, number, number, number];
const ACTIVATIONS = [null, 'relu', 'sigmoid', 'tanh'];

const measured = (...batches: readonly (readonly Row[])[]) => measuredWith({}, ...batches);

function measuredWith(
  { last = 'softmax', loss = 'categoricalCrossentropy' }: { readonly last?: string; readonly loss?: string },
  ...batches: readonly (readonly Row[])[]
) {
  const run = new SyntheticRun('a');
  const layers = denseLayers(4, true).map((layer, index) => ({
    ...layer,
    activation: [...ACTIVATIONS, last][index] ?? null,
  }));
  const fit = new SyntheticFit({ layers, loss });
  run.fits = [fit];
  trainVanishing(fit, 120);
  for (const [index, rows] of batches.entries()) measure(fit, index * 50, rows);
  return { run, fit };
}

const measure = (fit: SyntheticFit, step: number, rows: readonly Row[]) =>
  fit.samples.activations.add(oneSample(activationStream, 1, step, shortOutputs(rows)));

const healthy: readonly Row[] = [
  [0.125, Number.NaN, 0.3, 0.31],
  [0.41, Number.NaN, 0.42, 0.613],
  [0, 0.004, 0.52, 0.2],
  [0, 0.37, -0.02, 0.72],
  [0, Number.NaN, 0.1, 0.07],
];
const stuck = healthy.with(1, [1, Number.NaN, 0, 0]).with(2, [0.002, 0.83, 0.9, 0.25]);

async function open(run: SyntheticRun, setting: Setting = {}) {
  const live = await dashboards.open([run], setting);
  const { page } = live;
  return { page, table: page.getByRole('table', { name: 'Outputs by layer' }) };
}

test('Each layer tells how much of its output is 0 or saturated, and how the rest is spread', async () => {
  const { run } = measured(healthy, healthy, healthy);
  const { page, table } = await open(run);
  await page
    .getByText('No layer’s outputs are all 0 or mostly saturated. (batch 101) Measured every 50 batches.')
    .waitFor();
  // What a run of an older build does not have.
  const figures = ['Dead units –', 'Signal –', 'Rank –'];
  const rows = await table.getByRole('row').all();
  expect(await Promise.all(rows.map((row) => row.getByRole('cell').allTextContents()))).toEqual([
    [],
    ['13% are 0', '–', '', '0.300 ± 0.310', ...figures, ''],
    ['41% are 0', '–', '', '0.420 ± 0.613', ...figures, ''],
    ['0% are 0', '< 1% saturated', '', '0.520 ± 0.200', ...figures, ''],
    ['0% are 0', '37% saturated', '', '-0.0200 ± 0.720', ...figures, ''],
    ['0% are 0', '–', '', '0.100 ± 0.0700', ...figures, ''],
  ]);
  expect(await table.getByRole('row', { name: /^4 Dense/ }).getAttribute('title')).toBe(
    '0% of the outputs of layer 4 (Dense, tanh) are 0, 37% are saturated; mean -0.0200, standard deviation 0.720.',
  );
  for (const head of await table.getByRole('columnheader').all()) expect(await head.getAttribute('title')).toBeTruthy();
  await table.getByRole('img', { name: 'From 41% to 41% are 0' }).waitFor();
});

test('Each layer tells its dead units, its signal, and its rank out of what it could be', async () => {
  const { run, fit } = measured(healthy);
  const all = healthy.map(() => ({ actZeros: 0.5, actMean: 0, actStd: 1, actDead: 0.25, actGradNorm: 1.2e-5 }));
  fit.samples.activations.add(oneSample(activationStream, 1, 50, outputValues(all)));
  const ranks = Float32Array.from(healthy.flatMap(() => [3.2, 16]));
  fit.samples.ranks.add(oneSample(rankStream, 1, 50, ranks));
  const { table } = await open(run);
  const cells = await table
    .getByRole('row', { name: /^2 Dense/ })
    .getByRole('cell')
    .allTextContents();
  expect(cells.slice(4, 7)).toEqual(['Dead units 25%', 'Signal 1.20e-5', 'Rank 3.20 of 16']);
});

test.each([260, 440, 520, 640, 880, 950, 1000])(
  'At %i px each figure of a layer’s outputs is read in whole',
  async (width) => {
    const { run, fit } = measured(healthy);
    const all = healthy.map(() => ({
      actZeros: 0.5,
      actMean: -0.0123,
      actStd: 0.0456,
      actDead: 0.25,
      actGradNorm: 1.2e-5,
    }));
    fit.samples.activations.add(oneSample(activationStream, 1, 50, outputValues(all)));
    fit.samples.ranks.add(oneSample(rankStream, 1, 50, Float32Array.from(healthy.flatMap(() => [123.4, 256]))));
    const { table } = await open(run, { width });
    const figures = table.getByRole('row', { name: /^2 Dense/ }).locator('.activation-figure, .activation-mean');
    await figures.getByText('1.20e-5').waitFor();
    const cut = await figures.evaluateAll((cells) =>
      cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
    );
    expect(cut).toEqual([]);
  },
);

test('What is stuck is said in words, worst first, and its share over time is drawn', async () => {
  const { run, fit } = measured(healthy, healthy);
  const { page, table } = await open(run);
  await table.waitFor();
  measure(fit, 100, stuck);
  run.change();
  await page
    .getByText('All outputs of layer 2 (Dense, relu) are 0: nothing of its input gets through. (batch 101)')
    .waitFor();
  expect(await table.getByRole('row', { name: /^2 Dense/ }).textContent()).toContain('all zero');
  expect(await table.getByRole('row', { name: /^3 Dense/ }).textContent()).toMatch(/83% saturated.*saturated$/);
  const trend = table.getByRole('img', { name: 'From 41% to 100% are 0' });
  const filled = () =>
    trend.locator('canvas').evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('Not a canvas');
      const { width, height } = canvas;
      const at = (x: number) => canvas.getContext('2d')?.getImageData(x, height - 10, 1, 1).data[3] ?? 0;
      return [at(4), at(width - 4)];
    });
  // Ten pixels up lies above 41% and below 100%.
  await expect.poll(filled).toEqual([0, 255]);
});

test('A last sigmoid that binary crossentropy has made sure of its answers is no fault', async () => {
  const sure = healthy.with(4, [0, 1, 0.5, 0.5]);
  for (const [loss, sentence] of [
    ['binaryCrossentropy', /^No layer’s outputs are all 0 or mostly saturated/],
    ['meanSquaredError', /^100% of the outputs of layer 5 \(Dense, sigmoid\) are saturated: hardly any gradient/],
  ] as const) {
    const { run } = measuredWith({ loss, last: 'sigmoid' }, sure);
    const { page, table } = await open(run);
    await page.getByText(sentence).waitFor();
    const title = await table.getByRole('row', { name: /^5 Dense/ }).getAttribute('title');
    expect(title).toMatch(loss === 'binaryCrossentropy' ? /sure of its answers/ : /hardly any gradient/);
    await dashboards.live.close();
  }
});

test('NaN is named, and a layer without one tensor of numbers is not measured', async () => {
  const nothing: Row = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
  const { run } = measured(healthy.with(0, nothing).with(4, [0, Number.NaN, Number.NaN, Number.NaN]));
  const { page, table } = await open(run);
  await page.getByText(/^The outputs of layer 5 \(Dense, softmax\) are not finite/).waitFor();
  expect(await table.getByRole('row', { name: /^1 Flatten/ }).textContent()).toContain('not measured');
  expect(await table.getByRole('row', { name: /^5 Dense/ }).textContent()).toMatch(/NaN ± NaN.*not a number$/);
});

test('The other layers of which the same is true are counted, and a long list scrolls', async () => {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ layers: denseLayers(60) });
  run.fits = [fit];
  trainVanishing(fit, 20);
  measure(
    fit,
    0,
    Array.from({ length: 60 }, (_, layer) => (layer < 50 ? [0, 0.9, 0.5, 0.5] : [0, 0.1, 0.5, 0.2])),
  );
  const { page, table } = await open(run);
  await page
    .getByText(
      '90% of the outputs of layer 1 (Dense, sigmoid) are saturated: hardly any gradient passes through them. The same is true of 49 more layers. (batch 1)',
    )
    .waitFor();
  expect((await table.boundingBox())?.height).toBe(420);
  await table.getByText('60 Dense 64 sigmoid').scrollIntoViewIfNeeded();
  expect(await table.getByText('Mean ± deviation').isVisible()).toBe(true);
});

test('Without measurements there is no such section', async () => {
  const { run } = measured();
  const { page, table } = await open(run);
  await page.getByRole('table').waitFor();
  expect(await table.count()).toBe(0);
});

test.each([300, 420, 600, 900, 950, 1000])(
  'At %i px it does not overflow sideways, nor move while values change',
  async (width) => {
    const { run, fit } = measured(healthy);
    const { page, table } = await open(run, { width });
    await table.waitFor();
    const boxes = () =>
      table.evaluate((element) =>
        [...element.querySelectorAll('.cell')].map((cell) => {
          const { left, top, width: wide, height } = cell.getBoundingClientRect();
          return [left, top, wide, height].map(Math.round);
        }),
      );
    const before = await boxes();
    measure(fit, 50, stuck);
    run.change();
    await page.getByText(/^All outputs of layer 2 /).waitFor();
    expect(await boxes()).toEqual(before);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
  },
);

const themeNames: ThemeName[] = ['dark', 'light', 'highContrast'];

test.each(themeNames)('In the %s theme a bar stands out from its ground', async (theme) => {
  const { run } = measured(stuck);
  const { table } = await open(run, { theme });
  const colors = await table
    .locator('.share-fill')
    .first()
    .evaluate((fill) => [
      getComputedStyle(fill).backgroundColor,
      getComputedStyle(fill.parentElement ?? fill).backgroundColor,
    ]);
  expect(new Set(colors).size).toBe(2);
  expect(colors).not.toContain('rgba(0, 0, 0, 0)');
});
