import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { SOON, sharedEditor, test } from './fixtures.js';
import { ENDED } from './pages/dashboardPage.js';
import { endedRuns } from './support/endedRuns.js';

describe('a model that does not train itself', () => {
  const window = sharedEditor({ workspace: 'test/fixtures/ways', viewport: { width: 1600, height: 1100 } });

  /** What makes a run, until it has ended and the dashboard says so: that showed the run before as well. */
  async function untilEnded(action: () => Promise<void>) {
    const { store, workbench } = window.current;
    const before = endedRuns(store);
    await action();
    await expect.poll(() => endedRuns(store), SOON).toBe(before + 1);
    await workbench.dashboard.status(ENDED).waitFor();
  }

  const choices = () => readFileSync(join(window.current.workspace, '.vscode', 'gradlens.json'), 'utf8');

  test('in a React component: its statements run once its open values and its data are chosen, and then without a question', async () => {
    const { workbench } = window.current;
    const { editor, quickPick, dashboard } = workbench;
    await workbench.openFile('Trainer.tsx');
    await editor.lens('Run').click();

    await quickPick.title('Run net').waitFor();
    await quickPick.choose('Show the statements that run');
    await workbench.tab('Trainer net.slice.js').waitFor();
    await quickPick.title('What runs for net').waitFor();
    await editor.line('net.add(tf.layers.dense({ units: hidden').waitFor();
    await quickPick.accept();
    await quickPick.title('Run net').waitFor();
    await quickPick.choose('hidden');
    await quickPick.type('6');
    await quickPick.item('hidden = 6').waitFor();
    await quickPick.choose('Train with these values');
    await quickPick.title('Data for net').waitFor();
    await quickPick.choose('Random');
    await dashboard.status(ENDED).waitFor();
    await expect.poll(() => dashboard.layers.count(), SOON).toBe(2);
    expect(choices()).toMatch(/"hidden": 6/);

    await editor.status(/ran \d+ epochs?/).waitFor();
    await untilEnded(() => editor.lens('Run').click());
  });

  test('on data that does not fit: the list says why, the run too, and the choice is not kept', async () => {
    const { workbench } = window.current;
    const { editor, quickPick } = workbench;
    await workbench.openFile('lesson.py');
    await editor.lens('Run').click();
    await quickPick.title('Data for model').waitFor();
    await quickPick.item('fits this model').waitFor();
    await quickPick.choose('takes [1000]');
    await workbench.notification('takes [1000]').getByRole('button', { name: 'Choose Other Data' }).click();
    await quickPick.title('Data for model').waitFor();
    await quickPick.item('picked last; did not fit').waitFor();
    await workbench.page.keyboard.press('Escape');
    await expect.poll(() => JSON.parse(choices()).models['lesson.py#model']?.data, SOON).toBeUndefined();
    await editor.status(/(?<!edited since, Run · )failed · tfjs/).waitFor();
  });

  test('the lesson in Python trains on random data without a line more', async () => {
    const { workbench } = window.current;
    const { editor, quickPick, dashboard } = workbench;
    await workbench.openFile('lesson.py');
    await editor.lens('Run').click();
    await quickPick.title('Data for model').waitFor();
    await untilEnded(() => quickPick.choose('Random'));
    await expect.poll(() => dashboard.layers.count(), SOON).toBe(4);
    await editor.status(/ran \d+ epochs?/).waitFor();
  });

  test('on a CSV file: its columns, classes and first rows are shown before it is chosen, and it is kept with its target', async () => {
    const { workbench } = window.current;
    const { editor, quickPick, dashboard } = workbench;
    await workbench.openFile('makeNet.js');
    await editor.lens('Run').click();
    await quickPick.choose('Train with these values');
    await quickPick.choose('A file…');
    await quickPick.title('Data file').waitFor();
    await quickPick.item('flowers.csv').click();

    await quickPick.title('flowers.csv: what should the model predict?').waitFor();
    await workbench.tab('flowers.csv preview').waitFor();
    await editor.line(/petals\s+number\s+input\s+1\s/).waitFor();
    await editor.line(/poppy\s+20\s+33%/).waitFor();
    await quickPick.accept();
    await quickPick.title('how should the inputs be scaled?').waitFor();
    await quickPick.accept();
    await quickPick.title('kept for validation?').waitFor();
    await quickPick.accept();

    await editor.status(/ran \d+ epochs?/).waitFor();
    await dashboard.status(ENDED).waitFor();
    expect(JSON.parse(choices()).models['makeNet.js#net'].data).toMatchObject({
      kind: 'table',
      path: 'flowers.csv',
      target: ['kind'],
      validationSplit: 0.2,
    });
  });

  test('that another file trains: that file runs, and the gradients stand where the model is made', async () => {
    const { workbench } = window.current;
    const { editor, dashboard } = workbench;
    await workbench.openFile('factory.js');
    await editor.lens('Run').click();
    // The dashboard shows the run of the test before until this one begins; the lens tells which has ended.
    await editor.status(/ran 3 epochs/).waitFor();
    await dashboard.status(ENDED).waitFor();
    await expect.poll(() => dashboard.layers.count(), SOON).toBe(2);
    expect(existsSync(join(window.current.workspace, '.vscode', 'gradlens.json')) && choices()).not.toContain(
      'factory.js',
    );

    await workbench.runCommand('GradLens: Show What Runs');
    await workbench.notification('Run runs all of fitFactory.js').waitFor();
    await workbench.tab('fitFactory.js').waitFor();
    // Nothing opens over the dashboard.
    await workbench.focusGroup(2);
    await workbench.openFile('flowers.csv');
    expect(await dashboard.layers.count()).toBe(2);
  });

  test('in a cell of a notebook: it trains on built-in data, with its lens in the cell', async () => {
    const { workbench } = window.current;
    const { editor, quickPick } = workbench;
    await workbench.openFile('cells.ipynb');
    await editor.lens('Run').click();
    await quickPick.title('Data for model').waitFor();
    await quickPick.choose('Iris');
    // A notebook has a frame of its own beside the dashboard's; its lens tells the end.
    await editor.status(/ran \d+ epochs?/).waitFor();
  });

  test('with a mistake in gradlens.json: it is a problem on its line', async () => {
    const { workbench, workspace } = window.current;
    await workbench.runCommand('Problems: Focus on Problems View');
    mkdirSync(join(workspace, '.vscode'), { recursive: true });
    writeFileSync(
      join(workspace, '.vscode', 'gradlens.json'),
      '{\n  "models": {\n    "lesson.py#model": {\n      "dat": { "kind": "random" }\n    }\n  }\n}\n',
    );
    await workbench.problem(/"dat" is not a setting of a model; did you mean "data"\?/, 4).waitFor();
  });
});
