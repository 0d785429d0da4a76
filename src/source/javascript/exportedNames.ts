import type { ExportNamedDeclaration, File, Identifier, Node, StringLiteral } from '@babel/types';
import { keyName, memberName } from './names.js';
import { walk } from './syntax.js';

/** The names that a file exports, by the name that they have in it. */
export function exportedNames(tree: File): ReadonlyMap<string, string> {
  const names: [string, string][] = [];
  walk(tree, (node) => {
    if (node.type === 'ExportNamedDeclaration' && !node.source) names.push(...namedExports(node));
    else if (node.type === 'ExportDefaultDeclaration') names.push(...defaultExports(node.declaration));
    else if (node.type === 'AssignmentExpression') names.push(...commonJsExports(node.left, node.right));
  });
  return new Map(names);
}

function namedExports(node: ExportNamedDeclaration): [string, string][] {
  const listed = node.specifiers.flatMap((each): [string, string][] =>
    each.type === 'ExportSpecifier' ? [[nameOf(each.local), nameOf(each.exported)]] : [],
  );
  return [...listed, ...declaredIn(node.declaration).map((name): [string, string] => [name, name])];
}

function defaultExports(declaration: Node): [string, string][] {
  const names = declaration.type === 'Identifier' ? [declaration.name] : declaredIn(declaration);
  return [...names.map((name): [string, string] => [name, 'default']), ['default', 'default']];
}

const nameOf = (node: Identifier | StringLiteral): string => (node.type === 'Identifier' ? node.name : node.value);

function declaredIn(node: Node | null | undefined): string[] {
  if (node?.type === 'VariableDeclaration') {
    return node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  }
  return (node?.type === 'FunctionDeclaration' || node?.type === 'ClassDeclaration') && node.id ? [node.id.name] : [];
}

/** `exports.a = b`, `module.exports.a = b`, `module.exports = { a, b: c }` and `module.exports = a`. */
export function commonJsExports(target: Node, value: Node): [string, string][] {
  if (target.type !== 'MemberExpression') return [];
  const name = memberName(target);
  const holder = target.object;
  const isModule = holder.type === 'Identifier' && holder.name === 'module' && name === 'exports';
  const isExports =
    (holder.type === 'Identifier' && holder.name === 'exports') ||
    (holder.type === 'MemberExpression' && memberName(holder) === 'exports');
  if (isExports && name !== null) {
    const local = value.type === 'Identifier' ? value.name : name;
    return [[local, name]];
  }
  if (!isModule) return [];
  if (value.type === 'Identifier') return [[value.name, 'default']];
  if (value.type !== 'ObjectExpression') return [['default', 'default']];
  return value.properties.flatMap((property): [string, string][] => {
    const exported = property.type === 'SpreadElement' ? null : keyName(property.key, property.computed === true);
    if (exported === null) return [];
    const isName = property.type === 'ObjectProperty' && property.value.type === 'Identifier';
    return [[isName ? nameOf(property.value as Identifier) : exported, exported]];
  });
}
