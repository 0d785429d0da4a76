import * as vscode from 'vscode';
import type { Disposable } from '../lifecycle/disposables.js';

/** A key of `when` clauses; the editor is told only about changes. */
export class ContextKey implements Disposable {
  private current: boolean | undefined;

  constructor(private readonly key: string) {
    this.set(false);
  }

  set(value: boolean): void {
    if (value === this.current) return;
    this.current = value;
    void vscode.commands.executeCommand('setContext', this.key, value);
  }

  dispose(): void {
    this.set(false);
  }
}
