import * as vscode from 'vscode';
import { Dashboard } from '../dashboard/dashboard.js';
import { revealLocation } from '../platform/revealLocation.js';
import type { Runs } from '../runs/types.js';
import { commandIds } from './ids.js';

/** The dashboard, with its buttons tied to the commands. */
export function createDashboard(extensionUri: vscode.Uri, runs: Runs, log: vscode.LogOutputChannel): Dashboard {
  return new Dashboard({
    extensionUri,
    runs,
    log,
    actions: {
      revealLayer: (location) => void revealLocation(location, log),
      runAgain: ({ request: { file, model } }) =>
        void vscode.commands.executeCommand(commandIds.run, { file, ...model }),
      installTfjsNode: () => void vscode.commands.executeCommand(commandIds.installTfjsNode),
      saveModel: ({ id }) => void vscode.commands.executeCommand(commandIds.saveModel, id),
      deleteRun: ({ id }) => void vscode.commands.executeCommand(commandIds.deleteRun, id),
    },
  });
}
