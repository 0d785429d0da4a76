import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Editor } from '../../src/editor/createEditor.js';
import type { Run } from '../../src/runs/types.js';
import { holdCommand } from './support/commands.js';
import { answerInputs } from './support/inputs.js';
import { holdMessages } from './support/messages.js';
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

/** Two layers, each made by a file of the same name. */
const twinNet = `import * as tf from '@tensorflow/tfjs';
import one from './one/layer.js';
import other from './other/layer.js';
const model = tf.sequential();
model.add(one());
model.add(tf.layers.dense({ units: 2 }));
model.add(other());
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(tf.ones([8, 2]), tf.ones([8, model.outputs[0].shape[1]]), { epochs: 1, verbose: 0 });
`;

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

  it('opens the dashboard with all runs that are selected', async () => {
    const selected = [second, first].map(({ id }) => ({ kind: 'run', id }));
    await vscode.commands.executeCommand('gradlens.compareRuns', selected[0], selected);
    await until('the dashboard is there', () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      return tabs.some(({ label }) => label === 'GradLens');
    });
  });

  it('keeps name, note and pin as a person gives them, filters and sorts', async () => {
    const node = { kind: 'run', id: first.id };
    const typed = answerInputs({ typed: ['one epoch', 'first try'] });
    try {
      await vscode.commands.executeCommand('gradlens.renameRun', node);
      await vscode.commands.executeCommand('gradlens.noteRun', node);
    } finally {
      typed.restore();
    }
    const runTree = await tree();
    await vscode.commands.executeCommand('gradlens.pinRun', node);
    const marked = (await listed(file)).at(-1);
    assert.equal(marked?.label, 'one epoch');
    assert.match(String(marked?.description), /^pinned · /);
    assert.equal(marked?.contextValue, 'run pinned');
    runTree.showOnly({ text: 'FIRST try', only: 'all' });
    assert.equal((await listed(file)).length, 1);
    await vscode.commands.executeCommand('gradlens.clearRunFilter');
    await runTree.sortBy('name');
    assert.equal((await listed(file))[0]?.label, 'one epoch');
    await runTree.sortBy('newest');
    assert.equal((await listed(file)).length, 2);
    await vscode.commands.executeCommand('gradlens.unpinRun', node);
    assert.equal((await listed(file)).at(-1)?.contextValue, 'run loose');
  });

  it('exports a run as CSV to the file that a person names', async () => {
    const path = `${file}.csv`;
    const answers = answerInputs({ picked: 'CSV', saved: path });
    const held = holdMessages();
    try {
      const exporting = vscode.commands.executeCommand('gradlens.exportRun', { kind: 'run', id: second.id });
      const told = await until('the export is told', () =>
        held.messages.find(({ text }) => text.startsWith('Exported')),
      );
      held.click(told, '');
      await exporting;
    } finally {
      answers.restore();
      held.restore();
    }
    const [header = '', ...rows] = readFileSync(path, 'utf8').trim().split('\n');
    assert.match(header, /(^|,)loss(,|$)/);
    assert.equal(rows.length, second.fits[0]?.series.length);
  });

  it('exports a run that is picked from the palette as a report', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradlens-report-'));
    const answers = answerInputs({ picked: '', opened: folder });
    const held = holdMessages();
    try {
      const exporting = vscode.commands.executeCommand('gradlens.exportRun');
      const told = await until('the export is told', () =>
        held.messages.find(({ text }) => text.startsWith('Exported')),
      );
      held.click(told, '');
      await exporting;
      const [exported = ''] = readdirSync(folder);
      assert.ok(exported.endsWith(second.id), exported);
      assert.ok(readdirSync(join(folder, exported)).includes('report.html'));
    } finally {
      answers.restore();
      held.restore();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('shows changes of two files of one name, each with its own texts', async () => {
    const layer = (units: number) =>
      `import * as tf from '@tensorflow/tfjs';\nexport default () => tf.layers.dense({ units: ${units}, inputShape: [2] });\n`;
    const main = writeSource('twins.js', twinNet);
    const parts = ['one', 'other'].map((name) => join(dirname(main), name, 'layer.js'));
    const write = (units: number) => {
      for (const part of parts) {
        mkdirSync(dirname(part), { recursive: true });
        writeFileSync(part, layer(units));
      }
    };
    write(2);
    const before = await trained(main);
    write(3);
    const after = await trained(main, before);
    const shown = holdCommand('vscode.changes');
    try {
      await vscode.commands.executeCommand('gradlens.showChanges', { kind: 'run', id: after.id });
      await until('changes are shown', () => shown.calls.length > 0);
    } finally {
      shown.restore();
    }
    const changes = shown.calls[0]?.[1] as [vscode.Uri, vscode.Uri, vscode.Uri][];
    assert.deepEqual(changes.map(([changed]) => changed.fsPath).toSorted(), parts.toSorted());
    for (const [, left, right] of changes) {
      assert.equal((await vscode.workspace.openTextDocument(left)).getText(), layer(2));
      assert.equal((await vscode.workspace.openTextDocument(right)).getText(), layer(3));
    }
  });

  it('deletes a run only where the question is answered so, and lets go of what the next one was compared with', async () => {
    const { runs } = await editorState();
    const held = holdMessages();
    const answered = async (answer: string | undefined) => {
      const before = held.messages.length;
      const deleting = vscode.commands.executeCommand('gradlens.deleteRun', { kind: 'run', id: first.id });
      const question = await until('it asks', () => held.messages[before]);
      assert.match(question.text, /^Delete the run of /);
      question.answer(answer);
      await deleting;
    };
    try {
      await answered(undefined);
      assert.ok(runs.find(first.id));
      await answered('Delete');
    } finally {
      held.restore();
    }
    await until('one is left', async () => {
      const items = await listed(file);
      return items.length === 1 && items[0]?.contextValue === 'run loose';
    });
  });
});
