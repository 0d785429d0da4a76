import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { sharedEditor, test } from './fixtures.js';

describe('a model that does not train itself', () => {
  const window = sharedEditor({ workspace: 'test/fixtures/ways', viewport: { width: 1600, height: 1100 } });

  const choices = () => readFileSync(join(window.current.workspace, '.vscode', 'gradlens.json'), 'utf8');

  test('in a React component: its statements run once its open values and its data are chosen, and then without a question', async () => {
    const { workbench } = window.current;
    const { editor, quickPick, dashboard } = workbench;
    await workbench.openFile('Trainer.tsx');
    await editor.lens('Run').click();

    await quickPick.title('Run net').waitFor();
    await quickPick.choose('Show the statements that run');
    await workbench.tab('Trainer net.slice.js').waitFor();
    await quickPick.choose('hidden');
    await quickPick.type('6');
    await quickPick.item('hidden = 6').waitFor();
    await quickPick.choose('Train with these values');
    await quickPick.title('Data for net').waitFor();
    await quickPick.choose('Random');
    await dashboard.status('Completed').waitFor();
    expect(await dashboard.layers.count()).toBe(2);
    expect(choices()).toMatch(/"hidden": 6/);

    await workbench.openFile('Trainer.tsx');
    await editor.status(/ran \d+ epochs?/).waitFor();
    await editor.lens('Run').click();
    await dashboard.status('Training').waitFor();
    await dashboard.status('Completed').waitFor();
  });

  test('the lesson in Python trains on random data without a line more', async () => {
    const { workbench } = window.current;
    const { editor, quickPick, dashboard } = workbench;
    await workbench.openFile('lesson.py');
    await editor.lens('Run').click();
    await quickPick.title('Data for model').waitFor();
    await quickPick.choose('Random');
    await dashboard.status('Training').waitFor();
    await dashboard.status('Completed').waitFor();
    expect(await dashboard.layers.count()).toBe(4);
    await editor.status(/ran \d+ epochs?/).waitFor();
  });
});
