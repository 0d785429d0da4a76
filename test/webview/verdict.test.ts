import { expect, test } from 'vitest';
import { judgeRun } from '../../src/runs/judgement.js';
import type { Setting } from './support/dashboardPage.js';
import { openDashboards } from './support/dashboards.js';
import { denseLayers, SyntheticFit, SyntheticRun } from './support/syntheticRun.js';
import type { ThemeName } from './support/themes.js';

const dashboards = openDashboards();

/** A run of 120 batches, ten an epoch, whose gradients vanish while its loss is that. */
function trained(loss: number): SyntheticRun {
  const run = new SyntheticRun('a');
  const layers = denseLayers(4).map((layer, index) => (index < 3 ? layer : { ...layer, activation: 'softmax' }));
  const fit = new SyntheticFit({ loss: 'categoricalCrossentropy', metrics: [], layers });
  run.fits = [fit];
  const last = fit.summary.layers.length - 1;
  for (let batch = 1; batch <= 120; batch++) {
    fit.train({ loss, metrics: [], norm: (layer) => 0.3 * 10 ** (-3 * (last - layer)), takes: 100 });
    if (batch % 10 === 0) fit.endEpoch({ loss });
  }
  const samples = { samples: 400, min: 0, max: 1, mean: 0.25, std: 0.43, notFinite: 0 };
  const targets = {
    ...samples,
    kind: 'one-hot',
    classes: [100, 100, 100, 100],
    variance: 0.19,
    deviation: 0.25,
  } as const;
  fit.data = { fit: 1, inputs: null, targets };
  return run;
}

function judge(run: SyntheticRun): void {
  run.judgement = judgeRun(run, {}, (rule, error) => {
    throw new Error(rule, { cause: error });
  });
  run.changes.fire({ kind: 'judged' });
}

async function open(run: SyntheticRun, setting: Setting = {}) {
  const live = await dashboards.open([run], setting);
  const { page } = live;
  return { page, verdict: page.getByRole('region', { name: 'Verdict' }) };
}

/** Its loss stays where guessing is. */
function judged(): SyntheticRun {
  const run = trained(Math.log(4));
  judge(run);
  return run;
}

test('The verdict stands above all else, and below it what caused it, why it matters, and what helps', async () => {
  const run = judged();
  const { page, verdict } = await open(run);
  await verdict
    .getByRole('status')
    .getByText(/^Learns nothing: /)
    .waitFor();
  const findings = verdict.getByRole('list', { name: 'Findings' }).locator(':scope > li');
  await expect.poll(() => findings.count()).toBe(1);
  await expect
    .poll(() => findings.first().textContent())
    .toMatch(/^Error:The gradient vanishes: .*It shrinks most at .*(Use|Try) /);
  const below = await page.getByRole('heading', { name: 'Loss and metrics' }).boundingBox();
  expect((await verdict.boundingBox())?.y).toBeLessThan(below?.y ?? 0);

  await findings.getByRole('button', { name: /:\d+$/ }).click();
  await findings.getByRole('button', { name: 'Fix…' }).click();
  await findings.getByRole('button', { name: 'Try it…' }).click();
  await expect
    .poll(() => dashboards.live.asked)
    .toEqual([
      expect.stringMatching(/^reveal .*:\d+$/),
      expect.stringMatching(/^fix a vanishing-gradient \d+$/),
      expect.stringMatching(/^try a vanishing-gradient \d+$/),
    ]);
  await findings.getByText('What follows from it').click();
  await findings.getByText(/^It learns nothing: the loss is 1.39/).waitFor();
});

test('“Why?” opens two paragraphs with the numbers of the run, by the keyboard too', async () => {
  const run = judged();
  const { page, verdict } = await open(run);
  const why = verdict.getByText('Why?', { exact: true });
  const paragraphs = verdict.locator('.more p');
  await why.waitFor();
  await expect.poll(() => paragraphs.first().isVisible()).toBe(false);
  await why.focus();
  await page.keyboard.press('Enter');
  await paragraphs.first().waitFor();
  await expect
    .poll(() => paragraphs.allTextContents())
    .toEqual([
      expect.stringMatching(/^The gradient tells each weight which way to move/),
      expect.stringMatching(/its norm.* is 0\.300 at the last layer and 3\.00e-\d+ at the first/),
    ]);
  run.fits[0]?.endEpoch({ loss: Math.log(4) });
  judge(run);
  await expect.poll(() => paragraphs.first().isVisible()).toBe(true);
});

test('It changes as the run does, and goes with another fit', async () => {
  const run = judged();
  const { verdict } = await open(run);
  await verdict.getByText('Learns nothing').first().waitFor();
  const [fit] = run.fits;
  for (let epoch = 0; epoch < 8; epoch++) fit?.endEpoch({ loss: 1.3 * 0.3 ** epoch });
  judge(run);
  await verdict.getByText(/^Learns well: loss/).waitFor();
  await expect.poll(() => verdict.getByRole('listitem').count()).toBe(0);
});

test('What the trainer told itself is not said twice', async () => {
  const run = trained(Number.NaN);
  const message = 'The loss became NaN at batch 4 (epoch 1).';
  const broke = { fit: 1, step: 3, isInfinite: false, first: 'loss', layer: null } as const;
  run.problems.push({ kind: 'not-a-number', severity: 'warning', message, location: null, stack: null, broke });
  judge(run);
  const { page, verdict } = await open(run);
  await verdict.getByText('NaN at batch 4, first in the loss').waitFor();
  await expect.poll(() => page.getByText(message).count()).toBe(1);
  await page.getByRole('list', { name: 'Problems' }).getByText('Why?').click();
  await page.getByText('In this run NaN or infinity was first seen at batch 4.').waitFor();
});

test.each<[ThemeName, number]>([
  ['dark', 1000],
  ['light', 380],
  ['highContrast', 700],
])('It is readable in %s at %s px', async (theme, width) => {
  const { verdict } = await open(judged(), { theme, width });
  await verdict.getByText('Learns nothing').first().waitFor();
  for (const part of await verdict.locator('p, button').all()) {
    const box = await part.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  }
});

test.each([
  ['a layer', 'layer', ['fix a not-a-number 1', 'try a not-a-number 1']],
  ['the inputs', 'inputs', []],
] as const)(
  'A NaN of which its trainer told that it came from %s: what helps stands beside it',
  async (_, first, asked) => {
    const run = trained(Number.NaN);
    const layer = run.fits[0]?.summary.layers[1];
    run.problems.push({
      kind: 'not-a-number',
      severity: 'warning',
      message: 'The loss became NaN at batch 1 (epoch 1), first in layer 2 (Dense).',
      location: layer?.location ?? null,
      stack: null,
      broke: { fit: 1, step: 0, isInfinite: false, first, layer: layer?.name ?? null },
    });
    judge(run);
    const { page } = await open(run);
    const problem = page.getByRole('list', { name: 'Problems' }).locator(':scope > li');
    await problem.getByText(/^The loss became NaN/).waitFor();
    for (const name of ['Fix…', 'Try it…'].slice(0, asked.length)) await problem.getByRole('button', { name }).click();
    expect(await problem.getByRole('button', { name: /…$/ }).count()).toBe(asked.length);
    await expect.poll(() => dashboards.live.asked).toEqual(asked);
  },
);
