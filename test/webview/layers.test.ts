import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { activationStream } from '../../src/protocol/streams/activations.js';
import { rankStream } from '../../src/protocol/streams/ranks.js';
import { oneSample } from '../../src/protocol/streams/stream.js';
import { outputValues } from '../unit/runFiles/outputValues.js';
import type { Setting } from './support/dashboardPage.js';
import { openDashboards } from './support/dashboards.js';
import { denseLayers, FILE, SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';
import type { ThemeName } from './support/themes.js';

const dashboards = openDashboards();

type Outputs = Parameters<typeof outputValues>[0][number];

const ACTIVATIONS = [null, 'relu', 'sigmoid', 'tanh', 'softmax'];
const usual: Outputs = { actZeros: 0.125, actMean: 0.3, actStd: 0.31, actDead: 0.25, actGradNorm: 1.2e-5, actSame: 0 };
const healthy: readonly Outputs[] = [
  usual,
  { ...usual, actZeros: 0.41 },
  { ...usual, actZeros: 0, actSaturated: 0.004 },
  { ...usual, actZeros: 0, actSaturated: 0.37 },
  { ...usual, actZeros: 0 },
];
const stuck = healthy.with(1, { ...usual, actZeros: 1 }).with(2, { ...usual, actZeros: 0, actSaturated: 0.83 });

/** Five layers, the first without weights; gradients shrink by a factor of three a layer toward the input. */
function measured(...batches: readonly (readonly Outputs[])[]) {
  const run = new SyntheticRun('a');
  const layers = denseLayers(4, true).map((layer, index) => ({ ...layer, activation: ACTIVATIONS[index] ?? null }));
  const fit = new SyntheticFit({ layers });
  run.fits = [fit];
  trainVanishing(fit, 120);
  for (const [index, rows] of batches.entries()) measure(fit, index * 50, rows);
  return { run, fit };
}

function measure(fit: SyntheticFit, step: number, rows: readonly Outputs[]): void {
  fit.samples.activations.add(oneSample(activationStream, 1, step, outputValues(rows)));
  fit.samples.ranks.add(oneSample(rankStream, 1, step, Float32Array.from(rows.flatMap(() => [3.2, 16]))));
}

async function open(run: SyntheticRun, setting: Setting = {}) {
  const live = await dashboards.open([run], { width: 1300, ...setting });
  const { page } = live;
  const table = page.getByRole('table', { name: 'Layers' });
  await table.waitFor();
  return { live, page, table };
}

/** Takes pointer and focus out of the table. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'model', level: 1 }).click();
}

const layersOf = (table: Locator): Promise<string[]> => table.locator('tbody .layer-name').allTextContents();

test('Each layer tells in one row what it is, what its gradient does, and what it puts out', async () => {
  const { run } = measured(healthy, healthy);
  const { page, table } = await open(run);
  await page.getByText('No layer’s outputs are all 0 or mostly saturated (batch 51). Measured every 50').waitFor();
  const cellsOf = (name: RegExp) => table.getByRole('row', { name }).getByRole('cell').allTextContents();
  await expect
    .poll(() => cellsOf(/^Details of 1 Flatten/))
    .toEqual(['? × 784', '0', '0', 'no weights', '–', '13%', '–', '3.20 of 16', '']);
  const number = expect.stringMatching(/^\d\.\d+(e-\d+)?$/);
  await expect
    .poll(() => cellsOf(/^Details of 4 Dense/))
    .toEqual(['? × 64', '4,160', '64', number, number, '0%', '37%', '3.20 of 16', '']);
  for (const head of await table.getByRole('columnheader').all())
    await expect.poll(() => head.getAttribute('title')).toBeTruthy();
  const products = table.getByRole('row', { name: /4 Dense/ }).locator('.cell-multiply-adds');
  await expect.poll(() => products.getAttribute('title')).toBe('kernel 64, used once');
});

test('A rank that comes behind the other figures of its batch is shown', async () => {
  const { run, fit } = measured(healthy);
  const { table } = await open(run);
  const rank = () =>
    table
      .getByRole('row', { name: /4 Dense/ })
      .locator('.cell-rank')
      .textContent();
  await expect.poll(rank).toBe('3.20 of 16');
  fit.samples.ranks.add(oneSample(rankStream, 1, 50, Float32Array.from(healthy.flatMap(() => [5, 16]))));
  run.change();
  await expect.poll(rank).toBe('5.00 of 16');
});

test('A run without measured outputs has no columns of them', async () => {
  const { run } = measured();
  const { table } = await open(run);
  const heads = await table.getByRole('columnheader').allTextContents();
  expect(heads).toEqual(['Layer', 'Shape', 'Parameters', 'Multiply-adds', 'Gradient', 'Update ratio', 'Trend']);
});

test('Every column sorts, by mouse and by keyboard, and the order is there again when the page is loaded anew', async () => {
  const { run } = measured(healthy);
  const { live, page, table } = await open(run);
  const first = async () => (await layersOf(table))[0];
  const head = (name: string) => table.getByRole('columnheader', { name });
  await expect.poll(() => head('Layer').getAttribute('aria-sort')).toBe('ascending');
  await head('Gradient').getByRole('button').click();
  await expect.poll(first).toBe('5 Dense 64 softmax');
  await expect.poll(() => head('Gradient').getAttribute('aria-sort')).toBe('descending');
  await expect.poll(() => head('Layer').getAttribute('aria-sort')).toBeNull();
  await page.keyboard.press('Enter');
  await expect.poll(first).toBe('2 Dense 64 relu');
  await expect.poll(() => head('Gradient').getAttribute('aria-sort')).toBe('ascending');
  // What has no gradient is last either way.
  expect((await layersOf(table)).at(-1)).toBe('1 Flatten');
  for (const name of await table.getByRole('columnheader').allTextContents()) {
    await head(name).getByRole('button').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => head(name).getAttribute('aria-sort')).toMatch(/cending$/);
  }
  await head('Saturated').getByRole('button').click();
  await expect.poll(first).toBe('4 Dense 64 tanh');
  const layers = { sort: 'saturated', descending: true, onlyTrouble: false };
  await expect.poll(() => live.dashboard.messages.at(-1)).toMatchObject({ state: { layers } });
  const state = { tracks: [], layers };
  await live.close();
  const again = await open(run, { state });
  expect((await layersOf(again.table))[0]).toBe('4 Dense 64 tanh');
});

test('The order holds still under the pointer while values change, and follows them when it leaves', async () => {
  const { run, fit } = measured(healthy);
  const { page, table } = await open(run);
  await table.getByRole('columnheader', { name: 'Zeros' }).getByRole('button').click();
  await expect.poll(async () => (await layersOf(table))[0]).toBe('2 Dense 64 relu');
  measure(fit, 50, healthy.with(4, { ...usual, actZeros: 0.9 }));
  run.change();
  await table.getByText('90%').waitFor();
  expect((await layersOf(table))[0]).toBe('2 Dense 64 relu');
  await leave(page);
  await expect.poll(async () => (await layersOf(table))[0]).toBe('5 Dense 64 softmax');
});

test('Only trouble shows the layers that need a look, counts them, and says why in their rows', async () => {
  const { run, fit } = measured(healthy);
  const { page, table } = await open(run);
  const only = page.getByRole('button', { name: /^Only trouble/ });
  expect([await only.textContent(), await only.isDisabled()]).toEqual(['Only trouble (0)', true]);
  measure(fit, 50, stuck);
  run.change();
  await page
    .getByText('All outputs of layer 2 (Dense, relu) are 0: nothing of its input gets through. (batch 51)')
    .waitFor();
  await expect.poll(() => only.textContent()).toBe('Only trouble (2)');
  await only.focus();
  await page.keyboard.press('Space');
  await expect.poll(() => layersOf(table)).toEqual(['needs a look2 Dense 64 relu', 'needs a look3 Dense 64 sigmoid']);
  await expect.poll(() => only.getAttribute('aria-pressed')).toBe('true');
  await table.getByRole('button', { name: 'Details of 3 Dense 64 sigmoid' }).click();
  await table
    .getByRole('listitem')
    .getByText('83% of the outputs of layer 3 (Dense, sigmoid) are saturated: hardly any gradient passes through them.')
    .waitFor();
  measure(fit, 100, healthy);
  run.change();
  await leave(page);
  await page.getByText('No layer needs a look.').waitFor();
  await only.click();
  await expect.poll(() => layersOf(table)).toHaveLength(5);
});

test('A layer’s row opens to its figures, those of its outputs over time among them, and its name leads to its line', async () => {
  const { run } = measured(healthy, stuck);
  const { live, page, table } = await open(run);
  await table.getByRole('button', { name: 'Details of 2 Dense 64 relu' }).click();
  const outputs = table.getByLabel('Outputs').locator('div');
  await expect
    .poll(() => outputs.allTextContents())
    .toEqual([
      'zeros100%',
      'dead units25%',
      'saturated–',
      'mean0.300',
      'deviation0.310',
      'same for all0%',
      'signal’s gradient1.20e-5',
      'effective rank3.20 of 16',
    ]);
  const filled = () =>
    table
      .getByRole('img', { name: 'From 41% to 100% are 0' })
      .locator('canvas')
      .evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) throw new Error('Not a canvas');
        const { width, height } = canvas;
        const at = (x: number) => canvas.getContext('2d')?.getImageData(x, height - 10, 1, 1).data[3] ?? 0;
        return [at(4), at(width - 4)];
      });
  // Ten pixels up lies above 41% and below 100%.
  await expect.poll(filled).toEqual([0, 255]);
  await table.getByRole('button', { name: '2 Dense 64 relu', exact: true }).click();
  await expect.poll(() => live.asked).toEqual([`reveal ${FILE}:10`]);
  await table.getByRole('button', { name: 'Details of 1 Flatten' }).click();
  await page.getByText('output shape').nth(1).waitFor();
});

test('What the plots show is what the heat map, the trends, and an open row show; keys zoom and Escape shows all', async () => {
  const { run } = measured();
  const { page, table } = await open(run);
  const map = page.getByRole('img', { name: /^Gradient norm of each layer/ });
  const labelOf = (picture: Locator) => picture.getAttribute('aria-label');
  const trend = table.locator('.sparkline').last();
  const whole = await labelOf(trend);
  await table.getByRole('button', { name: 'Details of 5 Dense 64 softmax' }).click();
  const curve = table.getByRole('img', { name: /^weight norm over batches, from 5.00 to 5.00/ });
  await curve.waitFor();
  await page.locator('.plot-host').first().focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('+');
  await expect.poll(() => labelOf(map)).toMatch(/over batches 90 to 120\./);
  await expect.poll(() => labelOf(trend)).not.toBe(whole);
  const axis = () => curve.locator('xpath=../..').locator('.strip-axis span').allTextContents();
  await expect.poll(axis).toEqual(['90', 'batches', '120']);
  await page.keyboard.press('Escape');
  await expect.poll(() => labelOf(map)).toMatch(/over batches 0 to 120\./);
  await expect.poll(() => labelOf(trend)).toBe(whole);
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('+');
  await page.getByText(/^Batches \d+ to 120/).waitFor();
  await curve.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => curve.locator('xpath=..').getByRole('status').textContent()).toBe('5.00batch 120');
  await map.dblclick();
  await expect.poll(() => labelOf(map)).toMatch(/over batches 0 to 120\./);
});

test('Outputs that are not a number are named, and a layer without one tensor of numbers is not measured', async () => {
  const { run } = measured(healthy.with(0, {}).with(4, { actZeros: 0 }));
  const { page, table } = await open(run);
  await page.getByText(/^The outputs of layer 5 \(Dense, softmax\) are not finite/).waitFor();
  await table.getByRole('button', { name: 'Details of 1 Flatten' }).click();
  await table.getByText('Its outputs are not measured: they are not one tensor of numbers.').waitFor();
});

test('A long net scrolls with the page, under heads that stay in view', async () => {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ layers: denseLayers(60) });
  run.fits = [fit];
  trainVanishing(fit, 20);
  const { page, table } = await open(run);
  expect((await table.boundingBox())?.height).toBeGreaterThan(60 * 26);
  await table.getByText('60 Dense 64 sigmoid').scrollIntoViewIfNeeded();
  const head = table.getByRole('columnheader', { name: 'Gradient' });
  expect((await head.boundingBox())?.y).toBeLessThan(8);
  const inner = await page.evaluate(
    () =>
      [...document.querySelectorAll('.dashboard *')].filter(
        (each) => each.checkVisibility() && getComputedStyle(each).overflowY === 'auto',
      ).length,
  );
  expect(inner).toBe(0);
});

const COLUMNS = [
  'Layer',
  'Gradient',
  'Trend',
  'Update ratio',
  'Zeros',
  'Saturated',
  'Rank',
  'Parameters',
  'Shape',
  'Multiply-adds',
];

test('A narrower panel leaves columns out, what says least of the training first, and cuts nothing off', async () => {
  const { run, fit } = measured(healthy);
  measure(fit, 50, healthy.with(1, { ...usual, actZeros: 0.995, actSaturated: 0.995, actGradNorm: 1.2e-15 }));
  const { page, table } = await open(run);
  for (const [width, count] of [
    [280, 2],
    [350, 3],
    [520, 4],
    [640, 6],
    [760, 7],
    [900, 8],
    [1000, 9],
    [1100, 10],
    [1300, 10],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    const heads = await table.locator('th[scope="col"]:visible').allTextContents();
    expect(heads.toSorted(), `${width} px`).toEqual(COLUMNS.slice(0, count).toSorted());
    const cut = await table
      .locator('.cell:visible')
      .evaluateAll((cells) =>
        cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
      );
    expect(cut, `${width} px`).toEqual([]);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider, `${width} px`).toBe(0);
  }
});

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
