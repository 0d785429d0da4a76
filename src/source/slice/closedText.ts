import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { isCall, unwrap } from '../javascript/nodeKinds.js';
import { endOf, startOf, walk } from '../javascript/syntax.js';
import { isPureGlobal } from './knownGlobals.js';
import { type Reference, referencesIn } from './references.js';

const TOO_DEEP = 6;
/** Characters of a value that stands in a question. */
const TOO_LONG = 4000;

const CLOSED =
  /^(\w+Literal|TemplateElement|ArrayExpression|ObjectExpression|ObjectProperty|SpreadElement|UnaryExpression|BinaryExpression|LogicalExpression|ConditionalExpression|MemberExpression|CallExpression|NewExpression|Identifier|ParenthesizedExpression|TS\w+)$/;

/**
 * The text of an expression with what its names stand for in their place, so that it means the same outside of its file; null where something
 * in it is not written there. TensorFlow.js is called `tf`.
 */
export function closedText(expression: Node, analysis: FileAnalysis, text: string, depth = 0): string | null {
  const node = isPartOfObject(expression) ? (originOf(expression, analysis) ?? unwrap(expression)) : unwrap(expression);
  if (depth > TOO_DEEP || !isClosed(node, analysis)) return null;
  let result = '';
  let at = startOf(node);
  for (const reference of referencesIn(node, analysis.program.parentOf)) {
    const value = standsFor(reference, analysis, text, depth);
    if (value === null) return null;
    result += text.slice(at, startOf(reference)) + (reference === node ? value : inPlace(reference, value, analysis));
    at = endOf(reference);
    if (result.length > TOO_LONG) return null;
  }
  return result + text.slice(at, endOf(node));
}

const isPartOfObject = (node: Node): boolean => unwrap(node).type === 'MemberExpression';

/** What `DEFAULTS.units` stands for, where it is one thing. */
function originOf(member: Node, { origins }: FileAnalysis): Node | null {
  const [only, other] = origins.of(member);
  return only && !other && only.via.length === 0 ? unwrap(only.node) : null;
}

/** Calls are TensorFlow.js's own; what the file's functions do is not followed. */
function isClosed(root: Node, { paths }: FileAnalysis): boolean {
  let closed = true;
  walk(root, (node) => {
    if (!CLOSED.test(node.type) || (isCall(node) && paths.of(node.callee) === null)) closed = false;
  });
  return closed;
}

function standsFor(reference: Reference, analysis: FileAnalysis, text: string, depth: number): string | null {
  if (reference.type === 'ThisExpression') return null;
  const path = analysis.paths.of(reference);
  if (path) return ['tf', ...path].join('.');
  const { scopes, parentOf } = analysis.program;
  const binding = scopes.lookUp(reference.name, reference, parentOf);
  if (!binding) return isPureGlobal(reference.name) ? reference.name : null;
  const [only, second] = binding.writes;
  if (!only || second || only.source.kind !== 'value' || only.source.path.length > 0) return null;
  const value = closedText(only.source.value, analysis, text, depth + 1);
  return value === null || /^([\w.$]+|(['"`]).*\2|[[{].*[\]}])$/s.test(value) ? value : `(${value})`;
}

function inPlace(reference: Reference, value: string, { program }: FileAnalysis): string {
  const parent = program.parentOf(reference);
  const isShorthand = parent?.type === 'ObjectProperty' && parent.shorthand && reference.type === 'Identifier';
  return isShorthand ? `${reference.name}: ${value}` : value;
}
