import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { EditorState } from '../../src/editor/editorState.js';
import { findModels } from '../../src/source/findModels.js';
import { newSweep } from '../../src/sweep/sweep.js';
import { SweepFiles } from '../../src/sweep/sweepFiles.js';
import type { Sweeps } from '../../src/sweep/sweeps.js';
import { tunablesOf } from '../../src/sweep/tunables.js';
import { answerInputs } from './support/inputs.js';
import { holdMessages } from './support/messages.js';
import { openNotebook } from './support/notebooks.js';
import { denseNet } from './support/sources.js';
import { changeSetting, editorState, openFile, until, writeSource } from './support/window.js';

/** Of Keras, without data of its own. */
const KERAS = `from tensorflow import keras
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(1)])
model.compile("sgd", "mse")
`;

describe('A sweep of a window', () => {
  it('that the command line began goes on with its options, without a question', async () => {
    const { sweeps, runs } = (await editorState()) as EditorState & { readonly sweeps: Sweeps };
    const file = writeSource('swept.py', KERAS);
    await openFile(file);
    const [model] = findModels(KERAS, file);
    assert.ok(model, 'the file has a model');
    const parameters = tunablesOf(model)
      .filter(({ parameter }) => parameter.name === 'units')
      .map(({ parameter }) => ({ ...parameter, values: [2] }));
    const { name, line } = model;
    const sweep = newSweep(
      {
        ...{ file, model: { name, line }, parameters, seeds: [1], search: { kind: 'grid' } },
        ...{ epochs: 1, stopEarly: false, minutes: null, parallel: 1 },
        launch: { data: null, target: null, values: {}, yes: true, backend: 'wasm', compiledStep: 'off' },
      },
      KERAS,
    );
    const store = process.env.GRADLENS_STORE;
    assert.ok(store, 'the store is known');
    await new SweepFiles(store, assert.fail).write({ ...sweep, outcome: 'stopped' });
    const answered = answerInputs({ picked: 'units' });
    try {
      await vscode.commands.executeCommand('gradlens.sweepModel', { file, name, line });
      await sweeps.train();
      const state = await until('its end', () => (sweeps.isTraining ? null : sweeps.current));
      assert.deepEqual(
        state.trials.map(({ status, failure }) => [status, failure]),
        [['completed', null]],
      );
      const run = await runs.recall(state.trials[0]?.run ?? '');
      assert.equal(run?.request.backend.kind, 'wasm');
    } finally {
      answered.restore();
      sweeps.discard();
    }
  });

  it('says in which cell of a notebook its model is', async () => {
    const { sweeps } = (await editorState()) as EditorState & { readonly sweeps: Sweeps };
    const { uri } = await openNotebook('from tensorflow import keras', KERAS);
    const text = readFileSync(uri.fsPath, 'utf8');
    const [model] = findModels(text, uri.fsPath);
    assert.ok(model, 'the notebook has a model');
    const plan = {
      ...{ file: uri.fsPath, model: { name: model.name, line: model.line }, seeds: [1] },
      search: { kind: 'grid' },
      parameters: tunablesOf(model).map(({ parameter }) => ({ ...parameter, values: [1] })),
      ...{ epochs: null, stopEarly: false, minutes: null, parallel: 1 },
      launch: { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' },
    } as const;
    await new SweepFiles(process.env.GRADLENS_STORE ?? '', assert.fail).write(newSweep(plan, text));
    const inputs = answerInputs({ picked: 'units' });
    try {
      await vscode.commands.executeCommand('gradlens.sweepModel', { file: plan.file, ...plan.model });
      assert.equal(sweeps.place, 'net.ipynb, cell 2, line 2');
    } finally {
      inputs.restore();
      sweeps.discard();
    }
  });

  it('that trains ends for another one only where the person says so', async () => {
    const { sweeps } = (await editorState()) as EditorState & { readonly sweeps: Sweeps };
    const file = writeSource('swept.js', denseNet(8));
    await openFile(file);
    const plan = {
      ...{ file, model: { name: 'model', line: 1 }, parameters: [], seeds: [1] },
      search: { kind: 'grid' },
      ...{ epochs: null, stopEarly: false, minutes: null, parallel: 1 },
      launch: { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' },
    } as const;
    const sweep = newSweep(plan, '');
    const { promise: finished, resolve } = Promise.withResolvers<typeof sweep>();
    const stop = () => resolve(sweep);
    const training = { state: sweep, onDidChange: () => ({ dispose() {} }), finished, stop, dispose: stop };
    sweeps.open({
      file: sweep,
      place: 'net.js:1',
      train: async () => ({ sweep: training, runs: { close: async () => {} } }),
      show: async () => {},
      put: async () => {},
    });
    await sweeps.train();
    const held = holdMessages();
    try {
      await Promise.all([
        vscode.commands.executeCommand('gradlens.sweepModel'),
        until('the question', () => held.messages[0]).then((message) => {
          assert.match(message.text, /^The sweep of model is still training/);
          message.answer(undefined);
        }),
      ]);
      assert.equal(sweeps.isTraining, true);
    } finally {
      held.restore();
      sweeps.discard();
    }
  });

  it('goes on where the setting names a cluster, and says what is missing where it needs one', async () => {
    const { sweeps } = (await editorState()) as EditorState & { readonly sweeps: Sweeps };
    const file = writeSource('proposed.js', denseNet(8));
    await openFile(file);
    const units = { id: 'units', name: 'units', kind: 'literal', line: 1, whole: true, scale: 'log', own: 8 } as const;
    const plan = {
      ...{ file, model: { name: 'model', line: 1 }, seeds: [1] },
      search: { kind: 'optuna', count: 2, seed: 1 },
      parameters: [{ ...units, values: [1, 8], isRange: true }],
      ...{ epochs: null, stopEarly: false, minutes: null, parallel: 1 },
      launch: { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' },
    } as const;
    await new SweepFiles(process.env.GRADLENS_STORE ?? '', assert.fail).write(newSweep(plan, ''));
    const inputs = answerInputs({ picked: 'units' });
    const restore: (() => Thenable<unknown>)[] = [];
    try {
      await vscode.commands.executeCommand('gradlens.sweepModel');
      assert.equal(sweeps.current?.plan.search.kind, 'optuna');
      await assert.rejects(sweeps.train(), /name a cluster in the setting gradlens\.ray/);
      restore.push(await changeSetting('ray', 'somewhere'));
      await assert.rejects(sweeps.train(), /The setting gradlens\.ray needs auto, .*, not "somewhere"/);
    } finally {
      for (const each of restore) await each();
      inputs.restore();
      sweeps.discard();
    }
  });
});
