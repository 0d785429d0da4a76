import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import type { Settings } from '../platform/settings.js';
import { whileEnabled } from '../platform/whileEnabled.js';
import { RunPositions } from '../runs/positions.js';
import type { Runs } from '../runs/types.js';
import type { WorkspaceIndexOptions } from '../workspace/workspaceIndex.js';
import { BackendChoice, type BackendChoiceDeps } from './backendChoice.js';
import { ConfigProblems } from './config/configProblems.js';
import { WorkspaceConfig } from './config/workspaceConfig.js';
import type { EditorState } from './editorState.js';
import { GradientHovers } from './gradients/gradientHovers.js';
import { InlineGradients } from './gradients/inlineGradients.js';
import { gutterLook, rulerLook, SignMarks } from './gradients/signMarks.js';
import { VisibleGradients } from './gradients/visibleGradients.js';
import { keepPositions, keptPositions } from './keptPositions.js';
import { ModelLenses } from './lenses/modelLenses.js';
import { ActiveModel } from './models/activeModel.js';
import { DocumentModels, type ModelFinder } from './models/documentModels.js';
import { LastEditor } from './models/lastEditor.js';
import { Launches } from './models/launches.js';
import { ModelRuns } from './models/modelRuns.js';
import { RunAges } from './models/runAges.js';
import { RunPlaces } from './models/runPlaces.js';
import { UnreadFiles } from './models/unreadFiles.js';
import { ModelTree } from './modelTree/modelTree.js';
import { NotebookPlaces } from './notebooks/notebookPlaces.js';
import { ModelPlans, type Planner } from './plans/modelPlans.js';
import { registerInstallQuickFix } from './problems/installQuickFix.js';
import { RunMessages } from './problems/runMessages.js';
import { RunProblems } from './problems/runProblems.js';
import { SourceEvidence } from './problems/sourceEvidence.js';
import { SourceFindings } from './problems/sourceFindings.js';
import { SourceHints } from './problems/sourceHints.js';
import { ToldByRuns } from './problems/toldByRuns.js';
import { RunActivity } from './runActivity.js';
import { RunTree } from './runList/runTree.js';
import { StatusBarItem } from './statusBar/statusBarItem.js';

export interface EditorDeps {
  readonly runs: Runs;
  readonly finder: ModelFinder;
  readonly planner: Planner;
  readonly backends: BackendChoiceDeps;
  readonly settings: Settings;
  readonly indexing: WorkspaceIndexOptions;
  /** What is kept of this workspace between sessions. */
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** The editor's side of the extension. */
export interface Editor extends EditorState, Disposable {
  readonly modelTree: ModelTree;
  readonly runTree: RunTree;
}

/** Builds what the surfaces share and, as far as the settings want them, the surfaces themselves. */
export function createEditor({ runs, finder, planner, backends, settings, indexing, memory, log }: EditorDeps): Editor {
  const store = new DisposableStore();
  const models = store.add(new DocumentModels(store.add(new UnreadFiles(finder))));
  const config = store.add(new WorkspaceConfig((line) => log.info(line)));
  const notebooks = store.add(new NotebookPlaces(runs, finder));
  const places = store.add(new RunPlaces(runs, models, notebooks));
  const activity = store.add(new RunActivity(runs));
  const findings = new SourceFindings(models, settings.severities, log);
  const state: EditorState = {
    runs,
    models,
    findings,
    finder,
    positions: store.add(new RunPositions(keptPositions(memory))),
    places,
    notebooks,
    modelRuns: new ModelRuns(runs, places),
    launches: store.add(new Launches()),
    lastEditor: store.add(new LastEditor()),
    activity,
    ages: store.add(new RunAges(runs, activity, config)),
    backends: store.add(new BackendChoice(backends)),
    config,
    plans: store.add(new ModelPlans(planner, models, config)),
  };
  store.add(keepPositions(state.positions, memory));
  const evidence = store.add(new SourceEvidence(state, findings, new ToldByRuns(memory), settings.hints));
  store.add(new ConfigProblems(() => runs.all.flatMap(({ fits }) => fits.flatMap(({ summary }) => summary.metrics))));
  store.add(new ActiveModel(state));
  store.add(new RunMessages(state, log));
  store.add(registerInstallQuickFix());
  const visible = store.add(new VisibleGradients(state));
  const runTree = store.add(new RunTree(state, memory));
  const modelTree = store.add(new ModelTree(state, settings.modelIndex, indexing));
  store.add(new ModelLenses(state, { any: settings.codeLens, output: settings.outputLens, sweep: settings.sweepLens }));
  store.add(whileEnabled(settings.inlineGradients, () => new InlineGradients(visible, settings.inlineGradientColumn)));
  store.add(whileEnabled(settings.gutterSigns, () => new SignMarks(visible, gutterLook)));
  store.add(whileEnabled(settings.rulerMarks, () => new SignMarks(visible, rulerLook)));
  store.add(whileEnabled(settings.hovers, () => new GradientHovers(state)));
  store.add(whileEnabled(settings.statusBar, () => new StatusBarItem(state)));
  store.add(whileEnabled(settings.problems, () => new RunProblems(state, evidence, settings.squiggles)));
  store.add(whileEnabled(settings.hints, () => new SourceHints(models, findings, evidence, settings.squiggles)));
  return { ...state, modelTree, runTree, dispose: () => store.dispose() };
}
