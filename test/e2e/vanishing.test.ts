import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { SOON, test } from './fixtures.js';

const LAYERS = 20;

/** `1.2e-9` in `▼ vanishing 1.2e-9 ▁▁▂`. */
const normIn = (text: string): number => Number(/[∇▼] (?:vanishing )?(\S+)/.exec(text)?.[1]);

function setEpochs(workspace: string, epochs: number) {
  const file = join(workspace, 'vanishing.js');
  writeFileSync(file, readFileSync(file, 'utf8').replace('epochs: 200,', `epochs: ${epochs},`));
}

/** The line of the last edit. */
const EDITED = 'const sigmoid = ';

/** So long that Stop comes before the end on any machine. */
const trainForLong = (workspace: string) => setEpochs(workspace, 20_000);

describe('the vanishing example', () => {
  test('trains with every layer in view, stops after its batch, and is still there when the panel is opened again', async ({
    openEditor,
  }) => {
    const { workbench } = await openEditor({
      openFile: 'vanishing.js',
      viewport: { width: 1900, height: 1200 },
      prepare: trainForLong,
    });
    const { editor, dashboard } = workbench;

    await editor.lens('Run').click();
    await dashboard.text('training').first().waitFor();
    await dashboard.control('img', /loss/i).first().waitFor();
    await dashboard.control('img', /acc/i).first().waitFor();
    await expect.poll(() => dashboard.frame.locator('tbody tr.layer').count(), SOON).toBe(LAYERS);
    await editor.status(/epoch \d+\/20000/).waitFor();

    const first = editor.line('dense(first(1))');
    const last = editor.line('dense(softmax(20))');
    const ratio = async () => normIn(await editor.textAdded(last)) / normIn(await editor.textAdded(first));
    await expect.poll(ratio, SOON).toBeGreaterThan(100);
    await expect.poll(() => editor.textAdded(first), SOON).toMatch(/^▼ vanishing /);

    await editor.status(/Learns nothing: .* · epoch \d+\/20000/).waitFor();
    await dashboard.text(/^Learns nothing: accuracy .* is chance/).waitFor();
    await dashboard.text(/^The gradient vanishes: /).waitFor();

    await editor.lens('Stop').click();
    await editor.status(/Learns nothing: .* · stopped after \d+ (?:epochs?|batch(?:es)?)/).waitFor();
    await editor.lens('Run').waitFor();
    await dashboard
      .text(/stopped/i)
      .first()
      .waitFor();
    const facts = await dashboard.frame.locator('.progress-facts').textContent();
    const firstRow = await dashboard.frame.locator('tbody tr.layer').first().textContent();

    await workbench.closeTab('GradLens');
    await expect.poll(() => workbench.tab('GradLens').count(), SOON).toBe(0);
    await editor.lens('Dashboard').click();
    await expect.poll(() => dashboard.frame.locator('tbody tr.layer').count(), SOON).toBe(LAYERS);
    expect(await dashboard.frame.locator('.progress-facts').textContent()).toBe(facts);
    expect(await dashboard.frame.locator('tbody tr.layer').first().textContent()).toBe(firstRow);
    await expect.poll(ratio, SOON).toBeGreaterThan(100);

    const latest = await editor.textAdded(last);
    const atFirstBatch = editor.status(/(?:batch 1|mean of batches 1–\d+) of [\d,]+, epoch 1 · Latest/);
    await dashboard.frame.getByRole('slider', { name: 'Batch shown' }).press('Home');
    await atFirstBatch.waitFor();
    await expect.poll(() => editor.textAdded(last), SOON).not.toBe(latest);
    await workbench.reload();
    await atFirstBatch.waitFor();
    await editor.lens(/ · Latest$/).click();
    await expect.poll(() => editor.textAdded(last), SOON).toBe(latest);
    await editor.lens('Output').click();
    await dashboard.frame
      .getByRole('region', { name: 'Output' })
      .getByText(/^accuracy .*; guessing gives 0.33$/)
      .waitFor();
  });

  test('is mended by an edit that was tried before: the finding, pairs, their verdict, Keep, Undo, and a net that learns', async ({
    openEditor,
  }) => {
    const { workbench, workspace } = await openEditor({
      openFile: 'vanishing.js',
      viewport: { width: 1280, height: 1200 },
      prepare: (folder) => setEpochs(folder, 40),
    });
    const { editor, dashboard, quickPick } = workbench;
    const file = join(workspace, 'vanishing.js');
    const source = readFileSync(file, 'utf8');

    await editor.lens('Run').click();
    await dashboard
      .problem(/^Error:The gradient vanishes: /)
      .getByText('Try it…')
      .click();
    await quickPick.choose('activations to relu');
    await dashboard.text(/^Training: \d of 6 done$/).waitFor();
    await dashboard.text(/^Better in 3 of 3: val_loss /).waitFor(SOON);
    expect(readFileSync(file, 'utf8')).toBe(source);

    await dashboard.control('button', 'Keep').click();
    await expect.poll(() => editor.line("units: 16, activation: 'relu'").count(), SOON).toBe(2);
    // With the cursor on the edit, which is further right than the editor is wide.
    await expect
      .poll(() => editor.cursorLine(), SOON)
      .toBe(1 + source.split('\n').findIndex((line) => line.startsWith(EDITED)));
    expect(await editor.scrolledSideways()).toBe(0);
    await workbench.focusGroup(1);
    await editor.status(/edited since, Run · /).waitFor();
    await workbench.page.keyboard.press('Control+Z');
    await expect.poll(() => editor.line("units: 16, activation: 'relu'").count(), SOON).toBe(0);
    await expect.poll(() => editor.status(/edited since/).count(), SOON).toBe(0);
    await workbench.page.keyboard.press('Control+Y');
    await expect.poll(() => editor.line("units: 16, activation: 'relu'").count(), SOON).toBe(2);

    await editor.press('edited since, Run');
    await editor.status(/Learns(?! nothing)/).waitFor(SOON);
    expect(readFileSync(file, 'utf8')).toBe(source.replaceAll("activation: 'sigmoid'", "activation: 'relu'"));
  });
});
