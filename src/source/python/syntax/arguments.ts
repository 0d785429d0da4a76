import { type PythonNode, splitAt } from './node.js';

/** An argument of a call, or a base of a class. */
export interface PythonArgument {
  /** `units` in `units=3`; null for a positional one. */
  readonly name: PythonNode | null;
  readonly star: '' | '*' | '**';
  readonly value: PythonNode;
  /** Whether the value is a generator without parentheses of its own, as in `sum(x for x in y)`. */
  readonly generator: boolean;
}

const known = new WeakMap<PythonNode, readonly PythonArgument[]>();

/** The arguments of an `ArgList` in order. What is half typed is left out. */
export function argumentsOf(list: PythonNode | undefined): readonly PythonArgument[] {
  if (!list) return [];
  const found = known.get(list) ?? readArguments(list);
  known.set(list, found);
  return found;
}

function readArguments({ children }: PythonNode): PythonArgument[] {
  const inside = children.filter(({ type }) => type !== '(' && type !== ')');
  const [first] = inside;
  // A generator stands alone; the commas in it (`for a, b in c`) part no arguments.
  if (first && inside.some(({ type }) => type === 'for')) return [{ ...positional, value: first, generator: true }];
  return splitAt(inside, ',').flatMap((group) => argumentFrom(group) ?? []);
}

const positional = { name: null, star: '', generator: false } as const;

function argumentFrom([first, second, third]: readonly PythonNode[]): PythonArgument | null {
  if (!first) return null;
  if (first.type === '*' || first.type === '**')
    return second ? { ...positional, star: first.type, value: second } : null;
  if (second?.type === 'AssignOp') return third ? { ...positional, name: first, value: third } : null;
  return { ...positional, value: first };
}
