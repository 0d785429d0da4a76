import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';

export interface ShownText {
  /** Title of the tab, with the ending that tells the editor the language: `iris.csv.txt`. */
  readonly name: string;
  readonly text: string;
  /** Whether the tab takes the focus. */
  readonly focus: boolean;
}

/** Texts that GradLens makes, each in a tab that cannot be edited. A text shown under the same name replaces the one before. */
export class ReadOnlyTexts implements Disposable, vscode.TextDocumentContentProvider {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<vscode.Uri>());
  private readonly texts = new Map</* uri */ string, string>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly scheme: string) {
    this.store.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? 'This text is no longer available. Run the command again to show it.';
  }

  /** A text as an address, for a diff; where one is open under that name, it shows this text from now on. */
  add(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: this.scheme, path: `/${name}` });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    return uri;
  }

  async show({ name, text, focus }: ShownText): Promise<vscode.TextEditor> {
    const uri = this.add(name, text);
    const document = await vscode.workspace.openTextDocument(uri);
    return vscode.window.showTextDocument(document, { preview: true, preserveFocus: !focus });
  }

  dispose(): void {
    this.store.dispose();
  }
}
