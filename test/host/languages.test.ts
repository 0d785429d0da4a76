import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cell, openNotebook } from './support/notebooks.js';
import { endAllRuns, ended, newestRun, trains } from './support/trainers.js';
import {
  clickLens,
  editorState,
  hoverAt,
  lensesOf,
  openFile,
  problemsOf,
  statusLens,
  until,
  writeSource,
} from './support/window.js';

const page = `<!doctype html>
<title>XOR</title>
<script src="https://cdn.jsdelivr.net/npm/@tensorflow/tfjs"></script>
<script>
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 1, inputShape: [2] }));
</script>
`;
const component = `<script setup>
import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
</script>
<template><p>{{ model.name }}</p></template>
`;
const python = `from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    layers.Dense(4, activation="relu", input_shape=(3,)),
    layers.Dense(1),
])
model.compile(optimizer="sgd", loss="mse")
`;

const linesOf = async (document: vscode.TextDocument) =>
  new Set((await lensesOf(document)).filter(({ title }) => title.includes('Run')).map(({ line }) => line));

describe('lenses', () => {
  before(editorState);
  afterEach(endAllRuns);

  for (const [name, text, line] of [
    ['page.html', page, 4],
    ['Net.vue', component, 2],
    ['Net.svelte', component, 2],
    ['net.py', python, 3],
  ] as const) {
    it(`stand in ${name}`, async () => {
      const { document } = await openFile(writeSource(name, text));
      await until('the model is found', async () => (await lensesOf(document)).length >= 4);
      assert.deepEqual(await linesOf(document), new Set([line]));
    });
  }

  it('run a Python model, with gradients on its lines', async () => {
    const file = writeSource('train.py', `${python}model.fit(x, y, epochs=1)\n`);
    const { document } = await openFile(file);
    const run = await start(document, file);
    await ended(run);
    assert.match(await hoverAt(document, 4), /dense|Dense/);
    assert.match(await hoverAt(document, 5), /dense|Dense/);
    assert.equal(await hoverAt(document, 0), '');
  });
});

/** Runs the first model of a document on random data, which its choices name. */
async function start(document: vscode.TextDocument, file: string) {
  const { models, config } = await editorState();
  const raw = await vscode.workspace.openTextDocument(file);
  const found = await models.current(raw);
  assert.ok(found[0]);
  await config.change(found[0], found, { data: { kind: 'random' } });
  await clickLens(document, 'Run');
  const run = await newestRun(file);
  await until('it ends', () => run.state.kind === 'ended' || run.fits.length > 0);
  assert.deepEqual(
    run.problems.filter(({ severity }) => severity !== 'note'),
    [],
  );
  assert.ok(run.problems.some(({ kind }) => kind === 'random-data'));
  await trains(run);
  return run;
}

describe('the cells of a notebook', () => {
  before(editorState);
  afterEach(endAllRuns);

  it('have lenses at their models, which follow the cells before them', async () => {
    const document = await openNotebook('import keras\n', 'net = keras.Sequential()\n\nother = keras.Sequential()');
    await until('the models are found', async () => (await linesOf(cell(document, 1))).size === 2);
    assert.deepEqual(await linesOf(cell(document, 1)), new Set([0, 2]));
    assert.equal((await lensesOf(cell(document, 0))).length, 0);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(cell(document, 0).uri, new vscode.Range(0, 0, 0, 12), 'from tensorflow import keras');
    edit.insert(cell(document, 1).uri, new vscode.Position(0, 0), '\n');
    await vscode.workspace.applyEdit(edit);
    await until('they have moved', async () => [...(await linesOf(cell(document, 1)))].join() === '1,3' || null);
  });

  it('run from what is on screen, with gradients, hovers and states in each cell', async () => {
    const document = await openNotebook(
      'from tensorflow.keras import Sequential, layers\n',
      'model = Sequential()\nmodel.add(layers.Dense(4, input_shape=(3,)))',
      'model.add(layers.Dense(1, name="last"))\nmodel.compile("sgd", "mse")\n',
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(cell(document, 1).uri, new vscode.Position(0, 0), '# typed\n\n');
    await vscode.workspace.applyEdit(edit);
    const file = document.uri.fsPath;
    await until('the model is found', async () => (await linesOf(cell(document, 1))).has(2));
    await document.save();
    const run = await start(cell(document, 1), file);
    await ended(run);
    await until('the first layer has a hover', async () => (await hoverAt(cell(document, 1), 3)).length > 0);
    assert.match(await hoverAt(cell(document, 2), 0), /last/);
    assert.equal(await hoverAt(cell(document, 0), 0), '');
    const status = await statusLens(cell(document, 1));
    assert.match(status, /ran \d+ epochs?/);
    assert.deepEqual(problemsOf(file), []);
    const { notebooks } = await editorState();
    const { summary } = run.fits[0] ?? assert.fail('it trained');
    const told = [summary.location, ...summary.layers.map(({ location }) => location)].flatMap((place) =>
      place ? [notebooks.textOf(run, place)] : [],
    );
    assert.deepEqual(told, ['net.ipynb, cell 2, line 3', 'net.ipynb, cell 2, line 4', 'net.ipynb, cell 3, line 1']);
    assert.ok(summary.location);
    assert.equal(await notebooks.textNow(summary.location), told[0]);
    await vscode.commands.executeCommand('gradlens.compareWithFile', run.id);
    const { original, modified } = await until('a diff of texts is shown', () => {
      const { activeTab } = vscode.window.tabGroups.activeTabGroup;
      return activeTab?.input instanceof vscode.TabInputTextDiff && activeTab.input;
    });
    const ran = await vscode.workspace.openTextDocument(original);
    assert.match(ran.getText(), /# %% cell 2\n# typed\n/);
    assert.equal((await vscode.workspace.openTextDocument(modified)).getText(), ran.getText());
  });

  it('are where the list of models leads', async () => {
    const document = await openNotebook('from keras import Sequential', '\nlisted = Sequential()\n');
    const { fsPath: file } = document.uri;
    await vscode.commands.executeCommand('gradlens.openModel', { file, line: 1, name: 'listed' });
    const editor = await until('the cell is shown', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document === cell(document, 1) && active;
    });
    assert.equal(editor.selection.active.line, 1);
  });
});
