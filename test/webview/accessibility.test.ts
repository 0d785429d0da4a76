import { expect, test } from 'vitest';
import { judgeRun } from '../../src/runs/judgement.js';
import { openDashboards } from './support/dashboards.js';
import { faults } from './support/faults.js';
import { denseLayers, SyntheticFit, SyntheticRun } from './support/syntheticRun.js';
import { type ThemeName, themes } from './support/themes.js';

const dashboards = openDashboards();

/** Its loss stays where guessing among four classes is, and its gradients vanish. */
function trained(): SyntheticRun {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit({ layers: denseLayers(4, true) });
  run.fits = [fit];
  const loss = Math.log(4);
  for (let batch = 1; batch <= 120; batch++) {
    fit.train({ loss, metrics: [0.25], norm: (layer) => 0.3 * 10 ** (-3 * (4 - layer)), takes: 100 });
    if (batch % 10 === 0) fit.endEpoch({ loss, acc: 0.25 });
  }
  const targets = {
    samples: 400,
    min: 0,
    max: 1,
    mean: 0.25,
    std: 0.43,
    notFinite: 0,
    variance: 0.19,
    deviation: 0.25,
  };
  fit.data = { fit: 1, inputs: null, targets: { ...targets, kind: 'one-hot', classes: [100, 100, 100, 100] } };
  run.judgement = judgeRun(run, {}, (rule, error) => {
    throw new Error(rule, { cause: error });
  });
  return run;
}

function failed(): SyntheticRun {
  const run = trained();
  run.problems.push({
    kind: 'user-code',
    severity: 'error',
    message: 'tfjs does not know the activation "rleu". Did you mean "relu"?',
    location: { file: '/net.js', line: 3, column: 21 },
    stack: null,
  });
  run.state = { kind: 'ended', outcome: 'failed', exitCode: 1, message: null, verdict: null, endedAt: 0 };
  return run;
}

test.each(Object.keys(themes) as ThemeName[])('axe finds nothing serious in the %s theme', async (theme) => {
  const { page } = await dashboards.open([failed()], { theme });
  await page.getByRole('table').first().waitFor();
  await page.getByRole('list', { name: 'Findings' }).waitFor();
  await page.getByText('Did you mean').first().waitFor();
  await expect.poll(() => faults(page)).toEqual([]);
  await dashboards.live.close();
  const empty = await dashboards.open([], { theme });
  const button = empty.page.getByRole('button', { name: 'Open Examples' });
  await button.waitFor();
  await expect.poll(() => faults(empty.page)).toEqual([]);
  await button.press('Enter');
  await expect.poll(() => empty.asked).toEqual(['examples']);
});
