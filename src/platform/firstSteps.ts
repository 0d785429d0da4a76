import * as vscode from 'vscode';
import type { DepthLesson } from '../protocol/depth/question.js';

/** A step of the walkthrough: package.json says for each which of these ends it. */
type FirstStep = 'run' | 'why' | 'ways' | 'data' | 'dashboard' | `depth-${DepthLesson}`;

const DID = 'gradlens.did.';

let memory: vscode.Memento | undefined;

/** Says that a person has done what a step of the walkthrough asks for. */
export function didFirstStep(step: FirstStep): void {
  const key = `${DID}${step}`;
  tick(key);
  if (!memory?.get(key)) void memory?.update(key, true);
}

/** Ticks what was done before this window was opened, and in others: a context ends with its window, and the walkthrough may be in another one. */
export function recallFirstSteps(kept: vscode.Memento): vscode.Disposable {
  memory = kept;
  const recall = async () => {
    const keys = kept.keys().filter((key) => key.startsWith(DID));
    // VS Code ticks when a context changes, and only once it has shown the walkthrough.
    await Promise.all(keys.map((key) => vscode.commands.executeCommand('setContext', key, false)));
    for (const key of keys) tick(key);
  };
  void recall();
  return vscode.Disposable.from(
    vscode.window.onDidChangeWindowState(({ focused }) => void (focused && recall())),
    vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
      const isPage = [...opened, ...changed].some(({ input, isActive }) => input === undefined && isActive);
      if (isPage) void recall();
    }),
  );
}

const tick = (key: string): void => void vscode.commands.executeCommand('setContext', key, true);
