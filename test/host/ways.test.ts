import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { ModelChoices } from '../../src/protocol/config.js';
import type { SourceModel } from '../../src/protocol/source.js';
import type { Run } from '../../src/runs/types.js';
import { answerInputs } from './support/inputs.js';
import { holdMessages } from './support/messages.js';
import { endAllRuns, ended } from './support/trainers.js';
import {
  clickLens,
  editorState,
  lensesOf,
  lessonsOfWindow,
  openFile,
  problemsOf,
  statusLens,
  until,
  writeSource,
} from './support/window.js';

const factory = `import * as tf from '@tensorflow/tfjs';
export function makeNet(units) {
  const net = tf.sequential();
  net.add(tf.layers.dense({ units, inputShape: [2] }));
  net.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  return net;
}
`;

const trainer = `import * as tf from '@tensorflow/tfjs';
import { makeNet } from './factory.js';
const net = makeNet(3);
net.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await net.fit(tf.ones([4, 2]), tf.ones([4, 1]), { epochs: 2, verbose: 0 });
`;

describe('a model that does not train itself', () => {
  before(editorState);
  afterEach(async () => {
    await endAllRuns();
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    if (workspace) rmSync(join(workspace.uri.fsPath, '.vscode', 'gradlens.json'), { force: true });
  });

  const runOf = async (file: string): Promise<Run> => {
    const { runs } = await editorState();
    return until(`a run for ${file}`, () => runs.all.find((run) => run.request.model?.file === file));
  };

  async function open(file: string, choices: ModelChoices) {
    const { models, config } = await editorState();
    const { document } = await openFile(file);
    const found: readonly SourceModel[] = await models.current(document);
    const [model] = found;
    assert.ok(model, 'a model is found');
    await config.change(model, found, choices);
    return document;
  }

  it('trains on chosen data with chosen values, keeps its model, and shows its run in its own lens', async () => {
    const file = writeSource('factory.js', factory);
    const choices: ModelChoices = {
      values: { units: 5 },
      data: { kind: 'builtin', name: 'xor' },
      training: { epochs: 2 },
    };
    const document = await open(file, choices);
    await clickLens(document, 'Run');
    const run = await runOf(file);
    await ended(run);
    assert.equal(run.state.kind === 'ended' && run.state.outcome, 'completed', JSON.stringify(run.problems));
    assert.equal(run.fits[0]?.epochs.length, 2);
    const kept = await until('its model is kept', () => run.keptModel);
    assert.ok((await readdir(kept)).includes('model.json'));
    assert.match(await statusLens(document), /ran 2 epochs/);
  });

  it('says before training which layer does not fit the data, and mends it', async () => {
    const source = `import * as tf from '@tensorflow/tfjs';
const net = tf.sequential({
  layers: [
    tf.layers.dense({ units: 8, activation: 'relu', inputShape: [4] }),
    tf.layers.dense({ units: 2, activation: 'softmax' }),
  ],
});
`;
    const file = writeSource('misfit.js', source);
    const document = await open(file, { data: { kind: 'builtin', name: 'iris' } });
    await clickLens(document, 'Run');
    await ended(await runOf(file));
    const [problem] = await until('a problem', () => problemsOf(file).length > 0 && problemsOf(file));
    assert.equal(problem?.range.start.line, 4, problem?.message);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem?.range,
    );
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit, JSON.stringify(actions.map(({ title }) => title)));
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.lineAt(4).text, /units: 3/);
  });

  it('leads from data that does not fit a value that was kept to that value', async () => {
    const source = `import * as tf from '@tensorflow/tfjs';
export function makeNet(features) {
  return tf.sequential({ layers: [tf.layers.dense({ units: 1, activation: 'sigmoid', inputShape: [features] })] });
}
`;
    const file = writeSource('kept.js', source);
    const document = await open(file, {
      values: { features: 7 },
      data: { kind: 'builtin', name: 'xor' },
      training: { epochs: 2 },
    });
    const held = holdMessages();
    const answers = answerInputs({ typed: ['2'], picked: ['features = 7', 'Save these values'] });
    try {
      await clickLens(document, 'Run');
      const first = await runOf(file);
      await ended(first);
      const told = await until('the misfit is told', () =>
        held.messages.find(({ buttons }) => buttons.includes('Change Values')),
      );
      assert.match(told.text, /7/);
      held.click(told, 'Change Values');
      const { models, config, runs } = await editorState();
      const found: readonly SourceModel[] = await models.current(document);
      const [model] = found;
      assert.ok(model);
      await until('the value is kept', async () => (await config.choices(model, found)).values?.features === 2);
      await clickLens(document, 'Run');
      const second = await until('another run', () =>
        runs.all.find((run) => run !== first && run.request.model?.file === file),
      );
      await ended(second);
      assert.equal(second.state.kind === 'ended' && second.state.outcome, 'completed', JSON.stringify(second.problems));
    } finally {
      answers.restore();
      held.restore();
    }
  });

  it('asks a lesson again with other data where the first did not fit', async () => {
    const source = `import * as tf from '@tensorflow/tfjs';
export const net = tf.sequential({
  layers: [
    tf.layers.dense({ units: 8, activation: 'relu', inputShape: [4] }),
    tf.layers.dense({ units: 3, activation: 'softmax' }),
  ],
});
`;
    const file = writeSource('taught.js', source);
    const document = await open(file, { data: { kind: 'builtin', name: 'xor' } });
    const depth = await lessonsOfWindow();
    const { models } = await editorState();
    const [model] = await models.current(document);
    const answers = answerInputs({ picked: 'Iris' });
    try {
      await vscode.commands.executeCommand('gradlens.whatDepthDoes', { ...model, lesson: 'chain' });
      const failed = await until('the lesson fails', () => {
        const { state = null } = depth.current ?? {};
        return state?.failure ? state : null;
      });
      assert.match(failed.failure ?? '', /4/);
      assert.deepEqual(
        failed.fixes.map(({ title }) => title),
        ['Choose Other Data…'],
      );
      await depth.fix(0);
      const answer = await until('the lesson is answered', () => depth.current?.state?.answer);
      assert.equal(answer.lesson, 'chain');
    } finally {
      answers.restore();
      await depth.close();
    }
  });

  it('tells in the tooltip of Run what a click does and what the source leaves open', async () => {
    const { document } = await openFile(writeSource('factory.js', factory));
    const tooltip = () => lensesOf(document).then(([lens]) => lens?.command.tooltip ?? '');
    await until('the plan is made', async () => /statements/.test(await tooltip()));
    assert.match(await tooltip(), /Values that the source leaves open: units/);
  });

  it('is run by the file that trains it, once that is chosen', async () => {
    const file = writeSource('factory.js', factory);
    const other = join(dirname(file), 'train.js');
    writeFileSync(other, trainer);
    const document = await open(file, { run: 'other-file', entry: vscode.workspace.asRelativePath(other) });
    await clickLens(document, 'Run');
    const run = await runOf(file);
    await ended(run);
    assert.equal(run.request.file, other);
    assert.match(await statusLens(document), /ran 2 epochs/);
  });
});
