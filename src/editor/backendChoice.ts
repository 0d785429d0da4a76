import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../errors/humanError.js';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import { Emitter } from '../lifecycle/emitter.js';
import type { BackendInfo, BackendKind } from '../protocol/backend.js';
import type { ResolvedBackend } from '../runtime/resolveBackend.js';

/** What is known about the backend that a file would train on. */
type Choice =
  | { readonly kind: 'checking' }
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'chosen'; readonly backend: BackendInfo }
  | { readonly kind: 'none'; readonly reason: string };

export interface BackendChoiceDeps {
  /**
   * Looks for the backend.
   * @param load whether it also loads it, in a process of its own: the project's tfjs-node is code of the workspace
   * @param asked in place of what the settings ask for
   */
  resolve(file: string, load: boolean, asked: BackendKind | null): Promise<ResolvedBackend>;
  /** Fires when earlier answers may be wrong: a setting changed, tfjs-node was installed. */
  readonly onDidInvalidate: (listener: () => void) => Disposable;
  readonly log: Pick<vscode.LogOutputChannel, 'error' | 'info'>;
}

/** Remembers for each folder which backend its files train on, for the surfaces that always show it. */
export class BackendChoice implements Disposable {
  private readonly store = new DisposableStore();
  private readonly choices = new Map</* folder */ string, Choice>();
  private readonly changed = this.store.add(new Emitter<void>());
  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: BackendChoiceDeps) {
    this.store.add(deps.onDidInvalidate(() => this.invalidate()));
    this.store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.invalidate()));
  }

  /** What is known now; where nothing is, the search begins and `onDidChange` fires when it ends. */
  peek(file: string): Choice {
    if (!vscode.workspace.isTrusted) return { kind: 'untrusted' };
    const known = this.choices.get(dirname(file));
    if (known) return known;
    this.choices.set(dirname(file), { kind: 'checking' });
    void this.choose(file, false).catch(() => undefined);
    return { kind: 'checking' };
  }

  /**
   * Looks again and loads it, for a run that begins now.
   * @param asked for this run alone, in place of what the settings ask for; null for that
   * @throws {HumanError} where what is asked for cannot be had
   */
  async resolve(file: string, asked: BackendKind | null = null): Promise<BackendInfo> {
    return asked === null ? this.choose(file, true) : (await this.deps.resolve(file, true, asked)).backend;
  }

  private async choose(file: string, load: boolean): Promise<BackendInfo> {
    try {
      const { backend, notes } = await this.deps.resolve(file, load, null);
      for (const note of notes) this.deps.log.info(note);
      this.set(file, { kind: 'chosen', backend });
      return backend;
    } catch (error) {
      if (!(error instanceof HumanError)) this.deps.log.error(`The backend could not be chosen: ${String(error)}`);
      this.set(file, { kind: 'none', reason: error instanceof HumanError ? error.message : 'see the log' });
      throw error;
    }
  }

  dispose(): void {
    this.store.dispose();
  }

  private set(file: string, choice: Choice): void {
    const before = JSON.stringify(this.choices.get(dirname(file)));
    this.choices.set(dirname(file), choice);
    if (JSON.stringify(choice) !== before) this.changed.fire();
  }

  private invalidate(): void {
    this.choices.clear();
    this.changed.fire();
  }
}
