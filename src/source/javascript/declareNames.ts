import type {
  Function as AnyFunction,
  ImportDeclaration,
  Node,
  VariableDeclaration,
  VariableDeclarator,
} from '@babel/types';
import type { Scopes, Source } from './bindings.js';
import { isFunction } from './nodeKinds.js';
import { forEachTarget } from './patterns.js';
import { enclosingFunction, enclosingScope } from './scopes.js';
import type { ParentOf } from './syntax.js';

/** Enters the names that a node declares into their scopes, with the values that the declaration gives them. */
export function declareNames(node: Node, scopes: Scopes, parentOf: ParentOf): void {
  if (isFunction(node)) declareParameters(node, scopes);
  switch (node.type) {
    case 'ImportDeclaration':
      declareImports(node, scopes, parentOf);
      return;
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type === 'TSExternalModuleReference') {
        const module = node.moduleReference.expression.value;
        const source: Source = { kind: 'import', module, imported: null };
        scopes.declare(enclosingScope(node, parentOf), node.id.name).writes.push({ at: node, source });
      }
      return;
    case 'VariableDeclarator':
      declareVariable(node, scopes, parentOf);
      return;
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      if (node.id) declareValue(node, node.id.name, enclosingScope(node, parentOf), scopes);
      return;
    case 'FunctionExpression':
    case 'ClassExpression':
      if (node.id) declareValue(node, node.id.name, node, scopes);
      return;
    case 'CatchClause':
      if (node.param)
        forEachTarget(node.param, (target) => target.type === 'Identifier' && scopes.declare(node, target.name));
      return;
    default:
  }
}

function declareValue(node: Node, name: string, scope: Node, scopes: Scopes): void {
  scopes.declare(scope, name).writes.push({ at: node, source: { kind: 'value', value: node, path: [] } });
}

function declareParameters(node: AnyFunction, scopes: Scopes): void {
  node.params.forEach((parameter, index) => {
    if (parameter.type === 'RestElement') return;
    forEachTarget(parameter, (target, path) => {
      if (target.type !== 'Identifier') return;
      const { writes } = scopes.declare(node, target.name);
      writes.push({ at: parameter, source: { kind: 'argument', of: node, index, path } });
      if (parameter.type === 'AssignmentPattern' && path.length === 0) {
        writes.push({ at: parameter, source: { kind: 'value', value: parameter.right, path } });
      }
    });
  });
}

function declareImports(node: ImportDeclaration, scopes: Scopes, parentOf: ParentOf): void {
  for (const specifier of node.specifiers) {
    let imported: string | null = null;
    if (specifier.type === 'ImportSpecifier') {
      imported = specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
    } else if (specifier.type === 'ImportDefaultSpecifier') {
      imported = 'default';
    }
    const { writes } = scopes.declare(enclosingScope(node, parentOf), specifier.local.name);
    writes.push({ at: specifier, source: { kind: 'import', module: node.source.value, imported } });
  }
}

function declareVariable(node: VariableDeclarator, scopes: Scopes, parentOf: ParentOf): void {
  const declaration = parentOf(node) as VariableDeclaration;
  const scope = declaration.kind === 'var' ? enclosingFunction(node, parentOf) : enclosingScope(declaration, parentOf);
  const loop = parentOf(declaration);
  const iterable = loop?.type === 'ForOfStatement' && loop.left === declaration ? loop.right : null;
  forEachTarget(node.id, (target, path) => {
    if (target.type !== 'Identifier') return;
    const { writes } = scopes.declare(scope, target.name);
    if (iterable) writes.push({ at: node, source: { kind: 'element', iterable, path } });
    else if (node.init) writes.push({ at: node, source: { kind: 'value', value: node.init, path } });
  });
}
