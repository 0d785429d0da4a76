import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { SOON, sharedEditor, test } from './fixtures.js';
import { trainers } from './support/leftovers.js';

describe('what can go wrong', () => {
  const window = sharedEditor({
    workspace: 'test/fixtures/e2e',
    viewport: { width: 1600, height: 1500 },
    // A run that is held there has no end.
    settings: { 'gradlens.onNotANumber': 'continue' },
  });

  beforeAll(() => window.current.workbench.runCommand('Problems: Focus on Problems View'));

  beforeEach(async () => {
    const { workbench } = window.current;
    await workbench.clearNotifications();
    await workbench.focusGroup(1);
  });

  afterEach(async () => {
    await expect.poll(() => trainers(window.current.store), SOON).toEqual([]);
  });

  async function run(file: string) {
    const { workbench } = window.current;
    await workbench.openFile(file);
    await workbench.editor.lens('Run').click();
    return workbench;
  }

  interface Outcome {
    readonly file: string;
    /** What the message says. */
    readonly message: RegExp;
    /** Line of the problem in the editor; null where none is shown. */
    readonly line: number | null;
    /** The run's state in the dashboard, and the epochs that it shows. */
    readonly status: string;
    readonly epochs: number;
  }

  const outcomes: readonly Outcome[] = [
    { file: 'syntaxError.js', message: /SyntaxError/, line: 9, status: 'Failed', epochs: 0 },
    { file: 'missingPackage.js', message: /npm install no-such-package/, line: 3, status: 'Failed', epochs: 0 },
    { file: 'needsBrowser.js', message: /This code needs a browser/, line: 8, status: 'Failed', epochs: 0 },
    { file: 'throwsInFit.js', message: /the labels are missing: \[repair\]/, line: 14, status: 'Failed', epochs: 2 },
    { file: 'exitsInFit.js', message: /exit code 3/, line: 14, status: 'Failed', epochs: 2 },
    { file: 'shapeMismatch.js', message: /shape.*used at line 8/, line: 6, status: 'Failed', epochs: 0 },
    {
      file: 'notANumber.js',
      message: /became (NaN|infinite) at batch \d+ .*first in layer/,
      line: 6,
      status: 'Not a number',
      epochs: 5,
    },
    {
      file: 'nothingTrained.js',
      message: /without training a Sequential/,
      line: null,
      status: 'Nothing trained',
      epochs: 0,
    },
  ];

  for (const { file, message, line, status, epochs } of outcomes) {
    test(`${file}: the message, its line and the records are there`, async () => {
      const workbench = await run(file);
      const { dashboard } = workbench;
      const notification = workbench.notification(message);
      await notification.waitFor();
      expect(await notification.getByRole('link').count()).toBe(0);
      await dashboard.status(status).waitFor();
      await dashboard.text(message).first().waitFor();
      await expect.poll(() => dashboard.fact('Epoch'), SOON).toBe(epochs);
      if (line !== null) await workbench.problem(message, line).waitFor();
    });
  }

  test('an operation that the embedded default lacks is told on its line, with the way to tfjs-node', async () => {
    const { workbench, workspace } = window.current;
    const { editor, dashboard } = workbench;
    const settings = join(workspace, '.vscode', 'settings.json');
    writeFileSync(settings, '{ "gradlens.backend": "wasm" }');
    try {
      await workbench.openFile('spectrum.js');
      await editor.status(/WASM/).waitFor();
      await editor.lens('Run').click();
      await workbench
        .notification(/WASM backend cannot compute \w+/)
        .getByRole('button', { name: 'Install tfjs-node' })
        .waitFor();
      await workbench.problem(/Install tfjs-node/, 6).waitFor();
      await dashboard.status('Failed').waitFor();
      await dashboard.control('button', 'Install tfjs-node').waitFor();
    } finally {
      rmSync(settings);
    }
  });

  test('an endless loop is killed within the grace period after Stop', async () => {
    const workbench = await run('endlessLoop.js');
    const { dashboard, editor } = workbench;
    await editor.status(/epoch 2\/10/).waitFor();
    await editor.lens('Stop').click();
    await editor.lens('Kill').waitFor();
    await dashboard.status('Killed').waitFor();
    await workbench.notification(/did not finish in time after Stop/).waitFor();
    await expect.poll(() => dashboard.fact('Epoch'), SOON).toBe(2);
  });

  test('a trainer killed from outside keeps its records', async () => {
    const workbench = await run('long.js');
    const { dashboard, editor } = workbench;
    // The dashboard shows the run of the test before until this one begins, and the epoch that is under way until it ends.
    await dashboard.status('Training').waitFor();
    await expect.poll(() => dashboard.fact('Epoch'), SOON).toBeGreaterThan(1);
    const reached = await dashboard.fact('Epoch');
    for (const pid of trainers(window.current.store)) process.kill(pid, 'SIGKILL');
    await dashboard.status('Killed').waitFor();
    await workbench.notification(/killed from outside \(SIGKILL\)/).waitFor();
    await expect.poll(() => dashboard.fact('Epoch'), SOON).toBeGreaterThanOrEqual(reached - 1);
    await editor.status(/killed after \d+ epochs?/).waitFor();
  });

  test('Run clicked twice starts one run, a file deleted in mid-run trains on, and another file trains beside it', async () => {
    const { workbench, workspace, store } = window.current;
    const { dashboard, editor } = workbench;
    await workbench.openFile('longAsWell.js');
    await editor.lens('Run').dblclick();
    await editor.status(/epoch \d+\/1/).waitFor();
    expect(trainers(store)).toHaveLength(1);

    rmSync(join(workspace, 'longAsWell.js'));
    await workbench.tab('longAsWell.js').locator('.strikethrough, .deleted').waitFor();
    const before = await dashboard.fact('Epoch');
    await expect.poll(() => dashboard.fact('Epoch'), SOON).toBeGreaterThan(before);

    await run('long.js');
    await editor.status(/epoch \d+\/1/).waitFor();
    await workbench.statusBarItem('1 more').waitFor();
    expect(trainers(store)).toHaveLength(2);
    await editor.lens('Stop').click();
    await editor.status(/stopped after/).waitFor();
    await expect.poll(() => trainers(store), SOON).toHaveLength(1);
    await workbench.runCommand('GradLens: Stop');
    await workbench.statusBarItem(/^\s*tfjs-node/).waitFor();
    await expect.poll(() => trainers(store), SOON).toEqual([]);
  });
});
