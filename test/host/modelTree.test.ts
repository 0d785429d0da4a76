import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Editor } from '../../src/editor/createEditor.js';
import type { TreeNode } from '../../src/workspace/modelFolders.js';
import { denseNet, ENDLESS_EPOCHS } from './support/sources.js';
import { endAllRuns, ended, newestRun, trains } from './support/trainers.js';
import { changeSetting, editorState, until, writeSource } from './support/window.js';

const tree = async () => ((await editorState()) as Editor).modelTree;

/** The items of the models of a file, as the side bar draws them. */
async function itemsOf(file: string): Promise<vscode.TreeItem[]> {
  const { getChildren, getTreeItem } = await bound();
  const search = (nodes: readonly TreeNode[]): readonly TreeNode[] =>
    nodes.flatMap((node) => {
      if (node.kind === 'model') return node.file === file ? [node] : [];
      return search(getChildren(node));
    });
  return search(getChildren()).map(getTreeItem);
}

async function bound() {
  const provider = await tree();
  return {
    getChildren: (node?: TreeNode) => provider.getChildren(node),
    getTreeItem: (node: TreeNode) => provider.getTreeItem(node),
  };
}

const run = async (item: vscode.TreeItem, command: string) =>
  vscode.commands.executeCommand(command, item.command?.arguments?.[0]);

describe('the list of models', () => {
  before(async () => {
    await editorState();
    await vscode.commands.executeCommand('gradlens.models.focus');
  });
  afterEach(endAllRuns);

  it('follows files that come, change, move and go', async () => {
    const file = writeSource('listed.js', denseNet(1));
    const [item] = await until('the file is listed', async () => {
      const items = await itemsOf(file);
      return items.length === 1 && items;
    });
    assert.equal(item?.label, 'model');
    assert.equal(item?.description, 'TensorFlow.js, 2 layers');
    assert.match(item?.accessibilityInformation?.label ?? '', /^model, TensorFlow.js, 2 layers, line 2$/);
    writeFileSync(file, denseNet(1).replaceAll('model', 'renamed'));
    await until('its model has its new name', async () => (await itemsOf(file))[0]?.label === 'renamed');
    const moved = `${dirname(file)}-moved`;
    renameSync(dirname(file), moved);
    await until('its folder has moved', async () => {
      return (await itemsOf(file)).length === 0 && (await itemsOf(`${moved}/${basename(file)}`)).length === 1;
    });
    rmSync(moved, { recursive: true });
    await until('it is gone', async () => (await itemsOf(`${moved}/${basename(file)}`)).length === 0);
  });

  it('lists Python', async () => {
    const file = writeSource('net.py', 'from keras.models import Sequential\n\nnet = Sequential()\n');
    const [item] = await until('the file is listed', async () => {
      const items = await itemsOf(file);
      return items.length > 0 && items;
    });
    assert.deepEqual([item?.label, item?.description], ['net', 'Keras, 0 layers']);
  });

  it('says no line of a notebook’s file, which nobody sees', async () => {
    const source = ['from keras.models import Sequential\n', 'net = Sequential()\n'];
    const cells = [{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source }];
    const file = writeSource('net.ipynb', JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const [item] = await until('the file is listed', async () => {
      const items = await itemsOf(file);
      return items.length > 0 && items;
    });
    assert.equal(item?.accessibilityInformation?.label, 'net, Keras, 0 layers');
    const { tooltip } = item ?? {};
    assert.match(typeof tooltip === 'string' ? tooltip : (tooltip?.value ?? ''), /net.{0,2}ipynb$/);
  });

  it('opens a model where it stands', async () => {
    const file = writeSource('opened.js', denseNet(1));
    const [item] = await until('the file is listed', async () => {
      const items = await itemsOf(file);
      return items.length > 0 && items;
    });
    assert.ok(item?.command);
    await vscode.commands.executeCommand(item.command.command, ...(item.command.arguments ?? []));
    const editor = await until('it is shown', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.fsPath === file && active;
    });
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [1, 14]);
  });

  it('runs and stops a model whose file is not open, and tells how it stands', async () => {
    const file = writeSource('run.js', denseNet(ENDLESS_EPOCHS));
    const item = async () => (await itemsOf(file))[0];
    const idle = await until('the file is listed', item);
    assert.equal(idle.contextValue, 'model.idle');
    await run(idle, 'gradlens.run');
    await trains(await newestRun(file));
    const training = await until('it trains', async () => {
      const now = await item();
      return now?.contextValue === 'model.training' && now;
    });
    // It may have been judged by now.
    assert.match(String(training.description), /^epoch \d+\/1000000 · loss|^(?:Learns|Under).* · epoch \d+\/1000000/);
    await run(training, 'gradlens.pause');
    await until('it is paused', async () => (await item())?.contextValue === 'model.paused');
    await run(training, 'gradlens.stop');
    await ended(await newestRun(file));
    const stopped = await item();
    assert.equal(stopped?.contextValue, 'model.idle');
    assert.match(String(stopped?.description), /(?:^|· )stopped after/);
  });

  it('leaves out what the settings exclude, and everything where it is switched off', async () => {
    const file = writeSource('excluded.js', denseNet(1));
    await until('the file is listed', async () => (await itemsOf(file)).length === 1);
    const search = vscode.workspace.getConfiguration('search');
    await search.update('exclude', { '**/excluded.js': true }, vscode.ConfigurationTarget.Workspace);
    await until('it is left out', async () => (await itemsOf(file)).length === 0);
    await search.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    await until('it is back', async () => (await itemsOf(file)).length === 1);
    const restore = await changeSetting('modelIndex.enabled', false);
    await until('nothing is listed', async () => (await tree()).getChildren().length === 0);
    await restore();
    await until('it is listed again', async () => (await itemsOf(file)).length === 1);
  });
});
