import type { Node, Statement } from '@babel/types';
import { WORDS_NAME } from '../tokenWords.js';
import { isFunction } from './nodeKinds.js';
import { parseJavaScript } from './parse.js';
import { forEachTarget } from './patterns.js';
import { endOf, startOf, walk } from './syntax.js';

/** A variable that may hold words, with the statements that give it its value. */
export interface WordStatements {
  readonly name: string;
  readonly code: string;
}

/** What such statements may use besides each other: what only computes, the same each time. */
const PURE = new Set(
  'Array Object Map Set String Number Boolean JSON Math RegExp Symbol parseInt parseFloat undefined NaN Infinity isNaN'.split(
    ' ',
  ),
);

/** Methods that change what they are called on. */
const CHANGES =
  /^(?:set|add|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|assign|defineProperty)$/;

/** What is known of a statement at the top of a module. */
interface Top {
  readonly text: string;
  readonly declares: readonly string[];
  readonly uses: ReadonlySet<string>;
  /** Names that it changes itself, and those that functions in it would change when they are called. */
  readonly changes: ReadonlySet<string>;
  readonly mayChange: ReadonlySet<string>;
  readonly isPure: boolean;
}

/** The variables at the top of a module that are named as vocabularies are, where nothing but the module's own pure statements makes them. */
export function wordStatements(text: string, file: string): WordStatements[] {
  const tree = WORDS_NAME.test(text) ? parseJavaScript(text, file) : null;
  const tops = (tree?.program.body ?? []).map((statement) => topOf(statement, text));
  const names = tops.flatMap(({ declares }) => declares).filter((name) => WORDS_NAME.test(name));
  return names.flatMap((name) => {
    const code = codeFor(name, tops);
    return code === null ? [] : [{ name, code }];
  });
}

/** Null where something may change it that cannot be followed. */
function codeFor(name: string, tops: readonly Top[]): string | null {
  const taken = new Set<Top>();
  const wanted = [name];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    const own = next;
    const about = tops.filter(({ declares, changes }) => declares.includes(own) || changes.has(own));
    if (about.length === 0 ? !PURE.has(own) : tops.some(({ mayChange }) => mayChange.has(own))) return null;
    for (const top of about) {
      if (taken.has(top)) continue;
      if (!top.isPure) return null;
      taken.add(top);
      wanted.push(...top.uses);
    }
  }
  const code = tops.filter((top) => taken.has(top)).map((top) => top.text);
  return code.join('\n');
}

function topOf(statement: Statement, text: string): Top {
  const isExport = statement.type === 'ExportNamedDeclaration' && statement.declaration;
  const own = isExport ? isExport : statement;
  const [declares, locals, uses] = [[] as string[], new Set<string>(), new Set<string>()];
  const [changes, mayChange] = [new Set<string>(), new Set<string>()];
  let isPure = own.type !== 'ImportDeclaration' && own.type !== 'ClassDeclaration';
  declared(own, (name) => declares.push(name));
  const parentOf = walk(own, (node, parent) => {
    if (node !== own) declared(node, (name) => locals.add(name));
    if (isFunction(node))
      for (const each of node.params)
        forEachTarget(each, (target) => target.type === 'Identifier' && locals.add(target.name));
    if (/^(?:Await|Yield|Import|This)/.test(node.type)) isPure = false;
    if (node.type === 'Identifier' && node.name === 'random') isPure = false;
    if (isReference(node, parent(node))) uses.add(node.name);
  });
  walk(own, (node) => {
    const changed = changedName(node);
    if (changed !== null && !declares.includes(changed) && !locals.has(changed)) {
      const isLater = isInNamedFunction(node, own, parentOf);
      (isLater ? mayChange : changes).add(changed);
    }
  });
  for (const name of locals) if (!declares.includes(name)) uses.delete(name);
  for (const name of declares) uses.delete(name);
  return { text: text.slice(startOf(own), endOf(own)), declares, uses, changes, mayChange, isPure };
}

function declared(node: Node, tell: (name: string) => void): void {
  if (node.type === 'VariableDeclaration')
    for (const { id } of node.declarations)
      forEachTarget(id, (target) => target.type === 'Identifier' && tell(target.name));
  if (node.type === 'FunctionDeclaration' && node.id) tell(node.id.name);
}

/** A name that stands for a value, and not for a property or a key. */
function isReference(node: Node, parent: Node | undefined): node is Extract<Node, { type: 'Identifier' }> {
  if (node.type !== 'Identifier') return false;
  const isMember = parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression';
  if (isMember) return parent.object === node || parent.computed;
  const isKey = parent?.type === 'ObjectProperty' || parent?.type === 'ObjectMethod';
  return !isKey || parent.computed || (parent.type === 'ObjectProperty' && parent.value === node);
}

/** The variable whose value, or what is in it, a node changes. */
function changedName(node: Node): string | null {
  switch (node.type) {
    case 'AssignmentExpression':
      return rootOf(node.left);
    case 'UpdateExpression':
      return rootOf(node.argument);
    case 'UnaryExpression':
      return node.operator === 'delete' ? rootOf(node.argument) : null;
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
      if (!CHANGES.test(callee.property.name)) return null;
      const [first] = node.arguments;
      const isStatic = callee.object.type === 'Identifier' && callee.object.name === 'Object';
      return rootOf(isStatic && first ? first : callee.object);
    }
    default:
      return null;
  }
}

function rootOf(node: Node): string | null {
  let root = node;
  while (root.type === 'MemberExpression') root = root.object;
  return root.type === 'Identifier' ? root.name : null;
}

/** Whether a node of a statement runs only when something else calls it: what it is handed to at once, such as forEach, does so on the spot. */
function isInNamedFunction(node: Node, statement: Node, parentOf: (node: Node) => Node | undefined): boolean {
  for (let at: Node | undefined = node; at && at !== statement; at = parentOf(at)) {
    const parent = parentOf(at);
    const isHanded = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
    if (isFunction(at) && !isHanded) return true;
  }
  return isFunction(statement);
}
