import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { denseNet, ENDLESS_EPOCHS } from './support/sources.js';
import { endAllRuns, ended, newestRun, trainerPids, trains, waitingPids } from './support/trainers.js';
import { changeSetting, editorState, openFile, until, writeSource } from './support/window.js';

describe('a process that waits for the next run', () => {
  before(editorState);
  afterEach(endAllRuns);

  it('is there after a run, trains the edited file, and leaves as the setting is switched off', async function () {
    if (process.platform !== 'linux') this.skip();
    const restore = await changeSetting('warmStart.enabled', true);
    try {
      const file = writeSource('again.js', denseNet(1));
      await openFile(file);
      await vscode.commands.executeCommand('gradlens.run');
      const first = await newestRun(file);
      await ended(first);
      const [waiting] = await until('a process waits', () => waitingPids().length === 1 && waitingPids());
      assert.deepEqual(trainerPids(), []);

      writeFileSync(file, denseNet(ENDLESS_EPOCHS));
      await vscode.commands.executeCommand('gradlens.run');
      const second = await until('another run', async () => {
        const newest = await newestRun(file);
        return newest !== first && newest;
      });
      await trains(second);
      assert.deepEqual([trainerPids(), waitingPids()], [[waiting], []]);
      assert.equal(second.fits[0]?.summary.epochs, ENDLESS_EPOCHS);
      second.stop();
      await ended(second);
      await until('a process waits again', () => waitingPids().length === 1);
    } finally {
      await restore();
    }
    await until('none waits', () => waitingPids().length === 0);
  });
});
