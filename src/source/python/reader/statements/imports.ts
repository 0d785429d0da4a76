import { type PythonNode, splitAt } from '../../syntax/node.js';
import { external, type Scope } from '../values/values.js';

/** `import a.b as c`, `from a.b import c as d`: names of what is outside the file. */
export function runImport(node: PythonNode, scope: Scope): void {
  const at = node.children.findIndex((child) => child.type === 'import');
  const isFrom = node.children[0]?.type === 'from';
  const module = isFrom ? dotted(node.children.slice(1, at)) : '';
  const parts = splitAt(
    node.children.slice(at + 1).filter((child) => child.type !== '(' && child.type !== ')'),
    ',',
  );
  for (const part of parts) {
    const as = part.findIndex((child) => child.type === 'as');
    const name = dotted(as < 0 ? part : part.slice(0, as));
    const alias = as < 0 ? undefined : part[as + 1]?.text;
    if (isFrom) scope.set(alias ?? name, external(module ? `${module}.${name}` : name));
    else if (alias) scope.set(alias, external(name));
    else scope.set(name.split('.')[0] ?? name, external(name.split('.')[0] ?? name));
  }
}

function dotted(nodes: readonly PythonNode[]): string {
  return nodes
    .map((node) => node.text)
    .join('')
    .replace(/^\.+/, '');
}
