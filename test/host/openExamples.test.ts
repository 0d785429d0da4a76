import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { holdCommand } from './support/commands.js';
import { answerInputs } from './support/inputs.js';
import { editorState, until, writeSource } from './support/window.js';

describe('Open Examples', () => {
  before(editorState);

  it('opens a copy where the person wants it, and another one beside it the next time', async () => {
    const folder = dirname(writeSource('notes.txt', ''));
    const answers = answerInputs({ picked: 'In a folder of your choice', opened: folder });
    const opening = holdCommand('vscode.openFolder');
    const open = async (count: number) => {
      await vscode.commands.executeCommand('gradlens.openExamples');
      return until('a copy is opened', () => opening.calls[count - 1]?.[0] as vscode.Uri | undefined);
    };
    try {
      const first = (await open(1)).fsPath;
      assert.equal(first, join(folder, 'gradlens-examples'));
      assert.ok(existsSync(join(first, 'ways', 'sequence.ipynb')));
      writeFileSync(join(first, 'xor.js'), 'mine');
      const second = (await open(2)).fsPath;
      assert.equal(second, join(folder, 'gradlens-examples-2'));
      assert.match(readFileSync(join(second, 'xor.js'), 'utf8'), /tf\.sequential/);
      assert.equal(readFileSync(join(first, 'xor.js'), 'utf8'), 'mine');
    } finally {
      opening.restore();
      answers.restore();
    }
  });
});
