import { expect, test } from 'vitest';
import { openDashboards } from './support/dashboards.js';
import { SyntheticFit, SyntheticRun, trainVanishing } from './support/syntheticRun.js';

const dashboards = openDashboards();

test('Folds have a band in the plots and a table, from which each of them is opened', async () => {
  const run = new SyntheticRun('folds');
  run.fits = [1, 2, 3].map((number) => {
    const fit = new SyntheticFit({ fit: number });
    const variables = fit.summary.variables.map((each) => ({ ...each, name: `${each.name}_${number}` }));
    Object.assign(fit.summary, { variables });
    trainVanishing(fit, 50 + 50 * number);
    return fit;
  });
  const { page, dashboard } = await dashboards.open([run]);
  const folds = page.getByRole('table').filter({ hasText: 'Mean ± deviation' });
  await folds.waitFor();
  await expect.poll(() => folds.getByRole('row').count()).toBe(5);
  await expect.poll(() => folds.getByRole('row').last().textContent()).toMatch(/^Mean ± deviation\d\.\d+ ± \d\.\d+/);
  await page.getByText(/^Best: val_loss \d\S+ ± \d\S+; val_acc .*, over 3 fits of one model/).waitFor();
  const entry = page.getByRole('figure', { name: 'loss' }).getByRole('button', { name: /^mean of 3 folds \d/ });
  await expect
    .poll(() => entry.getAttribute('title'))
    .toMatch(/\(validation\), and as a band their range, from \d\S+ to \d/);
  await entry.click();
  await expect.poll(() => entry.getAttribute('aria-pressed')).toBe('false');
  await folds.getByRole('button', { name: 'Fit 1' }).click();
  await expect
    .poll(() => dashboard.messages.findLast((message) => (message as { type: string }).type === 'select'))
    .toEqual({ type: 'select', tracks: [{ run: 'folds', fit: 1 }] });
  await expect.poll(() => folds.getByRole('button', { name: 'Fit 1' }).getAttribute('aria-current')).toBe('true');
});

test('Runs beside each other are drawn by depth, read layer by layer with the arrow keys, at the batch that is picked', async () => {
  const runs = [1, 2].map((startedAt) => {
    const run = new SyntheticRun(`run ${startedAt}`, {}, startedAt);
    const fit = new SyntheticFit();
    run.fits = [fit];
    trainVanishing(fit, 100 * startedAt);
    return run;
  });
  const { page, dashboard } = await dashboards.open(runs.toReversed());
  const plot = page.getByRole('img', {
    name: /^At the last batch of each run: this run: 1 Dense 64 sigmoid \d.*; the last run: 1 /,
  });
  await plot.focus();
  for (const key of ['ArrowLeft', 'ArrowLeft']) await plot.press(key);
  const tip = page.getByRole('status').filter({ hasText: 'the last run' });
  await expect
    .poll(() => tip.textContent())
    .toMatch(/^this run 3 Dense 64 sigmoid ‖∇‖ \d\S+ batch 200the last run 3 .* batch 100$/);
  await page.getByLabel('Batch drawn').fill('150');
  await page.getByRole('img', { name: /^At batch 150: / }).waitFor();
  await expect
    .poll(() => dashboard.messages.findLast((message) => (message as { type: string }).type === 'scrub'))
    .toMatchObject({ step: 149 });
});
