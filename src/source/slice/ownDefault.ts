import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { keyName, memberName } from '../javascript/names.js';
import { unwrap } from '../javascript/nodeKinds.js';
import { enclosingClass } from '../javascript/scopes.js';
import { closedText } from './closedText.js';
import { componentField } from './componentState.js';
import { parameterName } from './typeStretches.js';

/** What a parameter, or a property of one, is where nobody hands it over, as text; null where the source does not say. */
export function ownDefault(place: Node, analysis: FileAnalysis, text: string): string | null {
  const { scopes, parentOf } = analysis.program;
  const names: string[] = [];
  let node = unwrap(place);
  while (node.type === 'MemberExpression' && memberName(node) !== null) {
    names.unshift(memberName(node) ?? '');
    node = unwrap(node.object);
  }
  if (node.type === 'ThisExpression') {
    const value = ownField(node, names, analysis);
    return value && closedText(value, analysis, text);
  }
  const binding = node.type === 'Identifier' ? scopes.lookUp(node.name, node, parentOf) : undefined;
  const isHanded = binding?.writes.some(({ source }) => source.kind === 'argument');
  const fallback = isHanded ? fallbackOf(place, analysis) : null;
  const closedFallback = fallback && closedText(fallback, analysis, text);
  if (closedFallback !== null) return closedFallback;
  for (const { source } of binding?.writes ?? []) {
    const parameter = source.kind === 'argument' ? source.of.params[source.index] : undefined;
    const value =
      parameter && defaultAt(parameter, [...(source.kind === 'argument' ? source.path : []), ...names], analysis);
    const closed = value ? closedText(value, analysis, text) : null;
    if (closed !== null) return closed;
  }
  return null;
}

/** The `12` of `options.units || 12`. */
function fallbackOf(place: Node, { program }: FileAnalysis): Node | null {
  const around = program.parentOf(place);
  const isFallback = around?.type === 'LogicalExpression' && around.left === place && around.operator !== '&&';
  return isFallback ? around.right : null;
}

const ownField: typeof parameterField = (self, names, analysis) =>
  parameterField(self, names, analysis) ?? componentField(self, names, analysis);

/** The default of `constructor(private units = 8)`, read as `this.units`. */
function parameterField(self: Node, [field, ...rest]: readonly string[], analysis: FileAnalysis): Node | null {
  const members = enclosingClass(self, analysis.program.parentOf)?.body.body ?? [];
  for (const member of members) {
    for (const each of member.type === 'ClassMethod' && member.kind === 'constructor' ? member.params : []) {
      if (each.type === 'TSParameterProperty' && parameterName(each) === field) return defaultAt(each, rest, analysis);
    }
  }
  return null;
}

/** The default of what a path leads to in a parameter's pattern, or what its whole default has there. */
function defaultAt(pattern: Node, path: readonly string[], analysis: FileAnalysis): Node | null {
  const node = pattern.type === 'TSParameterProperty' ? pattern.parameter : pattern;
  const [name, ...rest] = path;
  switch (node.type) {
    case 'AssignmentPattern':
      return (name !== undefined && defaultAt(node.left, path, analysis)) || within(node.right, path, analysis);
    case 'ObjectPattern': {
      const property = node.properties.find(
        (each) => each.type === 'ObjectProperty' && keyName(each.key, each.computed === true) === name,
      );
      return property?.type === 'ObjectProperty' ? defaultAt(property.value, rest, analysis) : null;
    }
    case 'ArrayPattern': {
      const element = name === undefined ? null : node.elements[Number(name)];
      return element ? defaultAt(element, rest, analysis) : null;
    }
    default:
      return null;
  }
}

/** What an object or list literal has at the end of a path. */
function within(value: Node, [name, ...rest]: readonly string[], analysis: FileAnalysis): Node | null {
  if (name === undefined) return value;
  const [origin, other] = analysis.origins.of(value);
  const node = origin && !other ? unwrap(origin.node) : unwrap(value);
  if (node.type === 'ArrayExpression') {
    const element = node.elements[Number(name)];
    return element ? within(element, rest, analysis) : null;
  }
  if (node.type !== 'ObjectExpression') return null;
  const property = node.properties.findLast(
    (each) => each.type === 'ObjectProperty' && keyName(each.key, each.computed === true) === name,
  );
  return property?.type === 'ObjectProperty' ? within(property.value, rest, analysis) : null;
}
