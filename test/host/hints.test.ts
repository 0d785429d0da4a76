import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { changeSetting, editorState, openFile, until, writeSource } from './support/window.js';

const hintsOf = (file: string): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(vscode.Uri.file(file)).filter(({ code }) => code === 'linear-layers');

const SOURCES = {
  js: {
    text: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 4, inputShape: [2] }));
model.add(tf.layers.dense({ units: 1 }));
`,
    written: "inputShape: [2], activation: 'relu' }",
  },
  py: {
    text: `from keras import Sequential
from keras.layers import Dense
model = Sequential([Dense(4), Dense(1)])
`,
    written: "Dense(4, activation='relu')",
  },
};

describe('hints on layers', () => {
  before(editorState);

  for (const [extension, { text, written }] of Object.entries(SOURCES)) {
    it(`stand on their line, and the light bulb mends it (.${extension})`, async () => {
      const file = writeSource(`linear.${extension}`, text);
      const { document } = await openFile(file);
      const [hint] = await until('a hint', () => hintsOf(file).length > 0 && hintsOf(file));
      assert.ok(hint);
      assert.equal(hint.range.start.line, 2);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        hint.range,
      );
      const explains = actions.find(({ title }) => title === 'Why? Explain linear-layers')?.command;
      assert.equal(explains?.arguments?.[0].lesson.length, 2);
      const edit = actions.find(({ title }) => title.startsWith('Add activation'))?.edit;
      assert.ok(edit && (await vscode.workspace.applyEdit(edit)));
      assert.ok(document.getText().includes(written), document.getText());
      await until('it is gone', () => hintsOf(file).length === 0);
    });
  }

  it('are listed and not underlined while squiggles are off', async () => {
    const file = writeSource('linearPlain.js', SOURCES.js.text);
    const { document } = await openFile(file);
    await until('a hint', () => hintsOf(file)[0]?.range.isEmpty === false);
    const restore = await changeSetting('diagnosis.squiggles', false);
    await until('it is behind its line', () => hintsOf(file)[0]?.range.isEmpty === true);
    const [hint] = hintsOf(file);
    assert.equal(hint?.range.start.line, 2);
    assert.ok((hint?.range.start.character ?? 0) >= document.lineAt(2).text.length);
    await restore();
    await until('it is underlined again', () => hintsOf(file)[0]?.range.isEmpty === false);
  });

  it('are not shown while their setting is off', async () => {
    const file = writeSource('linearQuiet.js', SOURCES.js.text);
    await openFile(file);
    await until('a hint', () => hintsOf(file).length > 0);
    const restore = await changeSetting('hints.enabled', false);
    await until('it is gone', () => hintsOf(file).length === 0);
    await restore();
    await until('it is back', () => hintsOf(file).length > 0);
  });
});
