import type { PythonNode } from '../syntax/node.js';
import { assignName } from './assignment.js';
import type { Evaluator } from './evaluator.js';

const separators = new Set(['(', ')', ',']);

/** `import ...` or `from ... import ...` */
export function importNames(evaluator: Evaluator, { children }: PythonNode): void {
  const text = (nodes: readonly PythonNode[]) => nodes.map((node) => node.text).join('');
  const start = children.findIndex(({ type }) => type === 'import');
  const isFrom = children[0]?.type === 'from';
  const module = isFrom ? text(children.slice(1, start)) : '';
  for (const group of split(children.slice(start + 1))) {
    const as = group.findIndex(({ type }) => type === 'as');
    const path = text(as < 0 ? group : group.slice(0, as));
    const alias = as < 0 ? null : text(group.slice(as + 1));
    if (path === '*') evaluator.starImports.push(module);
    else if (isFrom) importName(evaluator, alias ?? path, `${module}.${path}`);
    else importName(evaluator, alias ?? path.replace(/\..*/, ''), alias ? path : path.replace(/\..*/, ''));
  }
}

function importName(evaluator: Evaluator, name: string, path: string): void {
  if (name) assignName(evaluator, name, [{ kind: 'path', path, free: false }]);
}

function split(nodes: readonly PythonNode[]): PythonNode[][] {
  const groups: PythonNode[][] = [[]];
  for (const node of nodes) {
    if (separators.has(node.type)) groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups.filter((group) => group.length > 0);
}
