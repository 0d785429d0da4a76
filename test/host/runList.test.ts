import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Editor } from '../../src/editor/createEditor.js';
import { NO_FILTER } from '../../src/editor/runList/runGroups.js';
import type { Run } from '../../src/runs/types.js';
import { denseNet } from './support/sources.js';
import { endAllRuns, ended, newestRun } from './support/trainers.js';
import { clickLens, editorState, openFile, until, writeSource } from './support/window.js';

const tree = async () => ((await editorState()) as Editor).runTree;

/** The groups of the list with their items, as the side bar draws them. */
async function listed(file: string): Promise<vscode.TreeItem[]> {
  const runTree = await tree();
  return runTree
    .getChildren()
    .flatMap((node) => (node.kind === 'group' && node.group.file === file ? runTree.getChildren(node) : []))
    .map((node) => runTree.getTreeItem(node));
}

async function trained(file: string, before?: Run): Promise<Run> {
  await clickLens((await openFile(file)).document, 'Run');
  const run = await until('another run', async () => {
    const newest = await newestRun(file);
    return newest !== before && newest;
  });
  await ended(run);
  return run;
}

describe('the list of runs', () => {
  let file: string;
  let first: Run;
  let second: Run;
  before(async () => {
    await editorState();
    file = writeSource('compared.js', denseNet(1));
    first = await trained(file);
    writeFileSync(file, denseNet(2));
    second = await trained(file, first);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await endAllRuns();
  });

  it('says of each run what it came to and what changed since the last one', async () => {
    const [newest, oldest] = await until('what changed is known', async () => {
      const items = await listed(file);
      return String(items[0]?.description).includes(' to ') && items;
    });
    assert.match(String(newest?.description), /^loss \S+ · line \d+: epochs 1 to 2( · .+)? · \S+ s$/);
    assert.equal(newest?.contextValue, 'run loose compared');
    assert.doesNotMatch(String(oldest?.description), / to /);
    assert.deepEqual(newest?.command?.arguments, [second.id]);
    assert.match(newest?.accessibilityInformation?.label ?? '', /Since the last run of this model: line \d+/);
  });

  it('shows changes in a diff of what ran', async () => {
    await vscode.commands.executeCommand('gradlens.showChanges', { kind: 'run', id: second.id });
    const input = await until('a diff is shown', () => {
      const { activeTab } = vscode.window.tabGroups.activeTabGroup;
      return activeTab?.input instanceof vscode.TabInputTextDiff && activeTab.input;
    });
    const texts = await Promise.all(
      [input.original, input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
    );
    assert.deepEqual(
      texts.map((document) => document.getText()),
      [denseNet(1), denseNet(2)],
    );
  });

  it('keeps marks, filters and sorts', async () => {
    const { runs } = await editorState();
    const runTree = await tree();
    await runs.mark(first.id, { name: 'one epoch', note: 'first try' });
    await vscode.commands.executeCommand('gradlens.pinRun', { kind: 'run', id: first.id });
    const marked = (await listed(file)).at(-1);
    assert.equal(marked?.label, 'one epoch');
    assert.match(String(marked?.description), /^pinned · /);
    assert.equal(marked?.contextValue, 'run pinned');
    runTree.showOnly({ text: 'FIRST try', only: 'all' });
    assert.equal((await listed(file)).length, 1);
    runTree.showOnly(NO_FILTER);
    await runTree.sortBy('name');
    assert.equal((await listed(file))[0]?.label, 'one epoch');
    await runTree.sortBy('newest');
    assert.equal((await listed(file)).length, 2);
  });

  it('lets go of a run that is deleted, and of what the next one was compared with', async () => {
    const { runs } = await editorState();
    await runs.delete(first.id);
    await until('one is left', async () => {
      const items = await listed(file);
      return items.length === 1 && items[0]?.contextValue === 'run loose';
    });
  });
});
