import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation', () => {
  it('happens when a JavaScript file is opened', async () => {
    const extension = vscode.extensions.getExtension('gradlens.gradlens');
    assert.ok(extension, 'the extension is installed');
    const [file] = await vscode.workspace.findFiles('**/*.js', undefined, 1);
    assert.ok(file, 'the workspace has a JavaScript file');
    await vscode.window.showTextDocument(file);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
