import { expect } from 'vitest';
import { SOON, test } from './fixtures.js';

test('The walkthrough ticks what was done before a reload, and its lessons are on the model that it covers', async ({
  openEditor,
}) => {
  const { workbench } = await openEditor({ openFile: 'xor.js' });
  await workbench.editor.press('Run');
  await workbench.editor.status('ran 300 epochs').waitFor(SOON);
  await workbench.reload();
  await workbench.editor.lens('Run').waitFor();
  await workbench.runCommand('Welcome: Open Walkthrough');
  await workbench.quickPick.item('See what every layer learns').click();
  const ticked = (step: string) =>
    workbench.page.locator('.getting-started-step', { hasText: step }).locator('.codicon.complete').count();
  await expect.poll(() => ticked('Run a model'), SOON).toBe(1);
  expect(await ticked('Give a model data')).toBe(0);
  await workbench.runCommand('Welcome: Open Walkthrough');
  await workbench.quickPick.item('What depth does').click();
  await workbench.page.getByRole('button', { name: 'Open This Lesson' }).first().click();
  await expect.poll(() => ticked('Linear layers collapse'), SOON).toBe(1);
  await workbench.dashboard.frame.getByRole('tab', { name: /Linear layers/ }).waitFor();
});
