import { argumentsOf } from '../syntax/arguments.js';
import { comprehensionOf } from '../syntax/comprehensions.js';
import { type PythonNode, splitAt, walk } from '../syntax/node.js';

/** What has a part in making a value. */
export interface ValueOrigins {
  /** In the order of the source. */
  readonly calls: readonly PythonNode[];
  /** Whether numbers are added, multiplied and the like on the way, other than to choose elements. */
  readonly hasArithmetic: boolean;
  /** Whether something has a part in it that the file does not show: a parameter, or what a function of its own does. */
  readonly isOpen: boolean;
}

/** What gives a name a value or changes it, by name: expressions, and operators of `x /= 255`. */
type Writes = ReadonlyMap<string, readonly PythonNode[]>;

/** More names have no part in one value that people write. */
const MOST_NAMES = 200;
const ARITHMETIC: ReadonlySet<string> = new Set(['ArithOp', 'UpdateOp']);

/**
 * Finds what a value may come from anywhere in a file, whichever statement runs: more than it does come from, so that what is not among it
 * certainly has no part.
 */
export class OriginsOfValues {
  private readonly writes: Writes;
  private readonly parameters: ReadonlySet<string>;
  private readonly functions: ReadonlySet<string>;

  /** @param isImported whether a name is a module, or of one */
  constructor(
    root: PythonNode,
    private readonly isImported: (name: string) => boolean,
  ) {
    const nodes = walk(root);
    this.writes = writesIn(nodes);
    const lists = nodes.filter(({ type }) => type === 'ParamList');
    this.parameters = new Set(lists.flatMap(({ children }) => children).map(({ text }) => text));
    const definitions = nodes.filter(({ type }) => type === 'FunctionDefinition' || type === 'ClassDefinition');
    this.functions = new Set(definitions.map((node) => node.child('VariableName')?.text ?? ''));
  }

  of(expression: PythonNode): ValueOrigins {
    const parts = this.partsOf(expression);
    const names = parts.filter(({ type }) => type === 'VariableName');
    return {
      calls: parts.filter(({ type }) => type === 'CallExpression').sort((first, second) => first.from - second.from),
      hasArithmetic: parts.some(({ type }) => ARITHMETIC.has(type)),
      isOpen: names.some((name) => this.isUnknown(name)) || new Set(names.map(({ text }) => text)).size > MOST_NAMES,
    };
  }

  /** Of the expression, and of all that gives its names their values. */
  private partsOf(expression: PythonNode): PythonNode[] {
    const seen = new Set<PythonNode>();
    const names = new Set<string>();
    const open = [expression];
    for (let root = open.pop(); root; root = open.pop()) {
      for (const node of valueParts(root)) {
        if (seen.has(node)) continue;
        seen.add(node);
        if (node.type !== 'VariableName' || names.has(node.text)) continue;
        names.add(node.text);
        open.push(...(this.writes.get(node.text) ?? []));
      }
    }
    return [...seen];
  }

  /** Whether nothing in the file says what a name stands for, other than a function of Python's own that is called. */
  private isUnknown({ text, parent }: PythonNode): boolean {
    if (this.parameters.has(text) || this.functions.has(text)) return true;
    const isWritten = this.writes.has(text) || this.isImported(text) || TYPES.has(text);
    return !isWritten && parent?.type !== 'CallExpression';
  }
}

/** Types of Python's own, which are given to `astype`. */
const TYPES: ReadonlySet<string> = new Set(['int', 'float', 'bool', 'str', 'object', 'complex']);

/** What of an expression or statement has a part in its value: which elements are taken, and how many, has none. */
function valueParts(root: PythonNode): PythonNode[] {
  const parts: PythonNode[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    parts.push(node);
    if (node.type === 'MemberExpression' && node.children[1]?.type === '[') open.push(...node.children.slice(0, 1));
    else if (node.type === 'CallExpression' && SHAPES.test(node.children[0]?.text ?? '')) {
      open.push(...node.children.slice(0, 1), ...argumentsOf(node.child('ArgList')).slice(0, 1).map(arrayOf));
    } else if (node.type === 'ArgList') open.push(...argumentsOf(node).map(({ value }) => value));
    else if (node.type === 'UnaryExpression') open.push(...node.children.slice(1));
    else open.push(...node.children);
  }
  return parts;
}

/** Calls whose other arguments are sizes. */
const SHAPES = /(?:^|\.)(?:reshape|expand_dims|zeros|ones|empty)$/;

const arrayOf = ({ value }: { readonly value: PythonNode }): PythonNode => value;

/** Targets, and what each of them is given a value by. */
interface Write {
  readonly targets: readonly PythonNode[];
  readonly values: readonly PythonNode[];
}

function writesIn(nodes: readonly PythonNode[]): Writes {
  const writes = new Map<string, PythonNode[]>();
  for (const { targets, values } of nodes.flatMap(writesOf)) {
    for (const name of targets.flatMap(rootsOf)) writes.set(name, [...(writes.get(name) ?? []), ...values]);
  }
  return writes;
}

function writesOf(node: PythonNode): Write[] {
  const { type, children } = node;
  if (type === 'AssignStatement' || type === 'UpdateStatement') {
    const operator = children.findLastIndex((child) => child.type === 'AssignOp' || child.type === 'UpdateOp');
    const values = children.slice(type === 'UpdateStatement' ? operator : operator + 1);
    const targets = children.slice(0, Math.max(0, operator));
    return writesOfSplit(targets, values) ?? writesOfPairs(targets, values) ?? [{ targets, values }];
  }
  if (type === 'ForStatement') {
    const within = children.findIndex((child) => child.type === 'in');
    return [{ targets: children.slice(1, within), values: children.slice(within + 1, within + 2) }];
  }
  if (type.endsWith('ComprehensionExpression') || (type === 'ArgList' && children.some(isFor))) {
    return comprehensionOf(node).loops.map(({ targets: { list }, iterable }) => {
      return { targets: list.map((item) => item.node), values: [iterable] };
    });
  }
  const [callee, given] = children;
  // `rows.append(row)`: what a call is given may change what it is called on.
  const isChange = type === 'CallExpression' && callee?.children[0] && given && CHANGES.test(callee.text);
  return isChange ? [{ targets: callee.children.slice(0, 1), values: [given] }] : [];
}

/** `a, b, c, d = train_test_split(x, y)`: two parts of each array, to which the others give nothing. Null of another statement. */
function writesOfSplit(targets: readonly PythonNode[], [call, ...others]: readonly PythonNode[]): Write[] | null {
  if (others.length > 0 || call?.type !== 'CallExpression' || !SPLITS.test(call.children[0]?.text ?? '')) return null;
  const given = argumentsOf(call.child('ArgList'));
  const arrays = given.filter(({ name, star }) => name === null && star === '');
  const parts = splitAt(targets, ',');
  if (given.some(({ star }) => star !== '') || parts.length !== 2 * arrays.length) return null;
  return parts.map((part, index) => ({
    targets: part,
    values: arrays.slice(index >> 1, (index >> 1) + 1).map(arrayOf),
  }));
}

/** `x, y = data / 255, labels`: each its own value. Null of another statement, and of one whose values are unpacked. */
function writesOfPairs(targets: readonly PythonNode[], values: readonly PythonNode[]): Write[] | null {
  const [names, given] = [splitAt(targets, ','), splitAt(values, ',')];
  const isPlain = [...names, ...given].every((part) => part.length === 1);
  if (!isPlain || names.length < 2 || names.length !== given.length) return null;
  return names.map((part, index) => ({ targets: part, values: given[index] ?? [] }));
}

const SPLITS = /(?:^|\.)train_test_split$/;

const isFor = ({ type }: PythonNode): boolean => type === 'for';

/** The names that a target gives a value, or an element or attribute of it: `x` of `x[:, 0]`. */
function rootsOf(target: PythonNode): string[] {
  if (target.type === 'VariableName') return [target.text];
  if (target.type === 'MemberExpression') return target.children.slice(0, 1).flatMap(rootsOf);
  return /^(?:Tuple|Array|Parenthesized)Expression$/.test(target.type) ? target.children.flatMap(rootsOf) : [];
}

const CHANGES = /\.(?:append|extend|insert|update|fill|apply|fit)$/;
