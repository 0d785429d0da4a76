import { expect, test } from 'vitest';
import { openDashboards } from './support/dashboards.js';
import { SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

test('A run trains a batch, an epoch, or slowly, by keys that keep the focus', async () => {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit();
  run.fits = [fit];
  trainVanishing(fit, 10);
  const { page } = await dashboards.open([run]);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Pause').press('Enter');
  run.state = { kind: 'active', phase: 'paused' };
  run.change();
  await button('Resume').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Resume');
  await button('1 Batch').press('Enter');
  await button('1 Epoch').press('Enter');
  await expect.poll(() => run.calls).toEqual(['pause', 'step batch', 'step epoch']);
  const speed = page.getByRole('combobox', { name: 'Training speed' });
  await speed.press('ArrowDown');
  await expect.poll(() => run.pace).toBe(20);
  await page.locator('.controls .dropdown-value', { hasText: '20 batches/s' }).waitFor();
  run.state = { kind: 'active', phase: 'broken' };
  run.change();
  await expect.poll(() => button('1 Batch').count()).toBe(0);
});
