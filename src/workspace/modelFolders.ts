import { dirname, relative, sep } from 'node:path';
import { isWithin } from './paths.js';
import type { IndexedModel } from './types.js';

export interface ModelNode extends IndexedModel {
  readonly kind: 'model';
  readonly file: string;
  readonly parent: FileNode;
  /** Whether another model of its file has the same name. */
  readonly isNamesake: boolean;
}

export interface FileNode {
  readonly kind: 'file';
  readonly path: string;
  readonly parent: FolderNode;
  models: readonly ModelNode[];
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly path: string;
  readonly parent: FolderNode | null;
  readonly folders: Map</* path */ string, FolderNode>;
  readonly files: Map</* path */ string, FileNode>;
}

export type TreeNode = FolderNode | FileNode | ModelNode;

/** The models of the workspace by folder and file; folders without any are not there. A node stays the same while its file does. */
export class ModelFolders {
  private readonly roots: readonly FolderNode[];

  /** @param folders absolute paths of the workspace's folders, in the order in which they are shown */
  constructor(folders: readonly string[]) {
    this.roots = folders.map((path) => newFolder(path, null));
  }

  /** Sets what models a file has; none takes it out. */
  set(path: string, models: readonly IndexedModel[]): void {
    const root = this.rootOf(path);
    if (!root) return;
    if (models.length === 0) {
      remove(root, path);
      return;
    }
    const file = fileIn(root, path);
    file.models = models.map((model) => ({
      ...model,
      kind: 'model',
      file: path,
      parent: file,
      isNamesake: models.some((other) => other !== model && other.name === model.name),
    }));
  }

  /** The node of a file that has models. */
  find(path: string): FileNode | undefined {
    const root = this.rootOf(path);
    return root && folderIn(root, dirname(path), false)?.files.get(path);
  }

  /** What stands at the top: the folders of the workspace or, where there is only one, what is in it. */
  top(): readonly TreeNode[] {
    const [only, ...others] = this.roots;
    if (only && others.length === 0) return childrenOf(only);
    return this.roots.filter(({ folders, files }) => folders.size > 0 || files.size > 0);
  }

  private rootOf(path: string): FolderNode | undefined {
    const around = this.roots.filter((root) => isWithin(path, root.path));
    return around.sort((first, second) => second.path.length - first.path.length)[0];
  }
}

/** Folders first, each by name. A folder that holds nothing but one folder is shown as one with it. */
export function childrenOf(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case 'folder':
      return [...byPath(node.folders.values()).map(joined), ...byPath(node.files.values())];
    case 'file':
      return node.models;
    case 'model':
      return [];
  }
}

/** How a folder or file is called beside its siblings. */
export function labelOf(node: FolderNode | FileNode): string {
  const shownIn = node.kind === 'file' ? node.parent : shownParent(node);
  return shownIn ? relative(shownIn.path, node.path) : (node.path.split(sep).at(-1) ?? node.path);
}

/** The folder that a folder is listed in, those between the two being shown as one with it. */
function shownParent(folder: FolderNode): FolderNode | null {
  let { parent } = folder;
  while (parent?.parent && isChain(parent)) parent = parent.parent;
  return parent;
}

function joined(folder: FolderNode): FolderNode {
  const [only] = folder.folders.values();
  return only && isChain(folder) ? joined(only) : folder;
}

const isChain = ({ files, folders }: FolderNode): boolean => files.size === 0 && folders.size === 1;

const collator = new Intl.Collator(undefined, { numeric: true });

const byPath = <T extends { readonly path: string }>(nodes: Iterable<T>): T[] =>
  [...nodes].sort((first, second) => collator.compare(first.path, second.path));

const newFolder = (path: string, parent: FolderNode | null): FolderNode => ({
  kind: 'folder',
  path,
  parent,
  folders: new Map(),
  files: new Map(),
});

function fileIn(root: FolderNode, path: string): FileNode {
  const parent = folderIn(root, dirname(path), true);
  const file = parent.files.get(path) ?? { kind: 'file', path, parent, models: [] };
  parent.files.set(path, file);
  return file;
}

function folderIn(root: FolderNode, path: string, create: true): FolderNode;
function folderIn(root: FolderNode, path: string, create: false): FolderNode | undefined;
function folderIn(root: FolderNode, path: string, create: boolean): FolderNode | undefined {
  if (path === root.path) return root;
  const parent = create ? folderIn(root, dirname(path), true) : folderIn(root, dirname(path), false);
  const folder = parent?.folders.get(path) ?? (parent && create ? newFolder(path, parent) : undefined);
  if (folder) parent?.folders.set(path, folder);
  return folder;
}

function remove(root: FolderNode, path: string): void {
  let folder = folderIn(root, dirname(path), false);
  folder?.files.delete(path);
  while (folder?.parent && folder.files.size === 0 && folder.folders.size === 0) {
    folder.parent.folders.delete(folder.path);
    folder = folder.parent;
  }
}
