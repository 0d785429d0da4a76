import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { commandIds } from '../../platform/commandIds.js';
import { tell } from '../../platform/messages.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import type { Run } from '../../runs/types.js';
import type { EditorState } from '../editorState.js';
import { revealPlace } from '../notebooks/revealPlace.js';
import { problemText } from './problemText.js';

const SHOW_LOG = 'Show Log';
/** What leads from a message to the place that it is about. */
export const GO_TO_LINE = 'Go to Line';
const INSTALL = 'Install tfjs-node';

/** Tells in a short message what went wrong in a run, and how one ended that did not end by itself. */
export class RunMessages implements Disposable {
  private readonly store = new DisposableStore();

  constructor(
    private readonly state: EditorState,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.store.add(
      state.activity.onDidHappen(({ run, change }) => {
        if (change?.kind === 'problem') void this.tellProblem(run, change.problem);
        else if (change?.kind === 'state') this.tellIfEnded(run);
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  private async tellProblem(run: Run, problem: TrainerProblem): Promise<void> {
    const { severity, kind, location } = problem;
    if (severity === 'note') {
      this.log.info(problemText(problem));
      return;
    }
    this.log[severity === 'error' ? 'error' : 'warn'](problemText(problem));
    const actions = [...(kind === 'unsupported-on-wasm' ? [INSTALL] : []), ...(location ? [GO_TO_LINE] : []), SHOW_LOG];
    const choice = await tell(severity, problemText(problem), ...actions);
    if (choice === SHOW_LOG) this.log.show(true);
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
