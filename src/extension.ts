import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerCommands } from './commands/commandTable.js';
import { createDashboard } from './commands/dashboard.js';
import { PickedData } from './commands/data/pickedData.js';
import { Installer } from './commands/installTfjsNode.js';
import { showFirstExample } from './commands/openExamples.js';
import { mayDeleteRuns } from './commands/runs/deleteRuns.js';
import { DataPreviewer } from './datasets/preview/previewer.js';
import { DepthLessons } from './depth/depthLessons.js';
import { KeptModels } from './depth/keptModels.js';
import { createEditor, type Editor } from './editor/createEditor.js';
import { registerTools } from './languageModel/registerTools.js';
import { LaunchPlanner } from './launch/launchPlanner.js';
import { DisposableStore } from './lifecycle/disposables.js';
import { Emitter } from './lifecycle/emitter.js';
import { recallFirstSteps } from './platform/firstSteps.js';
import { ReadOnlyTexts } from './platform/readOnlyTexts.js';
import { dataLimits, runSettings, Settings } from './platform/settings.js';
import { userEnvironment } from './platform/userEnvironment.js';
import { WarmTrainer } from './process/warmTrainer.js';
import type { CompiledStep } from './protocol/trainer.js';
import { createRuns } from './runs/createRuns.js';
import type { RunsOptions } from './runs/runsOptions.js';
import { inBackground } from './runs/settings.js';
import type { Runs } from './runs/types.js';
import { forgetBackend, resolveBackend } from './runtime/resolveBackend.js';
import { SourceFinder } from './source/finder.js';
import { SweepFiles } from './sweep/sweepFiles.js';
import { Sweeps } from './sweep/sweeps.js';
import { trialSettings } from './trials/trialSettings.js';
import { Tries } from './trials/tries.js';

/** For tests in the extension host only: what the extension has built. */
const INTERNALS = 'gradlens.internals';

/** Trainings of a sweep leave the memory for series to the runs that are shown. */
const SWEPT_SERIES_MB = 32;

let openRuns: Runs | undefined;
let openTries: Tries | undefined;
let openWarm: WarmTrainer | undefined;
let openDepth: DepthLessons | undefined;
let openKept: KeptModels | undefined;
let openSweeps: Sweeps | undefined;

/** Composes the extension; nothing here waits, so that the window opens no later for it. */
export function activate(context: vscode.ExtensionContext): void {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const built = (...path: string[]) => join(context.extensionPath, 'dist', ...path);
  const log = store.add(vscode.window.createOutputChannel('GradLens', { log: true }));
  const info = (line: string) => log.info(line);
  const settings = store.add(new Settings());
  const storeDirectory = process.env.GRADLENS_STORE || context.globalStorageUri.fsPath;
  const backendsChanged = store.add(new Emitter<void>());
  const installer = new Installer(storeDirectory, log, () => backendsChanged.fire());
  store.add(settings.backend.onDidChange(() => backendsChanged.fire()));

  const ofAllRuns = {
    storeDirectory,
    trainerEntry: built('trainer', 'main.mjs'),
    readerWorker: built('runReader.js'),
    log: info,
  };
  const warm = store.add(new WarmTrainer(() => settings.warmStart.value, info));
  openWarm = warm;
  store.add(settings.warmStart.onDidChange(() => warm.letGo()));
  const runs = store.add(
    createRuns({
      ...ofAllRuns,
      startTrainer: warm.start,
      env: userEnvironment(process.env),
      settings: () => runSettings(settings),
      alerts: (file) => editor.config.alertsOf(file),
      mayDelete: mayDeleteRuns(log, () => settings.maxRuns.value),
      onOutput: (run, _stream, text) => log.info(`[${run.request.model?.name ?? run.id}] ${text}`),
      withoutSweeps: true,
    }),
  );
  openRuns = runs;
  store.add(settings.severities.onDidChange(() => runs.tellAsSet()));
  store.add(
    runs.onDidAdd((run) => {
      run.onDidChange((change) => {
        if (change.kind !== 'problem' || change.problem.kind !== 'backend') return;
        void forgetBackend(storeDirectory, run.request.backend).then(() => backendsChanged.fire());
      });
    }),
  );

  const editor: Editor = store.add(
    createEditor({
      runs,
      settings,
      memory: context.workspaceState,
      log,
      indexing: {
        workerFile: built('workspaceIndexer.js'),
        storageFile: context.storageUri ? join(context.storageUri.fsPath, 'models.json') : null,
        log: info,
      },
      finder: store.add(new SourceFinder(built('sourceWorker.js'), info)),
      planner: store.add(new LaunchPlanner(built('sourceWorker.js'), info)),
      backends: {
        log,
        onDidInvalidate: backendsChanged.event,
        resolve: (file, load, asked) =>
          resolveBackend({
            file,
            load,
            storeDirectory,
            embeddedDirectory: built('embedded'),
            preference: asked ?? settings.backend.value,
            log: info,
          }),
      },
    }),
  );
  const tries = store.add(new Tries());
  openTries = tries;
  const trialRuns = () =>
    createRuns({
      ...ofAllRuns,
      trials: true,
      ...trialSettings({ compiledStep: settings.compiledStep.value, env: userEnvironment(process.env) }),
      onOutput: (run, _stream, text) => log.debug(`[try ${run.request.model?.name ?? run.id}] ${text}`),
    });
  const sweeps = store.add(new Sweeps());
  openSweeps = sweeps;
  const sweepRuns = (compiledStep: CompiledStep, startTrainer?: RunsOptions['startTrainer']) =>
    createRuns({
      ...ofAllRuns,
      ...inBackground(
        () => ({ ...runSettings(settings), compiledStep, seriesMemoryMB: SWEPT_SERIES_MB }),
        userEnvironment(process.env),
      ),
      ...(startTrainer && { startTrainer }),
      onOutput: (run, _stream, text) => log.debug(`[sweep ${run.request.sweep?.trial ?? run.id}] ${text}`),
    });
  const depth = store.add(new DepthLessons(trialRuns));
  openDepth = depth;
  const kept = store.add(new KeptModels(trialRuns));
  openKept = kept;
  const dashboard = store.add(createDashboard(context.extensionUri, editor, { tries, depth, kept, sweeps }, log));
  const installTfjsNode = () => installer.install();
  const previewer = store.add(new DataPreviewer(built('datasetsWorker.js'), info, () => dataLimits(settings)));
  store.add(
    registerCommands({
      state: editor,
      settings,
      log,
      dashboard,
      tries,
      depth,
      sweeps,
      sweepFiles: new SweepFiles(storeDirectory, info),
      sweepRuns,
      trialRuns,
      previewer,
      picked: new PickedData(editor.config, info),
      previews: store.add(new ReadOnlyTexts('gradlens-preview')),
      runTree: editor.runTree,
      ranTexts: store.add(new ReadOnlyTexts('gradlens-ran')),
      slices: store.add(new ReadOnlyTexts('gradlens-slice')),
      folders: { dist: built(), store: storeDirectory },
      examples: join(context.extensionPath, 'examples'),
      memory: context.globalState,
      installTfjsNode,
    }),
  );
  if (context.extensionMode !== vscode.ExtensionMode.Production) {
    store.add(vscode.commands.registerCommand(INTERNALS, () => ({ ...editor, tries, depth, sweeps })));
  }
  const restored = runs.restore();
  store.add(registerTools({ state: editor, settings, log, previewer, dashboard, restored }));
  store.add(recallFirstSteps(context.globalState));
  void showFirstExample(context.globalState);
}

/** Ends every run's process before the editor lets go of the rest. */
export async function deactivate(): Promise<void> {
  openWarm?.dispose();
  await Promise.all([
    openRuns?.close(),
    openTries?.close(),
    openDepth?.close(),
    openKept?.close(),
    openSweeps?.close(),
  ]);
}
