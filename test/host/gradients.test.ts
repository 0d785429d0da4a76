import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { documentGradients } from '../../src/editor/gradients/documentGradients.js';
import { gradientText } from '../../src/editor/gradients/gradientText.js';
import { denseNet, LINES } from './support/sources.js';
import { endAllRuns, ended, newestRun } from './support/trainers.js';
import {
  changeSetting,
  clickLens,
  editorState,
  hoverAt,
  openFile,
  statusLens,
  until,
  writeSource,
} from './support/window.js';

describe('gradients in the editor', () => {
  before(editorState);
  afterEach(endAllRuns);

  async function trained(source: string): Promise<vscode.TextEditor> {
    const file = writeSource('net.js', source);
    const editor = await openFile(file);
    await clickLens(editor.document, 'Run');
    await ended(await newestRun(file));
    return editor;
  }

  /** What stands on lines (from 0), as the decorations are made of it. */
  async function lineTexts(document: vscode.TextDocument): Promise<[number, string][]> {
    const lines = documentGradients(await editorState(), document);
    return lines
      .map(({ line, layers, stale, edited }): [number, string] => [line, gradientText(layers, stale && edited)])
      .sort(([a], [b]) => a - b);
  }

  async function areStale(document: vscode.TextDocument, expected: boolean): Promise<boolean> {
    const lines = documentGradients(await editorState(), document);
    return lines.length > 0 && lines.every(({ stale }) => stale === expected);
  }

  it('stand on each layer’s line', async () => {
    const { document } = await trained(denseNet(3));
    const texts = await lineTexts(document);
    assert.deepEqual(
      texts.map(([line]) => line),
      [LINES.hidden, LINES.output],
    );
    for (const [, text] of texts) assert.match(text, /^∇ \S+ +[▁▂▃▄▅▆▇█]+$/);
  });

  it('have a hover with a plot, the statistics and a sentence', async () => {
    const { document } = await trained(denseNet(3));
    const hover = await hoverAt(document, LINES.hidden);
    assert.match(hover, /data:image\/svg\+xml;base64,/);
    for (const row of ['L2 norm', 'exact zeros', 'weight norm', 'update ratio']) assert.ok(hover.includes(row), row);
    assert.match(hover, /\n[A-Z][^|\n]+\.\n/);
    assert.doesNotMatch(await hoverAt(document, LINES.fit), /L2 norm/);
  });

  it('move with their lines and are stale once edited', async () => {
    const editor = await trained(denseNet(2));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n\n'));
    assert.deepEqual(
      (await lineTexts(editor.document)).map(([line]) => line),
      [LINES.hidden + 2, LINES.output + 2],
    );
    const { text } = editor.document.lineAt(LINES.hidden + 2);
    const at = new vscode.Position(LINES.hidden + 2, text.indexOf('units: 4') + 'units: '.length);
    await editor.edit((edit) => edit.replace(new vscode.Range(at, at.translate(0, 1)), '8'));
    await until('all values are stale', () => areStale(editor.document, true));
    const [hidden, output] = await lineTexts(editor.document);
    assert.match(hidden?.[1] ?? '', /edited since/);
    assert.doesNotMatch(output?.[1] ?? '', /edited since/);
    assert.match(await hoverAt(editor.document, LINES.output + 2), /edited since the run/);
    assert.match(await statusLens(editor.document), /^edited since, Run · /);
    await vscode.commands.executeCommand('undo');
    await until('fresh again', () => areStale(editor.document, false));
    assert.doesNotMatch(await statusLens(editor.document), /edited/);
  });

  it('are stale while what was chosen for their model is another than they ran with', async () => {
    const { document } = await trained(denseNet(2));
    const { config, models } = await editorState();
    const all = await models.current(document);
    const [model] = all;
    if (!model) throw new Error('No model');
    await until('fresh', () => areStale(document, false));
    await config.change(model, all, { environment: { SOME: 'other' } });
    await until('stale by its choices', () => areStale(document, true));
    assert.match(await statusLens(document), /^edited since, Run · /);
    await config.change(model, all, { environment: undefined });
    await until('fresh again', () => areStale(document, false));
  });

  it('are stale once a file that ran with theirs is edited, and keep their line when it is moved', async () => {
    const file = writeSource(
      'net.js',
      `import { units } from './units.js';\n${denseNet(2).replace('units: 4', 'units')}`,
    );
    const helper = join(dirname(file), 'units.js');
    writeFileSync(helper, 'export const units = 4;\n');
    const editor = await openFile(file);
    await clickLens(editor.document, 'Run');
    await ended(await newestRun(file));
    await until('the age is known', async () => {
      const { ages, runs } = await editorState();
      return runs.all[0] && ages.of(runs.all[0])?.isInPlace;
    });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(vscode.Uri.file(helper), new vscode.Position(0, 0), '// four of them\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal(await areStale(editor.document, false), true);
    const number = new vscode.WorkspaceEdit();
    number.replace(vscode.Uri.file(helper), new vscode.Range(1, 21, 1, 22), '5');
    await vscode.workspace.applyEdit(number);
    await until('all values are stale', () => areStale(editor.document, true));

    const hidden = LINES.hidden + 1;
    editor.selection = new vscode.Selection(hidden, 0, hidden, 0);
    const [first, second] = (await lineTexts(editor.document)).map(([, text]) => text);
    await vscode.commands.executeCommand('editor.action.moveLinesDownAction');
    await until('the values have moved', async () => {
      const [above, below] = await lineTexts(editor.document);
      return above?.[1] === second && below?.[1] === first && below?.[0] === hidden + 1;
    });
  });

  it('go back to any batch of the run, say which, and come back to the latest', async () => {
    const { document } = await trained(denseNet(3));
    const latest = await lineTexts(document);
    await vscode.commands.executeCommand('gradlens.previousBatch');
    await vscode.commands.executeCommand('gradlens.previousBatch');
    assert.notDeepEqual(await lineTexts(document), latest);
    assert.match(await hoverAt(document, LINES.hidden), /batch 4 \|/);
    assert.equal(await statusLens(document), 'batch 4 of 6, epoch 2 · Latest');
    await vscode.commands.executeCommand('gradlens.nextBatch');
    assert.equal(await statusLens(document), 'batch 5 of 6, epoch 3 · Latest');
    await vscode.commands.executeCommand('gradlens.showLive');
    assert.deepEqual(await lineTexts(document), latest);
    assert.doesNotMatch(await statusLens(document), /Latest/);
  });

  it('are summed up where a loop makes the layers', async () => {
    const loop = denseNet(2).replace(
      'model.add(tf.layers.dense({ units: 1 }));',
      "for (const units of [4, 3, 1]) model.add(tf.layers.dense({ units, activation: 'sigmoid' }));",
    );
    const { document } = await trained(loop);
    const texts = await lineTexts(document);
    assert.match(texts.find(([line]) => line === LINES.output)?.[1] ?? '', /^∇ \S+ to \S+ .* 3 layers/);
  });

  it('begin with what is wrong in the first layer of a vanishing net, and say in the hover how far it lies below the last', async () => {
    const deep = denseNet(2).replace(
      'model.add(tf.layers.dense({ units: 1 }));',
      `${"model.add(tf.layers.dense({ units: 4, activation: 'sigmoid' }));\n".repeat(12)}model.add(tf.layers.dense({ units: 1 }));`,
    );
    const { document } = await trained(deep);
    const first = (await lineTexts(document)).find(([line]) => line === LINES.hidden)?.[1] ?? '';
    assert.match(first, /^▼ vanishing \S+ /);
    assert.match(await hoverAt(document, LINES.hidden), /shrunk [\d,.e\\]+× on its way back from the last layer/);
  });

  it('come in hovers as long as their setting is on', async () => {
    const { document } = await trained(denseNet(1));
    const restore = await changeSetting('hovers.enabled', false);
    await until('no hover', async () => !(await hoverAt(document, LINES.hidden)).includes('L2 norm'));
    await restore();
    await until('hovers again', async () => (await hoverAt(document, LINES.hidden)).includes('L2 norm'));
  });
});
