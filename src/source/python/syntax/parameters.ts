import type { PythonNode } from './node.js';

/** A parameter of a function or a lambda. */
export interface PythonParameter {
  readonly name: string;
  readonly node: PythonNode;
  readonly star: '' | '*' | '**';
  /** Whether it stands behind a `*`, and so takes no argument by its position. */
  readonly keywordOnly: boolean;
  readonly defaultValue: PythonNode | null;
}

/** The parameters of a function or lambda in order, `self` included. */
export function parametersOf(definition: PythonNode): PythonParameter[] {
  const found: PythonParameter[] = [];
  let keywordOnly = false;
  const children = definition.child('ParamList')?.children ?? [];
  children.forEach((child, index) => {
    const before = children[index - 1]?.type;
    if (before === '*' && child.type === ',') keywordOnly = true;
    if (child.type !== 'VariableName' || before === 'AssignOp') return;
    const next = children[index + 1]?.type === 'TypeDef' ? index + 2 : index + 1;
    const star = before === '*' || before === '**' ? before : '';
    found.push({
      name: child.text,
      node: child,
      star,
      keywordOnly,
      defaultValue: children[next]?.type === 'AssignOp' ? (children[next + 1] ?? null) : null,
    });
    if (star === '*') keywordOnly = true;
  });
  return found;
}
