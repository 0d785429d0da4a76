import { argumentsOf } from './arguments.js';
import { stringOf } from './literals.js';
import { type PythonNode, walk } from './node.js';

/** A call, by its last names: of `self.model.fit()` these are `fit` and `model`. */
export interface MentionedCall {
  readonly name: string;
  /** What it is called on; empty where that has no name, null where it is called by its name alone. */
  readonly on: string | null;
}

/** What code calls and names, wherever in it. Its comments and its texts count for nothing, but for the name that `setattr` is given. */
export interface Mentions {
  /** In the order of the source. */
  readonly calls: readonly MentionedCall[];
  /** Of variables, attributes and named arguments. */
  readonly names: ReadonlySet<string>;
  readonly yields: boolean;
}

const known = new WeakMap<PythonNode, Mentions>();

/** Found once for each node: loops ask again and again. */
export function mentionsIn(code: PythonNode): Mentions {
  const found = known.get(code) ?? findMentions(code);
  known.set(code, found);
  return found;
}

function findMentions(code: PythonNode): Mentions {
  const calls: MentionedCall[] = [];
  const names = new Set<string>();
  let yields = false;
  for (const node of walk(code)) {
    if (node.type === 'CallExpression') {
      const call = calledBy(node);
      if (call) calls.push(call);
      if (call?.name === 'setattr' && call.on === null) names.add(nameGiven(node));
    } else if (node.type === 'VariableName' || node.type === 'PropertyName') names.add(node.text);
    else if (node.type === 'yield') yields = true;
  }
  return { calls, names, yields };
}

function calledBy({ children: [callee] }: PythonNode): MentionedCall | null {
  const name = callee && lastName(callee);
  if (!name) return null;
  const [owner] = callee.children;
  return { name, on: callee.type === 'MemberExpression' ? ((owner && lastName(owner)) ?? '') : null };
}

/** `Dense` of `keras.layers.Dense`; null where it has none. */
export function lastName(node: PythonNode): string | null {
  if (node.type === 'VariableName') return node.text;
  return node.type === 'MemberExpression' ? (node.child('PropertyName')?.text ?? null) : null;
}

function nameGiven(call: PythonNode): string {
  const value = argumentsOf(call.child('ArgList'))[1]?.value;
  return value?.type === 'String' ? stringOf(value.text) : '';
}
