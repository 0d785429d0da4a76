import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import { commandIds } from '../platform/commandIds.js';
import { reportError } from '../platform/reportError.js';
import { changeValues } from './changeValues.js';
import { checkModel } from './checkModel.js';
import { chooseData } from './chooseData.js';
import { chooseHowToRun } from './chooseHowToRun.js';
import { showDashboard, showOutput } from './dashboard.js';
import type { Command, CommandDeps } from './deps.js';
import { whatDepthDoes } from './depth/whatDepthDoes.js';
import { explainFinding } from './explainFinding.js';
import { installTfjsNodeCommand } from './installTfjsNode.js';
import { showSlice } from './launch/showStatements.js';
import { onLiveRun } from './liveRun.js';
import { leadToModels, NoModelHere } from './noModelHere.js';
import { openExamples } from './openExamples.js';
import { openModel } from './openModel.js';
import { rollBack } from './rollBack.js';
import { run } from './run.js';
import { clearRunFilter, filterRuns, moreRuns, sortRuns } from './runs/arrangeRuns.js';
import { compareRuns } from './runs/compareRuns.js';
import { deleteAllRuns, deleteRun } from './runs/deleteRuns.js';
import { exportRun } from './runs/exportRun.js';
import { markRuns, noteRun, renameRun } from './runs/markRuns.js';
import { pinRuns, showRuns } from './runs/runList.js';
import { goToBatch, showBatchBy, showLive } from './runs/scrub.js';
import { compareWithFile, showChanges } from './runs/showChanges.js';
import { saveModel } from './saveModel.js';
import { slowMotion } from './slowMotion.js';
import { sweepModel } from './sweep/sweepModel.js';
import { tryFix } from './tryIt/tryFix.js';

const table: Readonly<Record<keyof typeof commandIds, (deps: CommandDeps) => Command>> = {
  run,
  checkModel,
  chooseHowToRun,
  chooseData,
  changeValues,
  showSlice,
  stop: (deps) => onLiveRun(deps, (each) => each.stop()),
  pause: (deps) => onLiveRun(deps, (each) => each.pause()),
  resume: (deps) => onLiveRun(deps, (each) => each.resume()),
  trainBatch: (deps) => onLiveRun(deps, (each) => each.step('batch')),
  trainEpoch: (deps) => onLiveRun(deps, (each) => each.step('epoch')),
  slowMotion,
  previousBatch: (deps) => showBatchBy(deps, -1),
  nextBatch: (deps) => showBatchBy(deps, 1),
  goToBatch,
  showLive,
  rollBack,
  explainFinding,
  openModel,
  showDashboard,
  showOutput,
  openExamples,
  showRuns,
  tryFix,
  whatDepthDoes,
  sweepModel,
  saveModel,
  pinRuns,
  pinRun: (deps) => markRuns(deps, { pinned: true }),
  unpinRun: (deps) => markRuns(deps, { pinned: false }),
  renameRun,
  noteRun,
  compareRuns,
  showChanges,
  compareWithFile,
  exportRun,
  sortRuns,
  filterRuns,
  clearRunFilter,
  moreRuns,
  deleteRun,
  deleteAllRuns,
  installTfjsNode: installTfjsNodeCommand,
  showLog: (deps) => () => deps.log.show(),
};

/** Registers every command; what one throws is told to the person. */
export function registerCommands(deps: CommandDeps): Disposable {
  const store = new DisposableStore();
  for (const [name, create] of Object.entries(table)) {
    const command = create(deps);
    const id = commandIds[name as keyof typeof commandIds];
    store.add(
      vscode.commands.registerCommand(id, async (argument: unknown, selected: unknown) => {
        try {
          await command(argument, selected);
        } catch (error) {
          void (error instanceof NoModelHere ? leadToModels(error) : reportError(deps.log, error));
        }
      }),
    );
  }
  return store;
}
