import * as vscode from 'vscode';
import type { DepthLesson } from '../protocol/depth/question.js';

/** A step of the walkthrough: package.json says for each which of these ends it. */
type FirstStep = 'run' | 'why' | 'ways' | 'data' | 'dashboard' | `depth-${DepthLesson}`;

/** Says that a person has done what a step of the walkthrough asks for. */
export function didFirstStep(step: FirstStep): void {
  void vscode.commands.executeCommand('setContext', `gradlens.did.${step}`, true);
}
