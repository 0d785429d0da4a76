import { expect } from 'vitest';
import { SOON, test } from './fixtures.js';

test('A step that was done before the window was reloaded is ticked in the walkthrough', async ({ openEditor }) => {
  const { workbench } = await openEditor({ openFile: 'xor.js' });
  await workbench.editor.press('Run');
  await workbench.editor.status('ran 300 epochs').waitFor(SOON);
  await workbench.reload();
  await workbench.runCommand('Welcome: Open Walkthrough');
  await workbench.quickPick.item('See what every layer learns').click();
  const ticked = (step: string) =>
    workbench.page.locator('.getting-started-step', { hasText: step }).locator('.codicon.complete').count();
  await expect.poll(() => ticked('Run a model'), SOON).toBe(1);
  expect(await ticked('Give a model data')).toBe(0);
});
