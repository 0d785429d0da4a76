import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Tries } from '../../src/trials/tries.js';
import { answerInputs } from './support/inputs.js';
import { holdMessages } from './support/messages.js';
import { cell, openNotebook } from './support/notebooks.js';
import { denseNet } from './support/sources.js';
import { changeSetting, openFile, triesOfWindow, until, writeSource } from './support/window.js';

const TEXT = denseNet(8).replace("optimizer: 'sgd'", 'optimizer: tf.train.sgd(-0.05)');
const TITLE = 'Try it: Set the learning rate to 0.01';

describe('Try it', () => {
  let tries: Tries;
  before(async () => {
    tries = await triesOfWindow();
  });
  after(() => tries.discard());

  /** Chooses it from the light bulb of a file, and waits for what comes of it. */
  async function tried(name: string) {
    const file = writeSource(name, TEXT);
    const { document } = await openFile(file);
    const verdict = await triedIn(document);
    assert.equal(document.getText(), TEXT);
    assert.equal(readFileSync(file, 'utf8'), TEXT);
    return { document, file, verdict };
  }

  async function triedIn(document: vscode.TextDocument) {
    const isOffered = ({ code }: vscode.Diagnostic) => code === 'learning-rate';
    const hint = await until('a hint', () => vscode.languages.getDiagnostics(document.uri).find(isOffered));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      hint.range,
    );
    const command = actions.find(({ title }) => title === TITLE)?.command;
    assert.ok(command, actions.map(({ title }) => title).join());
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    return until('a verdict', () => tries.current?.trial.verdict);
  }

  it('trains pairs without touching the file, and Keep makes the edit, which Undo takes back', async () => {
    const { document, verdict } = await tried('uphill.js');
    assert.match(verdict.text, /^better in 3 of 3: loss /);
    await tries.keep();
    assert.equal(tries.current, null);
    assert.equal(document.getText(), TEXT.replace('sgd(-0.05)', 'sgd(0.01)'));
    await vscode.commands.executeCommand('undo');
    await until('the edit is undone', () => document.getText() === TEXT);
  });

  it('trains the cells of a notebook, and Keep edits the one that has the fault', async () => {
    const restore = await changeSetting('tryIt.seeds', 1);
    const cells = [
      'import numpy as np\nfrom tensorflow.keras import Sequential, layers\nfrom tensorflow.keras.optimizers import SGD',
      'model = Sequential([layers.Dense(4, activation="sigmoid", input_shape=(2,)), layers.Dense(1)])\nmodel.compile(SGD(-0.05), "mse")',
      'x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])\nmodel.fit(x, np.array([0, 1, 1, 0]), epochs=8, batch_size=2, verbose=0)',
    ];
    const notebook = await openNotebook(...cells);
    const verdict = await triedIn(cell(notebook, 1));
    assert.match(verdict.text, /^better in 1 of 1: /);
    assert.match(tries.current?.place ?? '', /\.ipynb, cell 2, line 1$/);
    await tries.keep();
    assert.equal(tries.current, null);
    const texts = notebook.getCells().map(({ document }) => document.getText());
    assert.deepEqual(texts, [cells[0], cells[1]?.replace('-0.05', '0.01'), cells[2]]);
    await restore();
  });

  it('asks from the palette for an edit of the model at the cursor, and says where there is none', async () => {
    const restore = await changeSetting('tryIt.seeds', 1);
    const { document } = await openFile(writeSource('palette.js', TEXT));
    await until('a hint', () => vscode.languages.getDiagnostics(document.uri)[0]);
    const answers = answerInputs({ picked: 'Set the learning rate' });
    await vscode.commands.executeCommand('gradlens.tryFix');
    answers.restore();
    const verdict = await until('a verdict', () => tries.current?.trial.verdict);
    assert.match(verdict.text, /^better in 1 of 1: /);
    assert.match(tries.current?.place ?? '', /^palette\.js:/);
    const held = holdMessages();
    await openFile(writeSource('healthy.js', denseNet(8)));
    await vscode.commands.executeCommand('gradlens.tryFix');
    await until('it is said', () => held.messages.some(({ text }) => text.startsWith('Nothing to try: ')));
    held.restore();
    await restore();
  });

  it('edits no file that has changed meanwhile', async () => {
    const restore = await changeSetting('tryIt.seeds', 1);
    const { document, verdict } = await tried('changed.js');
    assert.match(verdict.text, /^better in 1 of 1: .*one seed cannot tell from chance$/);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '// changed\n');
    await vscode.workspace.applyEdit(edit);
    await tries.keep();
    assert.equal(document.getText(), `// changed\n${TEXT}`);
    assert.ok(tries.current, 'what was tried is still there');
    await restore();
  });
});
