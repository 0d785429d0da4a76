import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { commandIds } from '../../platform/commandIds.js';
import type { ConfigValue } from '../../platform/configValue.js';
import { plainText } from '../../platform/plainText.js';
import type { SourceModel } from '../../protocol/source.js';
import { heldWeights } from '../../runs/heldWeights.js';
import { batchesAround, epochAt } from '../../runs/series/fitAt.js';
import type { EditorState } from '../editorState.js';
import { LANGUAGES } from '../models/languages.js';
import { modelReference } from '../models/modelReference.js';
import { isActive, type ModelRun } from '../models/modelRuns.js';
import { backendLabel, idleStatus, runStatus } from '../text/runStatus.js';
import { Throttle } from '../throttle.js';
import { actionLens, batchLens, type ModelLens, statusLens } from './lensTitles.js';

/** Least milliseconds between updates of the lenses' texts while something trains. */
const REFRESH = 250;
/** Milliseconds after which an update that no editor came for is given up. */
const PATIENCE = 3000;

/** Above each Sequential: Run or Stop, the dashboard, what the run printed, a sweep, and how it stands. Always the same ones, so that no text jumps. */
export class ModelLenses implements vscode.CodeLensProvider, Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<void>());
  readonly onDidChangeCodeLenses: vscode.Event<void> = this.changed.event;

  private readonly refresh = this.store.add(new Throttle(REFRESH, () => this.changed.fire(), PATIENCE));

  constructor(
    private readonly state: EditorState,
    /** Whether these are among them, and whether there are any: of a provider that is gone VS Code keeps lenses for half a minute. */
    private readonly shows: Readonly<Record<'any' | 'output' | 'sweep', ConfigValue<boolean>>>,
  ) {
    const { models, notebooks, places, launches, backends, plans, ages, positions, activity } = state;
    const shown = [models, notebooks, places, launches, backends, plans, ages].map(({ onDidChange }) => onDidChange);
    for (const show of Object.values(shows)) this.store.add(show.onDidChange(() => this.refresh.request()));
    for (const event of [...shown, positions.onDidMove, activity.onDidHappen]) {
      this.store.add(event(() => this.refresh.request()));
    }
    this.store.add(vscode.languages.registerCodeLensProvider(LANGUAGES, this));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const models = await this.state.models.current(document);
    this.refresh.answered();
    if (!this.shows.any.value) return [];
    return models.flatMap((model) => this.lensesOf(model, document));
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Null while the latest batch is shown. */
  private batchShown(found: ModelRun | null): ModelLens | null {
    const position = found && this.state.positions.of(found.run);
    const fit = position && found.run.fits.find(({ summary }) => summary.fit === position.fit);
    if (!fit) return null;
    const { step } = position;
    const past = { around: batchesAround(fit, step), of: fit.series.length, epoch: epochAt(fit, step) };
    return batchLens(past, found.run.state.kind === 'ended');
  }

  private lensesOf(model: SourceModel, document: vscode.TextDocument): vscode.CodeLens[] {
    const { modelRuns, launches, backends, plans, ages } = this.state;
    const found = modelRuns.of(model, document);
    const target = modelReference(model);
    const edited = (found && ages.of(found.run)?.edited) ?? [];
    const commandOf = ({ title, tooltip, command }: ModelLens): vscode.Command => ({
      title,
      tooltip: plainText(tooltip),
      command: command === null ? '' : commandIds[command],
      arguments: [target],
    });
    const status = found
      ? `${runStatus(found.run, found.fit)} · ${backendLabel(found.run.request.backend)}`
      : idleStatus(backends.peek(model.file));
    const commands: vscode.Command[] = [
      commandOf(actionLens(found?.run.state ?? null, launches.has(model), plans.peek({ model, document }))),
      {
        title: '$(graph) Dashboard',
        command: commandIds.showDashboard,
        arguments: [target],
        tooltip: 'Curves and gradients',
      },
      // What it comes to is in view in half a window, which cuts off what is behind it.
      found && heldWeights(found.run)
        ? {
            title: `$(error) ${plainText(status)}`,
            command: commandIds.rollBack,
            arguments: [target],
            tooltip: 'Roll back and continue, or train on',
          }
        : commandOf(
            this.batchShown(found) ?? statusLens(plainText(status), edited, found !== null && isActive(found.run)),
          ),
      ...(this.shows.output.value
        ? [
            {
              title: '$(output) Output',
              command: commandIds.showOutput,
              arguments: [target],
              tooltip: 'What the last run of this model printed',
            },
          ]
        : []),
      ...(this.shows.sweep.value
        ? [
            {
              title: '$(beaker) Sweep…',
              command: commandIds.sweepModel,
              arguments: [target],
              tooltip:
                'Train this model with many values, such as of its learning rate or depth, without touching the file',
            },
          ]
        : []),
    ];
    const line = new vscode.Range(model.line - 1, 0, model.line - 1, 0);
    return commands.map((each) => new vscode.CodeLens(line, each));
  }
}
