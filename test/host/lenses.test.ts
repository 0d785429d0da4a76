import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { denseNet, ENDLESS_EPOCHS, LINES } from './support/sources.js';
import { endAllRuns, ended, newestRun, trains } from './support/trainers.js';
import {
  changeSetting,
  clickLens,
  editorState,
  lensesOf,
  openFile,
  statusLens,
  until,
  writeSource,
} from './support/window.js';

describe('code lenses', () => {
  before(editorState);
  afterEach(endAllRuns);

  it('stand on the line of the model: Run, the dashboard, the backend, and behind them what may be cut off', async () => {
    const { document } = await openFile(writeSource('idle.js', denseNet(1)));
    const titles = () => lensesOf(document).then((lenses) => lenses.map(({ title }) => title));
    await until('the backend is known', async () => (await titles())[2]?.includes('tfjs-node 4.'));
    const [run, dashboard, , ...others] = await titles();
    assert.deepEqual([run, dashboard], ['$(play) Run', '$(graph) Dashboard']);
    assert.deepEqual(others, ['$(output) Output', '$(beaker) Sweep…']);
    assert.deepEqual(new Set((await lensesOf(document)).map(({ line }) => line)), new Set([LINES.model]));
  });

  it('are found in TypeScript, and in code that is half typed', async () => {
    const source = `import * as tf from '@tensorflow/tfjs';
const units: number = 3;
const model: tf.Sequential = tf.sequential();
model.add(tf.layers.dense({ units,
`;
    const { document } = await openFile(writeSource('half.ts', source));
    await until('the model is found', async () => (await lensesOf(document)).length === 5);
    assert.equal((await lensesOf(document))[0]?.line, 2);
  });

  it('follow edits', async () => {
    const editor = await openFile(writeSource('edited.js', denseNet(1)));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// a comment\n'));
    assert.equal((await lensesOf(editor.document))[0]?.line, LINES.model + 1);
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(0, 0), 'import * as t from "@tensorflow/tfjs";\nt.sequential();\n'),
    );
    assert.deepEqual(
      (await lensesOf(editor.document)).map(({ line }) => line),
      [...Array(5).fill(1), ...Array(5).fill(LINES.model + 3)],
    );
  });

  it('are five before, during and after a run, and tell its state', async () => {
    const { document } = await openFile(writeSource('run.js', denseNet(ENDLESS_EPOCHS)));
    const seen = new Set<number>();
    const titles = async () => {
      const lenses = await lensesOf(document);
      seen.add(lenses.length);
      return lenses.map(({ title }) => title);
    };
    await titles();
    await clickLens(document, 'Run');
    // Before anything is said of it, and after.
    await until('it trains', async () =>
      /^(?:Learns|Under|epoch).* · (?:epoch \d+\/1000000|loss [\d.e-]+ · mae [\d.e-]+)/.test((await titles())[2] ?? ''),
    );
    assert.equal((await titles())[0], '$(debug-stop) Stop');
    assert.match((await titles())[2] ?? '', /tfjs-node 4\.\d+\.\d+$/);
    await clickLens(document, 'Stop');
    await until('it has stopped', async () => /(?:^|· )stopped after/.test((await titles())[2] ?? ''));
    assert.equal((await titles())[0], '$(play) Run');
    assert.deepEqual([...seen], [5]);
  });

  it('sum a finished run up', async () => {
    const file = writeSource('short.js', denseNet(3));
    const { document } = await openFile(file);
    await clickLens(document, 'Run');
    await ended(await newestRun(file));
    const title = await statusLens(document);
    assert.match(title, /^ran 3 epochs · loss [\d.e-]+ · tfjs-node/);
  });

  it('belong to the model that trains, though the file has two', async () => {
    const twin = denseNet(ENDLESS_EPOCHS).replace('const model', `const other = tf.sequential();\nconst model`);
    const file = writeSource('two.js', twin);
    const { document } = await openFile(file);
    const lenses = await lensesOf(document);
    assert.equal(lenses.length, 10);
    await vscode.commands.executeCommand('gradlens.run', lenses[5]?.command.arguments?.[0]);
    await trains(await newestRun(file));
    const now = (await lensesOf(document)).map(({ title }) => title);
    assert.equal(now[0], '$(play) Run');
    assert.equal(now[5], '$(debug-stop) Stop');
  });

  it('go away with their setting and come back', async () => {
    const { document } = await openFile(writeSource('off.js', denseNet(1)));
    const restore = await changeSetting('codeLens.enabled', false);
    await until('no lens', async () => (await lensesOf(document)).length === 0);
    await restore();
    await until('lenses again', async () => (await lensesOf(document)).length === 5);
    const restoreOutput = await changeSetting('outputLens.enabled', false);
    try {
      await until('no lens Output', async () => (await lensesOf(document)).length === 4);
    } finally {
      await restoreOutput();
    }
    const restoreSweep = await changeSetting('sweepLens.enabled', false);
    try {
      await until('no lens Sweep', async () => (await lensesOf(document)).length === 4);
    } finally {
      await restoreSweep();
    }
  });
});
