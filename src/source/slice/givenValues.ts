import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { isCall, unwrap } from '../javascript/nodeKinds.js';
import { endOf, type ParentOf, startOf } from '../javascript/syntax.js';
import { isLiteral } from './literals.js';

const MOST = 5;

/** Literals that the file itself gives an open value: defaults, arguments at call sites, first states, fallbacks. */
export function givenValues(place: Node, analysis: FileAnalysis, text: string): string[] {
  const { program, origins } = analysis;
  const found: Node[] = [];
  const fallback = program.parentOf(place);
  if (fallback?.type === 'LogicalExpression' && fallback.left === place && fallback.operator !== '&&')
    found.push(fallback.right);
  if (fallback?.type === 'AssignmentPattern' && fallback.left === place) found.push(fallback.right);
  const node = unwrap(place);
  const binding = node.type === 'Identifier' ? program.scopes.lookUp(node.name, node, program.parentOf) : undefined;
  found.push(...compared(place, program.parentOf));
  for (const { source } of binding?.writes ?? []) {
    if (source.kind === 'value') found.push(...defaults(source.value));
    if (source.kind === 'argument') found.push(...defaults(source.of.params[source.index] ?? node, source.path));
  }
  found.push(...origins.of(node).map((origin) => origin.node));
  const texts = found.filter(isLiteral).map((literal) => text.slice(startOf(literal), endOf(literal)));
  return [...new Set(texts)].slice(0, MOST);
}

/** Literals that the file's own calls hand over for a parameter: with them the program itself makes the model. */
export function handedValues(place: Node, { origins }: FileAnalysis, text: string): string[] {
  const handed = origins.of(unwrap(place)).filter(({ node, via }) => via.length > 0 && isLiteral(node));
  return [...new Set(handed.map(({ node }) => text.slice(startOf(node), endOf(node))))];
}

/** What the value is compared with: `kind === 'lstm'`, `case 'lstm':`. */
function compared(place: Node, parentOf: ParentOf): Node[] {
  const parent = parentOf(place);
  if (parent?.type === 'SwitchStatement' && parent.discriminant === place) {
    return parent.cases.flatMap(({ test }) => test ?? []);
  }
  if (parent?.type !== 'BinaryExpression' || !/^===?$/.test(parent.operator)) return [];
  return [parent.left === place ? parent.right : parent.left];
}

/** `useState(10)`, `a ?? 10`, and the default of a parameter or of a name in its pattern. */
function defaults(value: Node, path: readonly string[] = []): Node[] {
  const node = unwrap(value);
  if (
    isCall(node) &&
    node.callee.type === 'Identifier' &&
    /^use(State|Ref|Memo)$|^(shallowR|r)ef$/.test(node.callee.name)
  ) {
    return node.arguments[0] ? [node.arguments[0]] : [];
  }
  if (node.type === 'LogicalExpression') return [node.right];
  if (node.type === 'AssignmentPattern') return path.length === 0 ? [node.right] : defaults(node.left, path);
  const [name, ...rest] = path;
  if (node.type !== 'ObjectPattern' || name === undefined) return isLiteral(node) ? [node] : [];
  return node.properties.flatMap((property) => {
    const isNamed =
      property.type === 'ObjectProperty' && property.key.type === 'Identifier' && property.key.name === name;
    return isNamed ? defaults(property.value, rest) : [];
  });
}
