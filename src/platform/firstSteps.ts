import * as vscode from 'vscode';
import type { DepthLesson } from '../protocol/depth/question.js';

/** A step of the walkthrough: package.json says for each which of these ends it. */
type FirstStep = 'run' | 'why' | 'ways' | 'data' | 'dashboard' | `depth-${DepthLesson}`;

const DID = 'gradlens.did.';

let steps: FirstSteps | undefined;

/** Says that a person has done what a step of the walkthrough asks for. */
export function didFirstStep(step: FirstStep): void {
  steps?.did(`${DID}${step}`);
}

/** Ticks what was done before the walkthrough was opened, before a reload, and in other windows. */
export function recallFirstSteps(memory: vscode.Memento): vscode.Disposable {
  steps = new FirstSteps(memory);
  return steps;
}

/**
 * VS Code ticks a step when its context changes, once in a window's life, and only where it has shown a walkthrough by then: so contexts wait for a
 * page in front that may be one. They end with their window, so what was done is remembered.
 */
class FirstSteps implements vscode.Disposable {
  private readonly watches: vscode.Disposable;
  private hasShownPage = false;

  constructor(private readonly memory: vscode.Memento) {
    this.watches = vscode.Disposable.from(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.tick();
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => this.look([...opened, ...changed])),
    );
    this.look(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  }

  did(key: string): void {
    if (!this.memory.get(key)) void this.memory.update(key, true);
    this.tick();
  }

  dispose(): void {
    this.watches.dispose();
  }

  private look(tabs: readonly vscode.Tab[]): void {
    this.hasShownPage ||= tabs.some(({ input, isActive }) => input === undefined && isActive);
    this.tick();
  }

  private tick(): void {
    if (!this.hasShownPage) return;
    const keys = this.memory.keys().filter((key) => key.startsWith(DID));
    for (const key of keys) void vscode.commands.executeCommand('setContext', key, true);
  }
}
