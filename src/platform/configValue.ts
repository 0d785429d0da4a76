import * as vscode from 'vscode';
import type { Disposable } from '../lifecycle/disposables.js';
import { Emitter } from '../lifecycle/emitter.js';

const SECTION = 'gradlens';

/** One setting as a typed value that follows the person's changes. Features take this and never ask the configuration. */
export class ConfigValue<T> implements Disposable {
  private readonly changed = new Emitter<T>();
  private readonly listener: vscode.Disposable;
  private current: T;

  /** Fires with the new value, only when it differs. */
  readonly onDidChange = this.changed.event;

  /** @param read turns what the configuration holds (anything, it is a text file) into a value that is safe to use */
  constructor(
    private readonly key: string,
    private readonly read: (raw: unknown) => T,
  ) {
    this.current = this.fetch();
    this.listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.${key}`)) this.update();
    });
  }

  get value(): T {
    return this.current;
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  private fetch(): T {
    return this.read(vscode.workspace.getConfiguration(SECTION).get(this.key));
  }

  private update(): void {
    const next = this.fetch();
    if (next === this.current) return;
    this.current = next;
    this.changed.fire(next);
  }
}
