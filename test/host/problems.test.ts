import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { holdMessages } from './support/messages.js';
import { denseNet, failingNet, LINES, spectrumNet, tanhStack } from './support/sources.js';
import { endAllRuns, ended, newestRun } from './support/trainers.js';
import {
  changeSetting,
  clickLens,
  editorState,
  lensesOf,
  openFile,
  problemsOf,
  until,
  writeSource,
} from './support/window.js';

const exploding = (rate: string): string =>
  denseNet(30).replace("optimizer: 'sgd'", `optimizer: tf.train.sgd(${rate})`);

/** What the light bulb's “Why?” would show of a problem. */
async function explanation(
  file: string,
  { range }: vscode.Diagnostic,
): Promise<{ message: string; lesson: string[] } | undefined> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    vscode.Uri.file(file),
    range,
  );
  return actions.find(({ title }) => title.startsWith('Why? '))?.command?.arguments?.[0];
}

describe('problems', () => {
  before(editorState);
  afterEach(async () => {
    await endAllRuns();
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  async function runFile(name: string, source: string): Promise<{ file: string; editor: vscode.TextEditor }> {
    const file = writeSource(name, source);
    const editor = await openFile(file);
    await clickLens(editor.document, 'Run');
    await ended(await newestRun(file));
    return { file, editor };
  }

  /** Waits for the last run of a file to be of another text. */
  async function isKnownToBeEdited(file: string): Promise<void> {
    const { ages } = await editorState();
    const run = await newestRun(file);
    await until('it is edited', () => (ages.of(run)?.edited.length ?? 0) > 0);
  }

  it('stand on the line that threw, until it is edited', async () => {
    const { file, editor } = await runFile('throws.js', failingNet);
    const [problem] = await until('a problem', () => problemsOf(file).length > 0 && problemsOf(file));
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem?.message ?? '', /the labels are missing/);
    assert.equal(problem?.range.start.line, LINES.fit + 1);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    await until('it moves', () => problemsOf(file)[0]?.range.start.line === LINES.fit + 2);
    await editor.edit((edit) => edit.insert(new vscode.Position(LINES.fit + 2, 8), 'x'));
    await until('it is gone', () => problemsOf(file).length === 0);
    await isKnownToBeEdited(file);
    await vscode.commands.executeCommand('undo');
    await until('it is back', () => problemsOf(file)[0]?.range.start.line === LINES.fit + 2);
    assert.match(problemsOf(file)[0]?.message ?? '', /the labels are missing/);
  });

  it('of what a run found come back with an undo, and their fixes with them', async () => {
    const flat = tanhStack({ isBlind: true }).replaceAll("'tanh'", "'relu'");
    const { file, editor } = await runFile('undone.js', flat);
    const told = await until('a finding', () => problemsOf(file)[0]);
    const { start } = told.range;
    await editor.edit((edit) => edit.insert(start.translate(0, 1), 'x'));
    const ofRule = () => problemsOf(file).find(({ code }) => code === told.code);
    await until('it is gone', () => ofRule() === undefined);
    await isKnownToBeEdited(file);
    await vscode.commands.executeCommand('undo');
    const back = await until('it is back', ofRule);
    assert.equal(back.range.start.line, start.line);
    assert.ok(await explanation(file, back));
  });

  it('of a syntax error stand where it is', async () => {
    const { file } = await runFile('syntax.js', `${denseNet(1)}\nconst = 3;\n`);
    const [problem] = await until('a problem', () => problemsOf(file).length > 0 && problemsOf(file));
    assert.equal(problem?.range.start.line, LINES.fit + 2);
  });

  it('go when the file runs again', async () => {
    const { file, editor } = await runFile('again.js', failingNet);
    await until('a problem', () => problemsOf(file).length > 0);
    const { document } = editor;
    const fixed = document.getText().replace(/throw.*\n/, '');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), fixed));
    await clickLens(document, 'Run');
    await ended(await newestRun(file));
    assert.equal(problemsOf(file).length, 0);
  });

  it('of an operation that WASM lacks stand on its line and offer tfjs-node', async () => {
    const restore = await changeSetting('backend', 'wasm');
    try {
      const { file, editor } = await runFile('spectrum.js', spectrumNet);
      const [problem] = await until('a problem', () => problemsOf(file).length > 0 && problemsOf(file));
      assert.ok(problem);
      assert.equal(problem.range.start.line, 4);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        editor.document.uri,
        problem.range,
      );
      assert.ok(actions.some(({ command }) => command?.command === 'gradlens.installTfjsNode'));
    } finally {
      await restore();
    }
  });

  it('say in which layer the loss turned NaN', async () => {
    const file = writeSource('nan.js', exploding('1e30'));
    await clickLens((await openFile(file)).document, 'Run');
    const problem = await until('a problem', () => problemsOf(file).find(({ code }) => code === 'not-a-number'));
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(problem.message, /NaN|infinite|not a number/i);
    await until('the light bulb explains it', async () => (await explanation(file, problem)) !== undefined);
    const restore = await changeSetting('diagnosis.squiggles', false);
    try {
      const start = problem.range.start;
      await until('it is not underlined', () => problemsOf(file).every(({ range }) => range.isEmpty));
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        vscode.Uri.file(file),
        new vscode.Range(start, start),
      );
      const titles = actions.map(({ title }) => title);
      for (const title of ['Set the learning rate to 1e+29', 'Try it: Set the learning rate to 1e+29']) {
        assert.equal(titles.filter((each) => each === title).length, 1, titles.join());
      }
    } finally {
      await restore();
    }
  });

  it('hold a run whose loss turned NaN, until its message says how it goes on', async () => {
    const { messages, click, restore } = holdMessages();
    try {
      const file = writeSource('held.js', exploding('10'));
      const { document } = await openFile(file);
      await clickLens(document, 'Run');
      const run = await newestRun(file);
      const message = await until('a question', () => messages.find(({ buttons }) => buttons.includes('Continue')));
      assert.match(message.text, /Training waits; the weights .* are kept\.$/);
      assert.deepEqual(message.buttons.slice(0, 3), ['Roll Back, Lower Rate', 'Roll Back, Clip', 'Continue']);
      assert.ok(run.state.kind === 'active' && run.state.phase === 'broken');
      await until('a lens', async () =>
        (await lensesOf(document)).some(({ title }) => title.startsWith('$(error) waits for you')),
      );
      click(message, 'Roll Back, Lower Rate');
      await until('it trains on', () => run.problems.some(({ kind }) => kind === 'rolled-back'));
    } finally {
      restore();
    }
  });

  it('say what the figures of a run mean, with what its source says where that is the same', async () => {
    const stuck = denseNet(60).replace("optimizer: 'sgd'", 'optimizer: tf.train.sgd(0)');
    const { file, editor } = await runFile('stuck.js', stuck);
    const ofRule = () => problemsOf(file).find(({ code }) => code === 'learning-rate');
    const problem = await until('a finding', ofRule);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /^The learning rate is 0\. .* The last run shows it: The weights do not move: /);
    assert.equal(problem.range.start.line, LINES.output + 1);
    assert.match((await explanation(file, problem))?.lesson[1] ?? '', /^In this run that step is 0: /);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      problem.range,
    );
    const fix = actions.find(({ title }) => title === 'Set the learning rate to 0.01');
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.ok(editor.document.getText().includes('tf.train.sgd(0.01)'), editor.document.getText());
    await until('it is gone', () => ofRule() === undefined);
  });

  it('are none of a run whose file has run again since, whatever is made of that one', async () => {
    const flat = tanhStack({ isBlind: true }).replaceAll("'tanh'", "'relu'");
    const { file, editor } = await runFile('ranAgain.js', flat);
    const found = await until('a finding', () => problemsOf(file)[0]);
    const code = String(found.code);
    const { document } = editor;
    const mended = document.getText().replace('tf.zeros([64, 2])', 'numbers').replaceAll("'relu'", "'tanh'");
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), mended));
    await clickLens(document, 'Run');
    const last = await newestRun(file);
    await ended(last);
    const { runs } = await editorState();
    const before = runs.all.find((run) => run !== last && run.request.file === file);
    const severity = () => before?.judgement?.fits[0]?.findings.find(({ rule }) => rule === code)?.severity;
    const wanted = severity() === 'warning' ? 'error' : 'warning';
    const restore = await changeSetting('diagnosis.severity', { [code]: wanted });
    try {
      await until('the run before is told anew', () => severity() === wanted);
      assert.deepEqual(
        problemsOf(file).filter((problem) => problem.code === code),
        [],
      );
    } finally {
      await restore();
    }
  });

  it('offer what helps against the figures of a run with what helps against its source', async () => {
    // What the run's figures come to goes by how it started.
    const slow = denseNet(60)
      .replaceAll('units:', 'kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }), units:')
      .replace("optimizer: 'sgd'", 'optimizer: tf.train.sgd(1e-5)');
    const { file, editor } = await runFile('slow.js', slow);
    const isConfirmed = ({ code, message }: vscode.Diagnostic) => code === 'learning-rate' && /last run/.test(message);
    const problem = await until('it is confirmed', () => problemsOf(file).find(isConfirmed));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      problem.range,
    );
    const titles = actions.map(({ title }) => title).filter((title) => title.startsWith('Set the learning rate to '));
    assert.deepEqual(titles, ['Set the learning rate to 0.01', 'Set the learning rate to 0.001']);
  });

  describe('of a source, after a run', () => {
    const ofRule = (file: string) =>
      vscode.languages.getDiagnostics(vscode.Uri.file(file)).find(({ code }) => code === 'saturating-stack');
    const { Information, Warning } = vscode.DiagnosticSeverity;

    it('are warnings where it shows them, with its numbers, and hints again once their line is edited', async () => {
      const { file, editor } = await runFile('stack.js', tanhStack({ isBlind: true }));
      await until('it is confirmed', () => ofRule(file)?.severity === Warning);
      const { message = '', range } = ofRule(file) ?? {};
      assert.match(message, /^4 layers in a row.* The last run shows it: /);
      assert.deepEqual(
        problemsOf(file).filter(({ code }) => code === 'no-progress' || code === 'same-output'),
        [],
      );
      await editor.edit((edit) => edit.insert(range?.start ?? editor.selection.start, ' '));
      await until('it is a hint', () => ofRule(file)?.severity === Information);
    });

    it('go where it clears them, until their line is edited', async () => {
      const file = writeSource('learns.js', tanhStack());
      const editor = await openFile(file);
      const { document } = editor;
      const { range } = await until('a hint', () => ofRule(file));
      await clickLens(document, 'Run');
      await ended(await newestRun(file));
      await until('it is cleared', () => ofRule(file) === undefined);
      const { line } = range.start;
      await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '\n'));
      await editor.edit((builder) => builder.insert(new vscode.Position(line + 1, range.start.character), ' '));
      await until('it is back, where it is by now', () => ofRule(file)?.range.start.line === line + 1);
    });
  });

  it('go where a comment switches them off, and come back without it', async () => {
    const { file, editor } = await runFile('quietRule.js', tanhStack({ isBlind: true }).replaceAll("'tanh'", "'relu'"));
    const [found] = await until('a finding of the run', () => problemsOf(file).length > 0 && problemsOf(file));
    assert.ok(found);
    const same = () => problemsOf(file).find(({ code }) => code === found.code);
    const { line } = found.range.start;
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(line, 0), `// gradlens-disable-next-line ${found.code}\n`),
    );
    await until('it is gone', () => same() === undefined);
    await editor.edit((edit) => edit.delete(new vscode.Range(line, 0, line + 1, 0)));
    await until('it is back', () => same()?.range.start.line === line);
    await editor.edit((edit) => edit.insert(new vscode.Position(line, found.range.start.character + 1), ' '));
    await until('its line was edited', () => same() === undefined);
  });

  it('are not shown while their setting is off', async () => {
    const restore = await changeSetting('problems.enabled', false);
    const { file } = await runFile('quiet.js', failingNet);
    assert.equal(problemsOf(file).length, 0);
    await restore();
  });
});
