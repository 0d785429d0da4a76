import { extname } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { isModelFile } from '../../source/modelFiles.js';
import { isIgnoreFile } from '../../workspace/paths.js';
import { Throttle } from '../throttle.js';

/** Least milliseconds between two announcements: saving, formatting and checking out change many files at once. */
const INTERVAL = 400;
const NOBODYS = /[\\/](?:node_modules|\.git|__pycache__)(?:[\\/]|$)/;

/** Announces files and folders of the workspace that came, changed or went and may hold models. */
export class FileChanges implements Disposable {
  private readonly store = new DisposableStore();
  private readonly paths = new Set<string>();
  private readonly announced: Throttle;

  constructor(announce: (paths: readonly string[]) => void) {
    this.announced = this.store.add(
      new Throttle(INTERVAL, () => {
        const paths = [...this.paths];
        this.paths.clear();
        announce(paths);
      }),
    );
    const watcher = this.store.add(vscode.workspace.createFileSystemWatcher('**'));
    this.store.add(watcher.onDidCreate((uri) => this.note(uri, mayConcern)));
    this.store.add(watcher.onDidChange((uri) => this.note(uri, isReadFile)));
    this.store.add(watcher.onDidDelete((uri) => this.note(uri, mayConcern)));
  }

  dispose(): void {
    this.store.dispose();
  }

  private note({ scheme, fsPath }: vscode.Uri, concerns: (path: string) => boolean): void {
    if (scheme !== 'file' || NOBODYS.test(fsPath) || !concerns(fsPath)) return;
    this.paths.add(fsPath);
    this.announced.request();
  }
}

const isReadFile = (path: string): boolean => isModelFile(path) || isIgnoreFile(path);

/** Without an end to its name, or with one that is a number (`v1.2`), it may be a folder of models. */
const mayConcern = (path: string): boolean => isReadFile(path) || /^(?:\.\d*)?$/.test(extname(path));
