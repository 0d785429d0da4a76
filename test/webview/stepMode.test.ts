import { expect, test } from 'vitest';
import type { StepMode } from '../../src/protocol/fit.js';
import type { Setting } from './support/dashboardPage.js';
import { openDashboards } from './support/dashboards.js';
import { SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

const compiled: StepMode = { fit: 1, step: 6, mode: 'compiled', reason: null };
const eager: StepMode = { fit: 1, step: 90, mode: 'eager', reason: 'custom layer Foo reads values' };

async function open(stepMode: StepMode | null, setting: Setting = {}) {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit();
  run.fits = [fit];
  trainVanishing(fit, 120);
  fit.stepMode = stepMode;
  const live = await dashboards.open([run], setting);
  await live.page.getByRole('table').waitFor();
  return { run, fit, page: live.page, mode: live.page.locator('.fact-mode') };
}

test('Speed has its unit, and compiled steps are explained on hover and to screen readers', async () => {
  const { run, fit, page, mode } = await open(compiled);
  await page.getByText('85 steps/s').waitFor();
  await expect.poll(() => mode.getByRole('status').textContent()).toBe('compiled');
  await expect
    .poll(() => mode.getAttribute('title'))
    .toMatch(/^Each step is one TensorFlow call.*gradlens\.compiledStep/);
  await expect.poll(() => mode.locator('.visually-hidden').textContent()).toBe(await mode.getAttribute('title'));
  fit.batchesPerSecond = 1240;
  run.change();
  await page.getByText('1,240 steps/s').waitFor();
  fit.batchesPerSecond = null;
  run.change();
  await expect.poll(() => page.getByText(/steps\/s/).count()).toBe(0);
});

test('A fit that goes back to eager says why, where screen readers hear it', async () => {
  const { run, fit, mode } = await open(compiled);
  const words = mode.getByRole('status');
  await expect.poll(() => words.textContent()).toBe('compiled');
  fit.stepMode = eager;
  run.change();
  await expect.poll(() => words.textContent()).toBe('eager: custom layer Foo reads values');
  await expect
    .poll(() => mode.getAttribute('title'))
    .toMatch(/one operation at a time.* Reason: custom layer Foo reads values\.$/);
});

test('A fit that has said nothing claims nothing', async () => {
  const silent = await open(null);
  await expect.poll(() => silent.mode.getByRole('status').textContent()).toBe('–');
  await expect.poll(() => silent.mode.getAttribute('title')).toBeNull();
});

test.each([220, 300, 420, 900])('At %i px a long reason is read in whole and nothing overflows', async (width) => {
  const reason = `custom layer ${'AVeryLongNameOfALayer'.repeat(8)} reads values of tensors while a step is under way`;
  const { page, mode } = await open({ ...eager, reason }, { width });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
    .toBe(0);
  await expect.poll(() => mode.evaluate((fact) => fact.scrollWidth <= fact.clientWidth)).toBe(true);
});

test.each([300, 1000])('At %i px no other fact moves when steps are compiled', async (width) => {
  const { run, fit, page, mode } = await open(null, { width });
  const places = () =>
    page.locator('.fact').evaluateAll((facts) => facts.map((fact) => JSON.stringify(fact.getBoundingClientRect())));
  const before = await places();
  fit.stepMode = compiled;
  run.change();
  await expect.poll(() => mode.getByRole('status').textContent()).toBe('compiled');
  await expect.poll(() => places()).toEqual(before);
});
