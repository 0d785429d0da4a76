import { type PythonNode, splitAt } from './node.js';

/** What an import statement binds; a name of `*` stands for all that the module has. */
export interface ImportedName {
  readonly name: string;
  /** Dotted name of what it stands for: `keras.layers`, `.models.Net`; the module's own for `*`. */
  readonly path: string;
}

/** `import a.b`, `import a.b as c`, `from a.b import c as d`, `from a.b import *` */
export function importedNames({ children }: PythonNode): ImportedName[] {
  const start = children.findIndex(({ type }) => type === 'import');
  const isFrom = children[0]?.type === 'from';
  const module = isFrom ? dotted(children.slice(1, start)) : '';
  const what = children.slice(start + 1).filter(({ type }) => type !== '(' && type !== ')');
  return splitAt(what, ',').map((group) => {
    const as = group.findIndex(({ type }) => type === 'as');
    const path = dotted(as < 0 ? group : group.slice(0, as));
    const alias = as < 0 ? null : dotted(group.slice(as + 1));
    if (path === '*') return { name: path, path: module };
    if (isFrom) return { name: alias ?? path, path: `${module}.${path}` };
    const [root = path] = path.split('.');
    return alias === null ? { name: root, path: root } : { name: alias, path };
  });
}

const dotted = (nodes: readonly PythonNode[]): string => nodes.map(({ text }) => text).join('');
