import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { denseNet, ENDLESS_EPOCHS, LINES } from './support/sources.js';
import { endAllRuns, ended, newestRun, trains } from './support/trainers.js';
import { clickLens, editorState, openFile, until, writeSource } from './support/window.js';

describe('commands', () => {
  before(editorState);
  afterEach(endAllRuns);

  const runsOf = async (file: string) => (await editorState()).runs.all.filter((run) => run.request.file === file);

  it('Run and Stop work on the model at the cursor', async () => {
    const file = writeSource('cursor.js', denseNet(ENDLESS_EPOCHS));
    const editor = await openFile(file);
    editor.selection = new vscode.Selection(LINES.output, 0, LINES.output, 0);
    await vscode.commands.executeCommand('gradlens.run');
    const run = await newestRun(file);
    assert.equal(run.request.model?.name, 'model');
    await trains(run);
    await vscode.commands.executeCommand('gradlens.stop');
    await ended(run);
    assert.equal(run.state.kind === 'ended' && run.state.outcome, 'stopped');
  });

  it('Pause holds training between batches and Resume goes on', async () => {
    const file = writeSource('pause.js', denseNet(ENDLESS_EPOCHS));
    await openFile(file);
    await vscode.commands.executeCommand('gradlens.run');
    const run = await newestRun(file);
    await trains(run);
    await vscode.commands.executeCommand('gradlens.pause');
    await until('it is paused', () => run.state.kind === 'active' && run.state.phase === 'paused');
    const held = await until('a batch', () => run.fits[0]?.latest?.step);
    await setTimeout(300);
    assert.deepEqual(
      [run.state.kind === 'active' && run.state.phase, run.fits[0]?.latest?.step],
      ['paused', held],
      'it stays where it is',
    );
    await vscode.commands.executeCommand('gradlens.resume');
    await until('it goes on', () => (run.fits[0]?.latest?.step ?? 0) > held + 10);
  });

  it('Run saves unsaved text first', async () => {
    const file = writeSource('dirty.js', denseNet(1));
    const editor = await openFile(file);
    const { document } = editor;
    const line = document.lineAt(LINES.fit);
    await editor.edit((edit) => edit.replace(line.range, line.text.replace('epochs: 1', 'epochs: 4')));
    assert.equal(document.isDirty, true);
    await clickLens(document, 'Run');
    const run = await newestRun(file);
    await ended(run);
    assert.equal(document.isDirty, false);
    assert.ok(readFileSync(file, 'utf8').includes('epochs: 4'));
    assert.equal(run.fits[0]?.epochs.length, 4);
  });

  it('Run waits for a save that takes its time, and runs what is on screen', async () => {
    const file = writeSource('slow.js', denseNet(1));
    const editor = await openFile(file);
    const slow = vscode.workspace.onWillSaveTextDocument((event) => event.waitUntil(setTimeout(1000)));
    try {
      const line = editor.document.lineAt(LINES.fit);
      await editor.edit((edit) => edit.replace(line.range, line.text.replace('epochs: 1', 'epochs: 3')));
      const saving = vscode.commands.executeCommand('workbench.action.files.save');
      await clickLens(editor.document, 'Run');
      await saving;
    } finally {
      slow.dispose();
    }
    const run = await newestRun(file);
    await ended(run);
    assert.equal(run.fits[0]?.summary.epochs, 3);
  });

  /** Opens a file and saves an edit of it that another program takes back: its folder's settings keep the editor from seeing what happens to such files, as it does not while a save is being written. */
  async function takenForSaved(file: string): Promise<vscode.TextDocument> {
    const editor = await openFile(file);
    const { document } = editor;
    const line = document.lineAt(LINES.fit);
    await editor.edit((edit) => edit.replace(line.range, line.text.replace('epochs: 1', 'epochs: 3')));
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('it is saved', () => !document.isDirty && readFileSync(file, 'utf8').includes('epochs: 3'));
    writeFileSync(file, document.getText().replace('epochs: 3', 'epochs: 2'));
    assert.equal(document.isDirty, false);
    return document;
  }

  it('Run writes a text that the editor takes for saved and that its file does not have', async () => {
    const file = writeSource('unwatched.js', denseNet(1));
    const document = await takenForSaved(file);
    await clickLens(document, 'Run');
    const run = await newestRun(file);
    await ended(run);
    assert.equal(run.fits[0]?.summary.epochs, 3);
    assert.ok(readFileSync(file, 'utf8').includes('epochs: 3'));
  });

  it('Run writes such a text also where it is that of another file, behind the one that runs', async () => {
    const behind = writeSource('unwatchedBehind.js', denseNet(1));
    await takenForSaved(behind);
    const file = writeSource('inFront.js', denseNet(1));
    const { document } = await openFile(file);
    await clickLens(document, 'Run');
    await ended(await newestRun(file));
    assert.ok(readFileSync(behind, 'utf8').includes('epochs: 3'));
  });

  it('Run clicked twice starts one run, and once more while it trains none', async () => {
    const file = writeSource('twice.js', denseNet(ENDLESS_EPOCHS));
    const { document } = await openFile(file);
    await Promise.all([clickLens(document, 'Run'), clickLens(document, 'Run')]);
    await trains(await newestRun(file));
    await vscode.commands.executeCommand('gradlens.run');
    assert.equal((await runsOf(file)).length, 1);
  });

  it('two runs of two files go on at once', async () => {
    const files = [writeSource('a.js', denseNet(ENDLESS_EPOCHS)), writeSource('b.js', denseNet(ENDLESS_EPOCHS))];
    for (const file of files) await clickLens((await openFile(file)).document, 'Run');
    const runs = await Promise.all(files.map(newestRun));
    for (const run of runs) await trains(run);
    assert.ok(runs.every((run) => run.state.kind === 'active'));
  });

  it('Delete Run takes a run away with its records', async () => {
    const { runs } = await editorState();
    const file = writeSource('deleted.js', denseNet(1));
    await clickLens((await openFile(file)).document, 'Run');
    const run = await newestRun(file);
    await ended(run);
    const before = await runs.diskUsage();
    await runs.delete(run.id);
    assert.equal(runs.find(run.id), undefined);
    assert.ok((await runs.diskUsage()) < before);
  });

  it('are all there', async () => {
    const { packageJSON } = vscode.extensions.getExtension('gradlens.gradlens') ?? {};
    const registered = new Set(await vscode.commands.getCommands(true));
    const declared: string[] = packageJSON.contributes.commands.map(({ command }: { command: string }) => command);
    assert.ok(declared.length >= 10);
    for (const command of declared) assert.ok(registered.has(command), command);
  });
});
