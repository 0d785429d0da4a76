import { expect } from 'vitest';
import { SOON, test } from './fixtures.js';
import { trainers } from './support/leftovers.js';

test('Each lesson answers, and an edit that one offers is made in the file', async ({ openEditor }) => {
  const { workbench, store } = await openEditor({ workspace: 'test/fixtures/e2e' });
  const { dashboard } = workbench;
  await workbench.openFile('linear.js');
  await workbench.editor.lens('Run').waitFor();
  await workbench.runCommand('GradLens: What Depth Does');
  await dashboard.text('Layers 1 to 3 compute what one layer does: 388 parameters where 40 are enough.').waitFor(SOON);
  const tab = (name: RegExp) => dashboard.frame.getByRole('tab', { name });
  await tab(/Chain rule/).click();
  await dashboard.text(/^The signal from the loss arrives at the input .* each of 4 layers/).waitFor(SOON);
  await tab(/Vanishing/).click();
  await dashboard.text(/^At 20 layers, the first gradients predict that these will not learn: sigmoid/).waitFor(SOON);
  await tab(/Data and depth/).click();
  await dashboard.text(/8 layers (over-fit|do not|get no better)|Nothing that these nets learn holds/).waitFor(SOON);
  await tab(/Wide input/).click();
  await dashboard
    .text(/^This lesson does not apply: layer 1 takes 4 features and has 19% of the weights/)
    .waitFor(SOON);
  await tab(/Blame/).click();
  await dashboard.text(/^For sample 1, .* the loss blames unit \d+ of \d Dense/).waitFor(SOON);
  await tab(/Linear layers/).click();
  await dashboard.control('button', 'Replace 3 layers with one').click();
  await workbench.editor.line("dense({ units: 8, inputShape: [4], activation: 'relu' }").waitFor();
  await dashboard.control('button', 'Close').click();
  await expect.poll(() => trainers(store), SOON).toEqual([]);
});
