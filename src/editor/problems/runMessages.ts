import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { commandIds } from '../../platform/commandIds.js';
import { tell } from '../../platform/messages.js';
import type { ModelRecipe } from '../../protocol/launch.js';
import { mayChooseData } from '../../protocol/runRequest.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import { heldWeights } from '../../runs/heldWeights.js';
import type { Run } from '../../runs/types.js';
import type { EditorState } from '../editorState.js';
import { revealPlace } from '../notebooks/revealPlace.js';
import { problemText } from './problemText.js';

const SHOW_LOG = 'Show Log';
/** What leads from a message to the place that it is about. */
export const GO_TO_LINE = 'Go to Line';
/** How training goes on once numbers broke. */
const LOWER_RATE = 'Roll Back, Lower Rate';
const CLIP = 'Roll Back, Clip';
const CONTINUE = 'Continue';
const INSTALL = 'Install tfjs-node';
const OTHER_DATA = 'Choose Other Data';
const CHANGE_VALUES = 'Change Values';

/** Tells in a short message what went wrong in a run, and how one ended that did not end by itself. */
export class RunMessages implements Disposable {
  private readonly store = new DisposableStore();
  /** Runs whose numbers broke, until it is known how they go on. */
  private readonly broken = new Map<Run, TrainerProblem>();

  constructor(
    private readonly state: EditorState,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.store.add(
      state.activity.onDidHappen(({ run, change }) => {
        if (change?.kind === 'problem') this.heardOf(run, change.problem);
        else if (change?.kind === 'state') this.changedState(run);
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  private heardOf(run: Run, problem: TrainerProblem): void {
    // Whether training waits for a person is known when its state changes.
    if (problem.broke?.kept !== undefined) this.broken.set(run, problem);
    else void this.tellProblem(run, problem);
  }

  private changedState(run: Run): void {
    const problem = this.broken.get(run);
    this.broken.delete(run);
    const held = problem ? heldWeights(run) : null;
    if (problem && held) void this.askHowToGoOn(run, problem, held.kept);
    else if (problem) void this.tellProblem(run, problem);
    this.tellIfEnded(run);
  }

  private async askHowToGoOn(run: Run, problem: TrainerProblem, kept: string | null): Promise<void> {
    this.log.warn(this.textOf(run, problem));
    const waits = kept ? `Training waits; ${kept} are kept.` : 'Training waits; no weights from before are kept.';
    const { location } = problem;
    const actions = [...(kept ? [LOWER_RATE, CLIP] : []), CONTINUE, ...(location ? [GO_TO_LINE] : [])];
    const choice = await tell('warning', `${this.textOf(run, problem)} ${waits}`, ...actions);
    if (choice === LOWER_RATE) run.rollBack('learning-rate');
    else if (choice === CLIP) run.rollBack('clipping');
    else if (choice === CONTINUE && heldWeights(run)) run.resume();
    else if (choice === GO_TO_LINE && location) await revealPlace(this.state, run, location, this.log);
  }

  private textOf(run: Run, problem: TrainerProblem): string {
    const { location } = problem;
    return problemText(problem, location && this.state.notebooks.textOf(run, location));
  }

  private async tellProblem(run: Run, problem: TrainerProblem): Promise<void> {
    const { severity, kind, location } = problem;
    if (severity === 'note') {
      this.log.info(this.textOf(run, problem));
      return;
    }
    this.log[severity === 'error' ? 'error' : 'warn'](this.textOf(run, problem));
    const { model, build } = run.request;
    const actions = [
      ...(kind === 'unsupported-on-wasm' ? [INSTALL] : []),
      ...(mayChooseData(run.request, problem) ? [OTHER_DATA] : []),
      ...(kind === 'data' && model && build && hasValues(build.recipe) ? [CHANGE_VALUES] : []),
      ...(location ? [GO_TO_LINE] : []),
      SHOW_LOG,
    ];
    const choice = await tell(severity, this.textOf(run, problem), ...actions);
    if (choice === SHOW_LOG) this.log.show(true);
    else if (choice === OTHER_DATA) await vscode.commands.executeCommand(commandIds.chooseData, model);
    else if (choice === CHANGE_VALUES) await vscode.commands.executeCommand(commandIds.changeValues, model);
    else if (choice === INSTALL) await vscode.commands.executeCommand(commandIds.installTfjsNode);
    else if (choice === GO_TO_LINE && location) await revealPlace(this.state, run, location, this.log);
  }

  private tellIfEnded(run: Run): void {
    const { state, problems, request } = run;
    if (state.kind !== 'ended' || state.message === null) return;
    if (problems.some(({ severity }) => severity === 'error')) return;
    void this.tellEnd(`${basename(request.file)}: ${state.message}`);
  }

  private async tellEnd(message: string): Promise<void> {
    this.log.warn(message);
    const choice = await tell('warning', message, SHOW_LOG);
    if (choice === SHOW_LOG) this.log.show(true);
  }
}

/** Whether a model was made with values that its source leaves open: one that was kept may not fit other data. */
function hasValues(recipe: ModelRecipe): boolean {
  switch (recipe.kind) {
    case 'builder':
      return recipe.arguments.length + recipe.constructorArguments.length > 0;
    case 'slice':
      return Object.keys(recipe.values).length > 0;
    case 'keras':
      return Object.keys(recipe.answers).length > 0;
  }
}
