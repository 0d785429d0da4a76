import { expect, test } from 'vitest';
import { openDashboards } from './support/dashboards.js';
import { SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

async function open(batches = 200) {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit();
  run.fits = [fit];
  trainVanishing(fit, batches);
  const live = await dashboards.open([run], { height: 1400 });
  const slider = live.page.getByRole('slider', { name: 'Batch shown' });
  await slider.waitFor();
  return { live, run, fit, slider, shown: () => slider.getAttribute('aria-valuetext') };
}

test('Keys move the run by batch and by epoch to any of its batches, with a mark in the heat map, and Live goes on', async () => {
  const { live, run, fit, slider, shown } = await open();
  const { page, positions } = live;
  const mark = page.locator('.heat .strip-mark');
  await expect.poll(shown).toBe('batch 200 of 200, epoch 4, live');
  await expect.poll(() => mark.count()).toBe(0);
  await slider.focus();
  await slider.press('ArrowLeft');
  await expect.poll(shown).toBe('batch 199 of 200, epoch 4');
  await slider.press('PageDown');
  await expect.poll(shown).toBe('batch 150 of 200, epoch 3');
  await slider.press('PageDown');
  await slider.press('PageDown');
  await slider.press('PageUp');
  await expect.poll(shown).toBe('batch 100 of 200, epoch 2');
  await expect.poll(() => positions.of(run)).toEqual({ fit: 1, step: 99 });
  await expect.poll(() => mark.evaluate((element) => Number.parseFloat(element.style.left))).toBeCloseTo(99.5 / 2, 1);
  await slider.press('Home');
  await expect.poll(shown).toBe('batch 1 of 200, epoch 1');
  await expect.poll(() => positions.of(run)).toEqual({ fit: 1, step: 0 });

  trainVanishing(fit, 20);
  run.change();
  await expect.poll(shown).toBe('batch 1 of 220, epoch 1');
  await page.getByRole('button', { name: 'Live' }).click();
  await expect.poll(() => slider.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => positions.of(run)).toBeNull();
  await expect.poll(() => mark.count()).toBe(0);
  trainVanishing(fit, 20);
  run.change();
  await expect.poll(shown).toBe('batch 240 of 240, epoch 5, live');
});

test('Keys that come faster than the page draws go on from each other', async () => {
  const { live, run, slider, shown } = await open();
  await slider.evaluate((element: HTMLInputElement) => {
    for (const key of ['PageDown', 'PageDown', 'PageDown', 'PageUp']) {
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  });
  await expect.poll(shown).toBe('batch 100 of 200, epoch 2');
  await expect.poll(() => live.positions.of(run)).toEqual({ fit: 1, step: 99 });
});

test('Sixty moves at once reach the host as two, the last one among them; a palette command moves the slider', async () => {
  const { live, run, slider, shown } = await open();
  const moves = () =>
    live.dashboard.messages.filter((message) => (message as { type: string }).type === 'scrub').length;
  await slider.evaluate((element: HTMLInputElement) => {
    for (let batch = 190; batch > 130; batch -= 1) {
      element.value = String(batch);
      element.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await expect.poll(() => live.positions.of(run)).toEqual({ fit: 1, step: 130 });
  expect(moves()).toBe(2);
  live.positions.move(run, { fit: 1, step: 9 });
  await expect.poll(shown).toBe('batch 10 of 200, epoch 1');
  await live.page.getByText('batch 10 of 200, epoch 1').waitFor();
});

test('A run that has ended goes back to its latest batch', async () => {
  const { live, run, slider } = await open();
  run.state = {
    kind: 'ended',
    outcome: 'completed',
    exitCode: 0,
    message: null,
    verdict: null,
    endedAt: run.startedAt + 1,
  };
  run.change();
  await slider.press('ArrowLeft');
  await live.page.getByRole('button', { name: 'Latest' }).waitFor();
});
