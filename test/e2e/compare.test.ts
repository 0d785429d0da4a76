import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { SOON, test } from './fixtures.js';

/** Few: what counts is that two runs come to their ends. */
const EPOCHS = 12;

describe('two runs of the vanishing example with its helper edited between them', () => {
  test('are drawn over each other, told apart by what was edited, and compared by depth, also after a reload', async ({
    openEditor,
  }) => {
    const { workbench, workspace } = await openEditor({
      viewport: { width: 1600, height: 1200 },
      prepare: (folder) => edit(folder, 'epochs: 200,', `epochs: ${EPOCHS},`),
    });
    const { editor, dashboard, page } = workbench;
    // A window whose address names the file opens that alone when it is loaded again.
    await workbench.openFile('vanishing.js');
    await editor.lens('Run').click();
    await editor.status(/ran \d+ epochs/).waitFor(SOON);
    edit(workspace, "activation: 'sigmoid'", "activation: 'relu'");
    await editor.press('edited since, Run');
    await editor.status(/ran \d+ epochs/).waitFor(SOON);
    await dashboard
      .control('button', /^last run/)
      .first()
      .waitFor();

    await dashboard.frame.getByText('Compare', { exact: true }).click();
    await dashboard.frame.getByRole('checkbox').first().check();
    await page.keyboard.press('Escape');
    const rows = dashboard.frame.getByRole('figure', { name: 'loss' }).getByRole('row');
    await expect.poll(() => rows.count(), SOON).toBe(3);
    expect(await rows.nth(2).textContent()).toMatch(/[+−]\S+$/);

    const isCompared = async () => {
      await dashboard.control('cell', /^lines 9, 10: relu to sigmoid$/).waitFor();
      await dashboard
        .control(
          'img',
          /^At the last batch of each run: run 1, .*: 1 Dense 16 relu \S+, .*; run 2, .*: 1 Dense 16 sigmoid \S+,/,
        )
        .waitFor();
      expect(await dashboard.control('img', /^Gradient norm of each layer over batches/).count()).toBe(2);
    };
    await isCompared();
    await workbench.reload();
    await isCompared();
  });
});

/** Everywhere in the file. */
function edit(folder: string, from: string, to: string): void {
  const file = join(folder, 'vanishing.js');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to));
}
