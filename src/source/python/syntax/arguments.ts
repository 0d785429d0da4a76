import type { PythonNode } from './node.js';

/** An argument of a call, or a base of a class. */
export interface PythonArgument {
  /** `units` in `units=3`; null for a positional one. */
  readonly name: PythonNode | null;
  readonly star: '' | '*' | '**';
  readonly value: PythonNode;
  /** Whether the value is a generator without parentheses of its own, as in `sum(x for x in y)`. */
  readonly generator: boolean;
}

const skipped = new Set(['(', ')', ',']);

const known = new WeakMap<PythonNode, readonly PythonArgument[]>();

/** The arguments of an `ArgList` in order. What is half typed is left out. */
export function argumentsOf(list: PythonNode | undefined): readonly PythonArgument[] {
  if (!list) return [];
  const found = known.get(list) ?? readArguments(list);
  known.set(list, found);
  return found;
}

function readArguments(list: PythonNode): PythonArgument[] {
  const found: PythonArgument[] = [];
  let group: PythonNode[] = [];
  const close = () => {
    const argument = argumentFrom(group);
    if (argument) found.push(argument);
    group = [];
  };
  for (const child of list.children) {
    if (skipped.has(child.name)) close();
    else group.push(child);
  }
  close();
  return found;
}

function argumentFrom(group: readonly PythonNode[]): PythonArgument | null {
  const [first, second, third] = group;
  if (!first) return null;
  const generator = group.some(({ name }) => name === 'for');
  if (first.name === '*' || first.name === '**')
    return second ? { name: null, star: first.name, value: second, generator } : null;
  if (second?.name === 'AssignOp') return third ? { name: first, star: '', value: third, generator } : null;
  return { name: null, star: '', value: first, generator };
}
