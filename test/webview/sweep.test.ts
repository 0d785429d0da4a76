import { expect, test } from 'vitest';
import { Emitter } from '../../src/lifecycle/emitter.js';
import type { SweepFile, SweepParameter, SweepTrial } from '../../src/protocol/sweep.js';
import { newSweep, type SweepChange } from '../../src/sweep/sweep.js';
import { Sweeps } from '../../src/sweep/sweeps.js';
import { openDashboards } from './support/dashboards.js';
import { faults } from './support/faults.js';
import { type ThemeName, themes } from './support/themes.js';

const dashboards = openDashboards();

const parameter = (name: string, more: Partial<SweepParameter>): SweepParameter => ({
  ...{ id: name, name, kind: 'literal', line: 9, whole: true, scale: 'log', values: [], isRange: false, own: null },
  ...more,
});

const PARAMETERS = [
  parameter('depth', { values: [2, 8, 32] }),
  parameter('activation@9', { scale: 'choice', values: ['relu', 'sigmoid'] }),
];

/** Six trainings: relu learns, the better the deeper; sigmoid learns nothing, and its first gradient vanishes. */
function file(done: number, seeds: readonly number[] = [1]): SweepFile {
  const planned = newSweep(
    {
      file: '/w/vanishing.js',
      model: { name: 'model', line: 13 },
      parameters: PARAMETERS,
      search: { kind: 'grid' },
      seeds,
      epochs: null,
      stopEarly: false,
      minutes: null,
      parallel: 2,
      launch: { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' },
    },
    '',
  );
  const trials = planned.trials.map((trial, index) => (index < done ? ended(trial) : trial));
  const measure = { name: 'val_acc', isLargerBetter: true, isValidation: true };
  const importance = done < 3 ? [] : [{ parameter: 'activation@9', share: 0.87, byChance: 0.2 }];
  return { ...planned, trials, measure, importance, outcome: done === trials.length ? 'completed' : 'stopped' };
}

function ended(trial: SweepTrial): SweepTrial {
  const learns = trial.values['activation@9'] === 'relu';
  const best = learns ? 0.8 + (trial.trial - 1) / 100 : 0.33;
  return {
    ...trial,
    ...{ status: 'completed', run: `run ${trial.trial}`, epochs: 20, last: best, best, bestEpoch: 19, seconds: 4 },
    verdict: learns
      ? { kind: 'learns-well', text: `Learns well: val_acc ${best}` }
      : { kind: 'learns-nothing', text: 'Learns nothing: accuracy 0.33 is chance (0.33)' },
    firstGradient: learns ? 0.1 : 1e-13,
  };
}

function open(sweep: SweepFile, setting: { theme?: ThemeName; width?: number } = {}) {
  const changes = new Emitter<SweepChange>();
  const training = {
    state: sweep,
    onDidChange: changes.event,
    finished: new Promise<never>(() => {}),
    stop() {},
    dispose() {},
  };
  const sweeps = new Sweeps();
  sweeps.open({
    file: sweep,
    place: 'vanishing.js:13',
    train: async () => ({ sweep: training, runs: { close: async () => {} } }),
    async show() {},
    async put() {},
  });
  return { sweeps, live: dashboards.open([], setting, undefined, undefined, undefined, sweeps), training, changes };
}

test('The best values come first, in words, in the table, and to be put into the file', async () => {
  const { page } = await open(file(6)).live;
  const region = page.getByRole('region', { name: 'Sweep: model vanishing.js:13' });
  await region.getByRole('status').getByText('Best: val_acc 0.840 with depth 32, activation@9 relu').waitFor();
  await region.getByText('What matters: activation@9 87% (chance 20%). So few trainings tell little.').waitFor();
  const rows = region.getByRole('row');
  const firstCells = async () =>
    (await region.getByRole('rowheader').allTextContents()).map((text) => /^\d+/.exec(text)?.[0]);
  await expect.poll(() => firstCells()).toEqual(['5', '3', '1', '2', '4', '6']);
  const cells = await rows.nth(1).getByRole('cell').allTextContents();
  expect(cells.slice(0, 4)).toEqual(['32', 'relu', '0.840', '0.100']);
  await expect.poll(() => rows.nth(6).textContent()).toContain('1.00e-13');
  await region.getByRole('button', { name: 'first gradient' }).click();
  expect((await firstCells()).slice(0, 3).sort()).toEqual(['2', '4', '6']);
  await region.getByRole('button', { name: '5 (best)' }).click();
  await region.getByRole('button', { name: 'Put Best Values into File' }).click();
  await region.getByRole('button', { name: 'Put the values of training 2 into the file' }).click();
  await region.getByRole('button', { name: 'Close' }).click();
  await expect
    .poll(() => dashboards.live.asked)
    .toEqual(['show training 5', 'put training 5', 'put training 2', 'close the sweep']);
});

test('Each training is a line through what it has and came to: the best on top, those that learn nothing told apart by dashes', async () => {
  const { page } = await open(file(5)).live;
  const lines = page.locator('.sweep-plot polyline.sweep-line');
  await expect.poll(() => lines.count()).toBe(5);
  const drawn = await lines.evaluateAll((all) =>
    all.map((line) => ({
      dashed: getComputedStyle(line).strokeDasharray !== 'none',
      best: line.classList.contains('sweep-best'),
      heights: (line.getAttribute('points') ?? '').split(' ').map((point) => Math.round(Number(point.split(',')[1]))),
    })),
  );
  // Depth on a scale of powers, the choice in its order, the best accuracy and the largest gradient at the top.
  expect(drawn.at(-1)).toEqual({ dashed: false, best: true, heights: [0, 200, 0, 0] });
  expect(drawn.filter(({ dashed }) => dashed).map(({ heights }) => heights)).toEqual([
    [200, 0, 200, 200],
    [100, 0, 200, 200],
  ]);
  await page.getByRole('row').filter({ hasText: 'sigmoid' }).first().hover();
  await expect.poll(() => page.locator('.sweep-pointed').count()).toBe(1);
});

test('Trainings that differ in the seed alone are one row with their mean and range, below which each can be shown', async () => {
  const { page } = await open(file(12, [1, 2])).live;
  const region = page.getByRole('region', { name: 'Sweep: model vanishing.js:13' });
  await region
    .getByRole('status')
    .getByText('Best: val_acc 0.885 on average (0.880..0.890, 2 seeds) with depth 32')
    .waitFor();
  const rows = region.getByRole('row');
  await expect.poll(() => rows.count()).toBe(7);
  const first = rows.nth(1);
  expect((await first.getByRole('cell').allTextContents()).slice(0, 5)).toEqual([
    ...['32', 'relu', '0.8850.880..0.890', '0.100', '2 of 2'],
  ]);
  const plot = page.locator('.sweep-plot');
  expect(await plot.locator('polyline.sweep-reach').count()).toBe(6);
  expect(await plot.locator('polyline.sweep-range-bar').count()).toBe(6);
  await page.setViewportSize({ width: 480, height: 1200 });
  const gaps = () =>
    plot.locator('.sweep-axis-name').evaluateAll((names) => {
      const boxes = names.map((name) => name.getBoundingClientRect());
      return boxes.map(
        ({ height, left }, at) => height < 40 && (at === 0 || left >= (boxes[at - 1]?.right ?? Number.NaN)),
      );
    });
  await expect.poll(gaps).toEqual([true, true, true, true]);
  await first.getByRole('button', { name: '9–10 (best)' }).click();
  await expect.poll(() => rows.count()).toBe(9);
  expect(await rows.nth(2).getByRole('cell').allTextContents()).toEqual(expect.arrayContaining(['0.880', 'seed 1']));
  await rows.nth(3).getByRole('button', { name: '10', exact: true }).click();
  await first.getByRole('button', { name: 'Put the values of trainings 9 to 10 into the file' }).click();
  await expect.poll(() => dashboards.live.asked).toEqual(['show training 10', 'put training 9']);
  await expect.poll(() => faults(page)).toEqual([]);
});

test('What puts values into the file says so to whoever comes to it by keys', async () => {
  const { page } = await open(file(6)).live;
  const hint = page.locator('tr', { hasText: '5 (best)' }).locator('.sweep-put-hint');
  expect(await hint.isVisible()).toBe(false);
  await page.getByRole('button', { name: '5 (best)' }).focus();
  await page.keyboard.press('Tab');
  await expect.poll(() => hint.isVisible()).toBe(true);
  expect(await hint.textContent()).toBe('Put these values into the file');
});

test('A sweep shows how far it has come, and is stopped and gone on with', async () => {
  const shown = open(file(2));
  const { page } = await shown.live;
  await page
    .getByRole('status')
    .getByText('Best: val_acc 0.800 with depth 2, activation@9 relu (2 of 6 trainings done)')
    .waitFor();
  await page.getByRole('button', { name: 'Go On' }).click();
  await expect.poll(() => dashboards.live.asked).toEqual(['goOn the sweep']);
  await shown.sweeps.train();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(() => dashboards.live.asked).toEqual(['goOn the sweep', 'stop the sweep']);
  shown.training.state = file(6);
  shown.changes.fire({ kind: 'ended' });
  await page.getByRole('status').getByText('Best: val_acc 0.840').waitFor();
});

test('Why trainings failed stands beside them, and above where none came to anything', async () => {
  const sweep = file(0);
  const trials = sweep.trials.map((trial) => ({ ...trial, status: 'failed' as const, failure: 'No such folder.' }));
  const { page } = await open({ ...sweep, trials, outcome: 'completed' }).live;
  await page.getByRole('status').getByText('No result: 6 of 6 trainings done. Training 1: No such folder.').waitFor();
  await page.getByRole('button', { name: 'Retry Failed (6)' }).click();
  await expect.poll(() => dashboards.live.asked).toEqual(['retryFailed the sweep']);
  await expect.poll(() => page.getByRole('cell', { name: 'failed No such folder.' }).count()).toBe(6);
});

test.each(Object.keys(themes) as ThemeName[])(
  'axe finds nothing serious in a sweep in the %s theme, nor does it overflow',
  async (theme) => {
    const { page } = await open(file(6), { theme, width: 420 }).live;
    await page.getByRole('table').waitFor();
    await expect.poll(() => faults(page)).toEqual([]);
    const beyond = () =>
      [...document.querySelectorAll('.sweep > *')].filter((each) => each.getBoundingClientRect().right > innerWidth);
    await expect.poll(() => page.evaluate(`(${beyond})().map((each) => each.outerHTML.slice(0, 80))`)).toEqual([]);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0);
  },
);
