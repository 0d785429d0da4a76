import { expect, test } from 'vitest';
import { predictedFit } from '../unit/predictions/predictedFit.js';
import { openDashboards } from './support/dashboards.js';
import { SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

const classes = Array.from({ length: 10 }, (_, index) => `class number ${index}`);
const hot = (at: number) => classes.map((_, index) => (index === at ? 1 : 0));

function ended(id: string, day: number) {
  const run = new SyntheticRun(id, {}, Date.UTC(2026, 0, day, 12));
  const fit = predictedFit({
    ...{ loss: 'categoricalCrossentropy', activation: 'softmax', input: [8, 8, 1], of: 1200 },
    targets: classes.map((_, index) => hot(index)),
    outputs: classes.map((_, index) => hot((index * 3) % 10)),
    inputs: classes.map((_, index) => Array.from({ length: 64 }, (_, pixel) => (pixel === index ? 1 : 0))),
    setup: { classes },
  });
  trainVanishing(fit, 120);
  run.fits = [fit];
  run.output.add('stdout', { lines: ['a line that is printed '.repeat(8)], open: '' });
  run.state = {
    kind: 'ended',
    outcome: 'completed',
    exitCode: 0,
    message: null,
    verdict: null,
    endedAt: run.startedAt,
  };
  return run;
}

test('Runs that are compared have their names whole in a panel beside a file', async () => {
  const { page } = await dashboards.open([ended('b', 6), ended('a', 5)], { width: 620 });
  const summary = page.locator('.compare-picker summary');
  await summary.click();
  await page.locator('.compare-choice').click();
  await page.keyboard.press('Escape');
  await page.locator('.compare-choice').waitFor({ state: 'hidden' });
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Log' }).first().focus();
  await page.locator('.compare-choice').waitFor({ state: 'hidden' });
  const names = page.locator('.compare-run .legend-label');
  await expect.poll(() => names.count()).toBe(4);
  const cut = () => names.evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);
  await expect.poll(cut).toBe(0);
});

test('In a panel of 350 px runs that are compared, looked back on and held against their samples are whole', async () => {
  const { page } = await dashboards.open([ended('b', 6), ended('a', 5)], { width: 350 });
  await page.locator('.compare-picker summary').click();
  await page.locator('.compare-choice').click();
  await page.getByRole('region', { name: 'Runs compared' }).waitFor();
  await page.getByRole('slider', { name: 'Batch shown' }).press('ArrowLeft');
  await page.getByText(/^As of/).waitFor();
  const outside = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const cut = [...document.querySelectorAll('#root *')].filter((element) => {
      // Those scroll by themselves.
      if (element.closest('.visually-hidden, .comparison-frame, .confusion-scroll, .output-frame')) return false;
      const isCut = getComputedStyle(element).overflow === 'hidden' && element.scrollWidth > element.clientWidth + 1;
      return isCut || element.getBoundingClientRect().right > clientWidth + 0.5;
    });
    return [scrollWidth - clientWidth, ...cut.map(({ className, textContent }) => `${className}: ${textContent}`)];
  });
  expect(outside).toEqual([0]);
});
