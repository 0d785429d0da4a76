import { describe, expect } from 'vitest';
import { SOON, sharedEditor, test } from './fixtures.js';

describe('what is wrong with a net', () => {
  const window = sharedEditor({ workspace: 'test/fixtures/e2e/diagnosis', viewport: { width: 1440, height: 1100 } });

  /** Opens a file with the Problems view below, without running it. */
  async function open(file: string) {
    const { workbench } = window.current;
    await workbench.clearNotifications();
    await workbench.focusGroup(1);
    await workbench.openFile(file);
    await workbench.runCommand('Problems: Focus on Problems View');
    await workbench.focusGroup(1);
    return workbench;
  }

  async function train(file: string) {
    const workbench = await open(file);
    await workbench.editor.lens('Run').click();
    return workbench;
  }

  test('a dead relu net learns nothing: its verdict, and the dead layer on its line with what would help', async () => {
    const workbench = await train('deadRelu.js');
    const { editor, dashboard } = workbench;
    await editor.status(/Learns nothing: accuracy .* is chance/).waitFor();
    await dashboard.text(/^Learns nothing: accuracy .* is chance/).waitFor();
    await dashboard.text(/^Layer 1 \(Dense, relu\) is dead: 100% of its units are 0/).waitFor();
    await workbench.problem(/is dead: 100% of its units are 0/, 6).waitFor();
    await dashboard.control('button', 'Fix…').first().click();
    await workbench.quickPick.choose('Start the biases at 0');
    await editor.line("biasInitializer: 'zeros'").waitFor();
    await workbench.problem(/is dead/, 6).waitFor({ state: 'detached' });
    await workbench.focusGroup(1);
    await workbench.page.keyboard.press('Control+Z');
    await editor.line('biasInitializer: low').waitFor();
  });

  test('one that over-fits says since when', async () => {
    const workbench = await train('overFitting.js');
    await workbench.editor.status(/Over-fits since epoch \d+/).waitFor();
    await workbench.dashboard.text(/^Over-fits since epoch \d+/).waitFor();
    await workbench.problem(/It over-fits since epoch \d+: val_loss rose from/, 4).waitFor();
  });

  test('a loss of one’s own that turns infinite is told on its line, and rolled back at a person’s word', async () => {
    const workbench = await train('ownLoss.js');
    const { editor, dashboard, page } = workbench;
    await editor.status(/waits for you .* at batch 38, first in the loss/).waitFor();
    await dashboard.status('Held at infinity').waitFor();
    await dashboard.text(/A roll back goes on from the weights of batch 37/).waitFor();
    await workbench.problem(/in your own loss, a logarithm of 0 or less gives/, 8).waitFor();
    await page.getByRole('button', { name: 'Roll Back, Lower Rate' }).first().click();
    await dashboard
      .text(/Rolled back after batch 38 to the weights of batch 37, .* the learning rate is 0\.001 \(it was 0\.01\)/)
      .waitFor();
    await dashboard.status(/Completed|Learned|Undecided|fitted/).waitFor();
  });

  test('two linear layers are told before any run, and mended by the light bulb', async () => {
    const workbench = await open('linear.js');
    const { editor, page } = workbench;
    await workbench.problem(/can do no more than one layer/, 5).waitFor();
    await editor.goToLine(5);
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .action.focused', { hasText: "Add activation: 'relu'" }).waitFor();
    await page.keyboard.press('Enter');
    await editor.line("inputShape: [2], activation: 'relu'").waitFor();
    await workbench.problem(/can do no more than one layer/, 5).waitFor({ state: 'detached' });
  });

  test('Keras Python with a softmax of one unit is told before it runs, and its run shows that it learns nothing', async () => {
    const workbench = await open('softmax.py');
    const { editor, dashboard } = workbench;
    await workbench.problem(/A softmax over one unit is always 1/, 10).waitFor();
    await editor.lens('Run').click();
    await editor.status(/Learns nothing: accuracy .* is below chance/).waitFor();
    await dashboard.text(/^Layer 2 \(Dense, softmax\) outputs 1\.0+ for every sample/).waitFor();
    await dashboard.control('button', 'Fix…').first().click();
    await editor.line('activation="sigmoid"').waitFor();
    await expect.poll(() => workbench.problem(/A softmax over one unit/, 10).count(), SOON).toBe(0);
  });
});
