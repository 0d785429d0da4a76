import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { answerInputs } from './support/inputs.js';
import { denseNet, ENDLESS_EPOCHS } from './support/sources.js';
import { endAllRuns, newestRun, trainerPids, trains } from './support/trainers.js';
import { changeSetting, editorState, openFile, until, writeSource } from './support/window.js';

const linearNet = denseNet(3).replace(", activation: 'sigmoid'", '');

/** A path as an assistant gives it. */
const fromRoot = (file: string) => `${basename(dirname(file))}/${basename(file)}`;

async function invoke(name: string, input: object, token?: vscode.CancellationToken): Promise<string> {
  const { content } = await vscode.lm.invokeTool(`gradlens_${name}`, { input, toolInvocationToken: undefined }, token);
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('\n');
}

const fixTabs = () =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label.includes('Proposed Fix'));

describe('tools for language models', () => {
  before(editorState);
  afterEach(endAllRuns);

  it('list and check models as they are on screen, and nothing outside of the workspace', async () => {
    const file = writeSource('net.mjs', linearNet);
    const path = fromRoot(file);
    assert.equal(
      await invoke('list_models', { path: dirname(path) }),
      `Models: 1\n${path}:2 model [tfjs]: Dense (line 3), Dense (line 4)`,
    );
    assert.match(await invoke('check', { path }), /:3 warning: .*\[linear-layers\]/);
    const { document } = await openFile(file);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      new vscode.Position(2, 'model.add(tf.layers.dense({ units: 4'.length),
      ", activation: 'relu'",
    );
    await vscode.workspace.applyEdit(edit);
    assert.doesNotMatch(await invoke('check', { path }), /linear-layers/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    for (const outside of ['../secret.mjs', '/etc/hostname'])
      await assert.rejects(invoke('check', { path: outside }), /is outside of the root/);
    await assert.rejects(invoke('train', { file: path, seconds: 1e6 }), /seconds/);
  });

  it('train a model, and tell the numbers that the person sees', async () => {
    const file = writeSource('net.mjs', denseNet(3));
    const told = await invoke('train', { file: fromRoot(file), seed: 1 });
    const run = await newestRun(file);
    assert.equal(run.request.seed, 1);
    assert.match(told, new RegExp(`^Run ${run.id} of model`));
    assert.match(told, /^Fit 1: 3 of 3 epochs$/m);
    assert.match(told, /^ {2}1 Dense 4 sigmoid \(.*net\.mjs:3\): L2 norm [\d.e-]+, /m);
    assert.ok(run.judgement && told.includes(`Verdict: ${run.judgement.verdict.text}.`));
    assert.match(await invoke('read_run', { run: run.id }), /^Fit 1: 3 of 3 epochs$/m);
    const other = await invoke('train', { file: fromRoot(file), epochs: 1 });
    const [, id = ''] = /^Run (\S+) of/.exec(other) ?? [];
    assert.match(await invoke('list_runs', { file: fromRoot(file) }), new RegExp(`^${id} .*\n${run.id} `));
    assert.match(await invoke('compare_runs', { runs: [run.id, id] }), /^\* Epochs: 3 \| 1$/m);
  });

  it('a training ends by its seconds, and at once where it is canceled, with nothing left', async () => {
    const file = writeSource('endless.mjs', denseNet(ENDLESS_EPOCHS));
    const told = await invoke('train', { file: fromRoot(file), seconds: 1 });
    assert.match(told, /^Its 1 s were up: more seconds train it further\.$/m);
    const first = await newestRun(file);
    const source = new vscode.CancellationTokenSource();
    const canceled = invoke('train', { file: fromRoot(file), seconds: 600 }, source.token);
    const run = await until('another run', async () => {
      const newest = await newestRun(file);
      return newest !== first && newest;
    });
    await trains(run);
    await assert.rejects(invoke('train', { file: fromRoot(file) }), /Another training goes on/);
    source.cancel();
    await assert.rejects(canceled);
    await until('its process is gone', () => trainerPids().length === 0);
  });

  it('a workspace that is not trusted is read, and nothing of it runs', async () => {
    const file = writeSource('net.mjs', denseNet(1));
    const { runs } = await editorState();
    const before = runs.all.length;
    const trusted = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted') ?? {};
    Object.defineProperty(vscode.workspace, 'isTrusted', { ...trusted, get: () => false });
    try {
      await assert.rejects(invoke('train', { file: fromRoot(file) }), /has not trusted the workspace/);
      assert.match(await invoke('list_models', { path: fromRoot(file) }), /^Models: 1$/m);
    } finally {
      Object.defineProperty(vscode.workspace, 'isTrusted', trusted);
    }
    assert.equal(runs.all.length, before);
  });

  it('a fix waits for the person, who applies or discards it', async () => {
    const file = writeSource('net.mjs', linearNet);
    const document = await vscode.workspace.openTextDocument(file);
    const propose = (token?: vscode.CancellationToken) =>
      invoke('propose_fix', { file: fromRoot(file), rule: 'linear-layers' }, token);
    const decided = async (picked: string) => {
      const inputs = answerInputs({ picked });
      return propose().finally(inputs.restore);
    };
    const discarded = await decided('Discard');
    assert.match(discarded, /^The person discarded these edits/);
    assert.match(discarded, /^\+model\.add\(.*activation: 'relu'/m);
    assert.equal(document.getText(), linearNet);
    const source = new vscode.CancellationTokenSource();
    const canceled = propose(source.token);
    await until('the diff is shown', () => fixTabs().length > 0);
    source.cancel();
    await assert.rejects(canceled);
    await until('the diff is gone', () => fixTabs().length === 0);
    assert.equal(document.getText(), linearNet);
    assert.match(await decided('Apply'), /^The person applied these edits/);
    assert.match(document.getText(), /units: 4, .*activation: 'relu'/);
    assert.equal(document.isDirty, true);
    assert.equal(fixTabs().length, 0);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('the setting takes them away', async () => {
    const restore = await changeSetting('languageModelTools.enabled', false);
    try {
      await until('they are gone', async () =>
        invoke('list_models', {}).then(
          () => false,
          () => true,
        ),
      );
    } finally {
      await restore();
    }
    await until('they are back', async () =>
      invoke('list_models', {}).then(
        () => true,
        () => false,
      ),
    );
  });
});
