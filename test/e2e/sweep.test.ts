import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { SOON, test } from './fixtures.js';

/** Few: what counts is that all trainings come to their ends. */
const EPOCHS = 2;

describe('a sweep of the vanishing example over depth and activation', () => {
  test('shows each training in table and plot, puts the best values into the file, and undoes that', async ({
    openEditor,
  }) => {
    const { workbench, workspace } = await openEditor({
      openFile: 'vanishing.js',
      viewport: { width: 1900, height: 1200 },
      prepare(folder) {
        const file = join(folder, 'vanishing.js');
        writeFileSync(file, readFileSync(file, 'utf8').replace('epochs: 200,', `epochs: ${EPOCHS},`));
      },
    });
    const { editor, dashboard, quickPick, page } = workbench;
    const source = readFileSync(join(workspace, 'vanishing.js'), 'utf8');

    await editor.lens('Sweep…').click();
    await quickPick.title('Sweep model').waitFor();
    for (const name of ['activation@10', 'depth']) await quickPick.tick(name);
    await quickPick.accept();
    await quickPick.title('Sweep model: activation@10').waitFor();
    await quickPick.type('relu, tanh, sigmoid');
    await quickPick.title('Sweep model: depth').waitFor();
    await quickPick.type('no number');
    await quickPick.message('"no number" is not a number.').waitFor();
    await quickPick.type('1, 4, 9, 18');
    await quickPick.choose('Time: no limit');
    await quickPick.title('Sweep model: time').waitFor();
    await quickPick.type('60');
    await quickPick.choose('Train all 12');

    const region = dashboard.frame.getByRole('region', { name: /^Sweep: model/ });
    await region
      .getByRole('status')
      .getByText(/^Best: val_acc \S+ with activation@10 \w+, depth \d+$/)
      .waitFor(SOON);
    const rows = region.locator('tbody tr');
    expect(await rows.count()).toBe(12);
    const table = await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].slice(0, 4).map((cell) => cell.textContent ?? '')),
    );
    const combinations = table.map(([activation, depth]) => `${activation} ${depth}`);
    expect(new Set(combinations).size).toBe(12);
    const accuracies = table.map(([, , accuracy]) => Number(accuracy));
    expect(accuracies).toEqual(accuracies.toSorted((a, b) => b - a));
    const gradient = (which: string) => Number(table[combinations.indexOf(which)]?.[3]);
    expect(gradient('sigmoid 18')).toBeLessThan(gradient('sigmoid 1') / 1e6);
    expect(gradient('relu 18')).toBeGreaterThan(gradient('sigmoid 18') * 1e6);
    expect(await region.locator('polyline.sweep-line').count()).toBe(12);
    expect(readFileSync(join(workspace, 'vanishing.js'), 'utf8')).toBe(source);

    await region.getByRole('button', { name: 'Put Best Values into File' }).click();
    const [activation, depth] = table[0] ?? [];
    const layers = editor.line('tf.layers.dense(sigmoid(');
    await editor.line(`units: 16, activation: '${activation}'`).first().waitFor();
    const all = (await layers.allTextContents()).join('').match(/sigmoid\(\d+\)/g) ?? [];
    expect(all).toHaveLength(Number(depth));
    await workbench.focusGroup(1);
    await page.keyboard.press('Control+Z');
    await expect
      .poll(async () => (await layers.allTextContents()).join('').match(/sigmoid\(\d+\)/g)?.length, SOON)
      .toBe(18);

    await region.getByRole('button', { name: '12', exact: true }).click();
    await dashboard.frame.getByRole('heading', { name: /^Gradient norm by layer/i }).waitFor();
  });
});
