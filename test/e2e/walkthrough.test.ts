import { expect } from 'vitest';
import { SOON, test } from './fixtures.js';
import type { Workbench } from './pages/workbench.js';

async function train(workbench: Workbench): Promise<void> {
  await workbench.editor.press('Run');
  await workbench.editor.status('ran 300 epochs').waitFor(SOON);
}

async function openWalkthrough(workbench: Workbench, title: string): Promise<void> {
  await workbench.runCommand('Welcome: Open Walkthrough');
  await workbench.quickPick.item(title).click();
}

/** How many steps of this title are ticked. */
const ticked = ({ page }: Workbench, step: string): Promise<number> =>
  page.locator('.getting-started-step', { hasText: step }).locator('.codicon.complete').count();

test('The walkthrough ticks what was done before it was opened, and its lessons are on the model that it covers', async ({
  openEditor,
}) => {
  const { workbench } = await openEditor({ openFile: 'xor.js' });
  await train(workbench);
  await openWalkthrough(workbench, 'See what every layer learns');
  await expect.poll(() => ticked(workbench, 'Run a model'), SOON).toBe(1);
  expect(await ticked(workbench, 'Give a model data')).toBe(0);
  await openWalkthrough(workbench, 'What depth does');
  await workbench.page.getByRole('button', { name: 'Open This Lesson' }).first().click();
  await expect.poll(() => ticked(workbench, 'Linear layers collapse'), SOON).toBe(1);
  await workbench.dashboard.frame.getByRole('tab', { name: /Linear layers/ }).waitFor();
});

test('The walkthrough ticks what was done before a reload', async ({ openEditor }) => {
  const { workbench } = await openEditor({ openFile: 'xor.js' });
  await train(workbench);
  await workbench.reload();
  await workbench.editor.lens('Run').waitFor();
  await openWalkthrough(workbench, 'See what every layer learns');
  await expect.poll(() => ticked(workbench, 'Run a model'), SOON).toBe(1);
});
