import { type Items, itemsAmong } from './items.js';
import { type PythonNode, splitAt } from './node.js';

/** A branch of an `if`. */
export interface Branch {
  /** Null for `else`. */
  readonly condition: PythonNode | null;
  readonly body: PythonNode;
}

export function branchesOf({ children }: PythonNode): Branch[] {
  const branches: Branch[] = [];
  let condition: PythonNode | null = null;
  for (const child of children) {
    if (child.type === 'Body') {
      branches.push({ condition, body: child });
      condition = null;
    } else if (!['if', 'elif', 'else'].includes(child.type)) condition = child;
  }
  return branches;
}

/** `for targets in over` */
export interface ForLoop {
  readonly targets: Items;
  readonly over: Items;
  readonly body: PythonNode;
  readonly otherwise: PythonNode | undefined;
}

/** Null where the loop is half typed. */
export function forLoopOf({ children }: PythonNode): ForLoop | null {
  const [from, within, at] = ['for', 'in', 'Body'].map((wanted) => children.findIndex(({ type }) => type === wanted));
  if (from === undefined || within === undefined || at === undefined || within < 0 || at < within) return null;
  const [body, otherwise] = children.filter(({ type }) => type === 'Body');
  const targets = itemsAmong(children.slice(from + 1, within));
  return body ? { targets, over: itemsAmong(children.slice(within + 1, at)), body, otherwise } : null;
}

/** `while condition` */
export interface WhileLoop {
  readonly condition: PythonNode;
  readonly body: PythonNode;
  readonly otherwise: PythonNode | undefined;
}

export function whileLoopOf({ children }: PythonNode): WhileLoop | null {
  const condition = children[1];
  const [body, otherwise] = children.filter(({ type }) => type === 'Body');
  return condition && body && condition !== body ? { condition, body, otherwise } : null;
}

/** A part of a `try`. */
export interface TrySection {
  readonly keyword: 'try' | 'except' | 'else' | 'finally';
  readonly body: PythonNode;
}

export function trySectionsOf({ children }: PythonNode): TrySection[] {
  const sections: TrySection[] = [];
  let keyword: TrySection['keyword'] = 'try';
  for (const child of children) {
    if (child.type === 'Body') sections.push({ keyword, body: child });
    else if (child.type === 'try' || child.type === 'except' || child.type === 'else' || child.type === 'finally')
      keyword = child.type;
  }
  return sections;
}

/** `with expression as target, ...` */
export function contextsOf({ children }: PythonNode): { expression: PythonNode; target: PythonNode | null }[] {
  const skipped = new Set(['with', 'async', 'Body', '(', ')', ':']);
  const groups = splitAt(
    children.filter(({ type }) => !skipped.has(type)),
    ',',
  );
  return groups.flatMap(([expression, as, target]) =>
    expression ? [{ expression, target: (as?.type === 'as' && target) || null }] : [],
  );
}

/** The bodies of the cases of a `match`. */
export function casesOf(node: PythonNode): PythonNode[] {
  const clauses = node.child('MatchBody')?.childrenOf('MatchClause') ?? [];
  return clauses.flatMap((clause) => clause.child('Body') ?? []);
}
