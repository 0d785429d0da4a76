import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as vscode from 'vscode';
import type { PlaceText } from '../assistant/answerText.js';
import { type Reach, Root } from '../assistant/root.js';
import { HumanError } from '../errors/humanError.js';

/** The folders of the workspace, as the editor names files in them: what lies outside is not read, run, or told. */
export class WorkspaceReach implements Reach {
  private constructor(private readonly roots: readonly { readonly folder: string; readonly root: Root }[]) {}

  /** As the workspace is now. @throws {HumanError} where no folder on disk is open */
  static async open(): Promise<WorkspaceReach> {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    if (folders.length === 0) throw new HumanError('No folder is open in the editor, so there is nothing to look at.');
    return new WorkspaceReach(
      await Promise.all(
        folders.map(async ({ uri: { fsPath } }) => ({ folder: fsPath, root: await Root.open(fsPath) })),
      ),
    );
  }

  /** By either of its paths, where the way to a folder has a link in it. */
  holds(file: string): boolean {
    return this.roots.some(({ folder, root }) => root.holds(file) || wayInside(folder, file) !== null);
  }

  readonly leadsInside = async (file: string): Promise<boolean> => {
    for (const { root } of this.roots) if (await root.leadsInside(file)) return true;
    return false;
  };

  /** Relative paths are those of the first folder that has them, or begin with the name of one. */
  async inside(path: string): Promise<string> {
    let failure: unknown;
    for (const { folder, root } of this.roots) {
      for (const way of waysOf(folder, path)) {
        try {
          await root.inside(way);
          return join(folder, way);
        } catch (error) {
          failure ??= error;
        }
      }
    }
    throw failure;
  }

  /** Of a file outside its name alone; with several folders, paths begin with the name of one. */
  readonly fileText = (file: string): string => {
    for (const { folder, root } of this.roots) {
      const way = wayInside(folder, file) ?? (root.holds(file) ? root.fileText(file) : null);
      if (way !== null)
        return [...(this.roots.length > 1 ? [basename(folder)] : []), way].join('/').replaceAll(sep, '/');
    }
    return basename(file);
  };

  readonly place: PlaceText = ({ file, line }) => `${this.fileText(file)}:${line}`;
}

/** How a file is reached from a folder, `.` for itself; null where it is not in it. */
function wayInside(folder: string, file: string): string | null {
  const way = relative(folder, file);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? null : way || '.';
}

/** What a path may mean from a folder. */
function waysOf(folder: string, path: string): string[] {
  if (isAbsolute(path)) return [wayInside(folder, resolve(path)) ?? path];
  const [first, ...rest] = path.split(/[\\/]/);
  return first === basename(folder) ? [path, rest.join('/') || '.'] : [path];
}
