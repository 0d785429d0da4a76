import type { PythonNode } from './node.js';

/** A parameter of a function or a lambda. */
export interface PythonParameter {
  readonly name: PythonNode;
  readonly star: '' | '*' | '**';
  readonly defaultValue: PythonNode | null;
}

/** The parameters of a `ParamList` in order, `self` included. */
export function parametersOf(list: PythonNode | undefined): PythonParameter[] {
  const found: PythonParameter[] = [];
  const children = list?.children ?? [];
  children.forEach((child, index) => {
    const before = children[index - 1]?.name;
    if (child.name !== 'VariableName' || before === 'AssignOp') return;
    const next = children[index + 1]?.name === 'TypeDef' ? index + 2 : index + 1;
    found.push({
      name: child,
      star: before === '*' || before === '**' ? before : '',
      defaultValue: children[next]?.name === 'AssignOp' ? (children[next + 1] ?? null) : null,
    });
  });
  return found;
}
