import { expect, test } from 'vitest';
import type { PairedRun } from '../../src/diagnosis/pairs/pairedRun.js';
import { pairsVerdict } from '../../src/diagnosis/pairs/pairsVerdict.js';
import { Emitter } from '../../src/lifecycle/emitter.js';
import type { TrialRun } from '../../src/trials/trial.js';
import { type ShownTrial, Tries } from '../../src/trials/tries.js';
import { openDashboards } from './support/dashboards.js';
import { SyntheticRun } from './support/syntheticRun.js';
import type { ThemeName } from './support/themes.js';

const dashboards = openDashboards();

/** Losses of epochs, as a run has come to them. */
const figures = (losses: readonly number[], failure: string | null = null): PairedRun => ({
  summary: null,
  logs: losses.map((loss) => ({ loss })),
  targetSpread: null,
  hasRival: false,
  failure,
});

/** A trial of two pairs, as far as a test makes it come. */
function trial() {
  const changes = new Emitter<void>();
  const run = (seed: number, side: TrialRun['side']) => ({
    seed,
    side,
    state: 'waiting' as TrialRun['state'],
    figures: figures([]),
  });
  const runs = [run(1, 'before'), run(1, 'after'), run(2, 'before'), run(2, 'after')];
  const shown = {
    runs,
    measure: { name: 'loss', higherIsBetter: false },
    verdict: null as ShownTrial['verdict'],
    onDidChange: changes.event,
    finished: new Promise<never>(() => {}),
    stop() {},
    dispose() {},
  } satisfies ShownTrial;
  return { shown, changes };
}

async function open(
  { shown }: ReturnType<typeof trial>,
  runs: SyntheticRun[] = [],
  theme: ThemeName = 'dark',
  width = 1000,
) {
  const tries = new Tries();
  tries.start({
    trial: shown,
    title: 'Change 19 activations to relu',
    place: 'vanishing.js:14',
    keep: async () => true,
    again() {},
  });
  const live = await dashboards.open(runs, { theme, width }, tries);
  return { tries, region: live.page.getByRole('region', { name: /^Try it: Change 19/ }) };
}

test('Pairs overlay as they train, the verdict stands on top, and it can be stopped, kept and discarded', async () => {
  const tried = trial();
  const { tries, region } = await open(tried);
  await region.getByRole('status').getByText('Training: 0 of 4 done').waitFor();
  await region.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(() => dashboards.live.asked).toEqual(['stop what is tried']);

  const { shown, changes } = tried;
  const [first] = shown.runs;
  // What batches tell before the first epoch has ended has nothing of what is compared, as a validation is.
  if (first) [first.state, first.figures] = ['training', { ...figures([]), logs: [{ acc: 0.5 }] }];
  changes.fire();
  const starting = region.getByRole('listitem').first().locator('figcaption');
  await expect.poll(() => starting.textContent()).toBe('seed 1 training');
  for (const [index, run] of shown.runs.entries()) {
    run.state = 'ended';
    run.figures = figures(index % 2 === 0 ? [3, 2.5, 2] : [3, 2, 1]);
  }
  const failed = 'The shapes do not fit.';
  const last = shown.runs[3];
  if (last) last.figures = figures([], failed);
  const [before, after] = [figures([2]), figures([1])];
  shown.verdict = pairsVerdict([{ seed: 1, before, after }], { before: '', after: '' }, 2);
  changes.fire();
  await region
    .getByRole('status')
    .getByText(/^Stopped after 1 of 2 pairs: better in 1 of 1: loss 2.00 to 1.00/)
    .waitFor();
  const pair = region.getByRole('listitem').first();
  await pair.getByText('2.00 to 1.00').waitFor();
  await pair.getByText('better').waitFor();
  expect(
    await pair
      .locator('polyline')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute('points')?.split(' ').length)),
  ).toEqual([3, 3]);
  const dashes = await pair
    .locator('polyline')
    .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).strokeDasharray));
  expect(dashes[0]).not.toBe(dashes[1]);
  await region.getByText(`With the edit: ${failed}`).waitFor();
  await region.getByRole('button', { name: 'Keep' }).click();
  await region.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => dashboards.live.asked.slice(1)).toEqual(['keep what is tried', 'discard what is tried']);
  tries.discard();
  await region.waitFor({ state: 'detached' });
});

test.each<[ThemeName, number]>([
  ['light', 380],
  ['highContrast', 700],
])('It stands above the run, and fits in %s at %s px', async (theme, width) => {
  const { region } = await open(trial(), [new SyntheticRun('a')], theme, width);
  await region.getByText('Training: 0 of 4 done').waitFor();
  for (const part of await region.locator('h2, p, li, vscode-button').all()) {
    const box = await part.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  }
});
