import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { denseNet, ENDLESS_EPOCHS } from './support/sources.js';
import { endAllRuns, ended, newestRun, trainerPids, trains } from './support/trainers.js';
import { changeSetting, clickLens, editorState, openFile, statusLens, until, writeSource } from './support/window.js';

describe('endings', () => {
  before(editorState);
  afterEach(async () => {
    await endAllRuns();
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  async function start(name: string, source: string) {
    const file = writeSource(name, source);
    const { document } = await openFile(file);
    await clickLens(document, 'Run');
    const status = () => statusLens(document);
    return { file, document, status, run: await newestRun(file) };
  }

  it('a run that a timer holds open says so, and Stop ends it', async () => {
    const { document, status, run } = await start('timer.js', denseNet(1, { after: 'setInterval(() => {}, 1000);\n' }));
    await until('the lens says that it waits', async () => (await status()).startsWith('waiting:'));
    await clickLens(document, 'Stop');
    await ended(run);
    assert.equal(run.fits[0]?.end?.outcome, 'completed');
  });

  it('a loop that never ends is killed after the grace period, with its records kept', async () => {
    const restore = await changeSetting('stopGracePeriod', 0.5);
    try {
      const { document, status, run } = await start('loop.js', denseNet(2, { after: 'for (;;);\n' }));
      await until('it has trained', () => run.fits[0]?.end);
      await clickLens(document, 'Stop');
      await ended(run);
      assert.match(await status(), /^killed after 2 epochs/);
      assert.equal(run.fits[0]?.epochs.length, 2);
    } finally {
      await restore();
    }
  });

  it('a trainer killed from outside leaves what it recorded', async () => {
    const { status, run } = await start('killed.js', denseNet(ENDLESS_EPOCHS));
    await trains(run);
    for (const pid of trainerPids()) process.kill(pid, 'SIGKILL');
    await ended(run);
    assert.match(await status(), /killed after \d/);
    assert.ok(run.state.kind === 'ended' && run.state.message?.includes('SIGKILL'));
  });

  it('a run goes on when its file is deleted, and can be stopped', async () => {
    const { file, run } = await start('gone.js', denseNet(ENDLESS_EPOCHS));
    await trains(run);
    rmSync(file);
    const before = run.fits[0]?.latest?.step ?? 0;
    await until('it trains on', () => (run.fits[0]?.latest?.step ?? 0) > before + 10);
    await vscode.commands.executeCommand('gradlens.stop');
    await ended(run);
    assert.equal(run.state.kind === 'ended' && run.state.outcome, 'stopped');
  });

  it('a file that trains nothing says so', async () => {
    const { status, run } = await start(
      'nothing.js',
      "import * as tf from '@tensorflow/tfjs';\nconst model = tf.sequential();\nif (globalThis.later) await model.fit();\n",
    );
    await ended(run);
    assert.match(await status(), /^ended without training/);
  });
});
