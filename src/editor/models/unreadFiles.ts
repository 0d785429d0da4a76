import * as vscode from 'vscode';
import { messageOf } from '../../errors/errorText.js';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { diagnosticOf } from '../../platform/diagnostic.js';
import type { ModelFinder } from './documentModels.js';
import { unreadText } from './unreadText.js';

/** A finder that notes on a file's first line where it found nothing because it could not: no lens there would say so. */
export class UnreadFiles implements ModelFinder, Disposable {
  private readonly store = new DisposableStore();
  private readonly shown = this.store.add(vscode.languages.createDiagnosticCollection('gradlens.unread'));

  constructor(private readonly finder: ModelFinder) {
    this.store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri)));
  }

  find(...asked: Parameters<ModelFinder['find']>): ReturnType<ModelFinder['find']> {
    return this.noting(asked, this.finder.find(...asked));
  }

  search(...asked: Parameters<ModelFinder['search']>): ReturnType<ModelFinder['search']> {
    return this.noting(asked, this.finder.search(...asked));
  }

  dispose(): void {
    this.store.dispose();
  }

  private async noting<T>([path, text]: readonly [string, string, ...unknown[]], finding: Promise<T>): Promise<T> {
    const uri = vscode.Uri.file(path);
    try {
      const found = await finding;
      this.shown.delete(uri);
      return found;
    } catch (error) {
      const reason = messageOf(error);
      this.shown.set(uri, [diagnosticOf(new vscode.Range(0, 0, 0, 1), unreadText(reason, text.length), 'note')]);
      throw error;
    }
  }
}
