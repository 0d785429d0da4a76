import type { SourceBuilder, SourceParameter } from '../../../protocol/source.js';
import { childNamed, enclosing, type PythonNode } from '../syntax/node.js';
import { parametersOf } from '../syntax/parameters.js';
import type { PythonTree } from '../syntax/tree.js';
import type { Creation } from './modelRecord.js';

const owners = new Set(['FunctionDefinition', 'ClassDefinition', 'LambdaExpression']);
const definitions = new Set(['FunctionDefinition', 'ClassDefinition']);

/** The innermost function, method or class that makes a model when it is called; null at the top level. */
export function builderOf(tree: PythonTree, { node, returnedBy }: Creation): SourceBuilder | null {
  const owner = node.name === 'ClassDefinition' ? node : namedOwner(tree, node);
  if (!owner) return null;
  const name = nameOf(tree, owner);
  if (owner.name === 'ClassDefinition') return classBuilder(tree, owner, name, node === owner);
  const holder = enclosing(owner, definitions);
  const parameters = parametersIn(tree, owner);
  const returnsModel = returnedBy.has(owner);
  if (holder?.name !== 'ClassDefinition') {
    return { kind: 'function', name, exportedAs: isNested(owner) ? null : name, parameters, returnsModel };
  }
  const className = nameOf(tree, holder);
  if (name === '__init__') return classBuilder(tree, holder, className, false);
  return {
    kind: 'method',
    name: `${className}.${name}`,
    exportedAs: isNested(holder) ? null : className,
    parameters: isStatic(tree, owner) ? parameters : parameters.slice(1),
    returnsModel,
  };
}

function namedOwner(tree: PythonTree, node: PythonNode): PythonNode | null {
  let owner = enclosing(node, owners);
  while (owner?.name === 'LambdaExpression' && nameOf(tree, owner) === '') owner = enclosing(owner, owners);
  return owner;
}

/** The name in a definition, or of the variable that a lambda is assigned to. */
function nameOf(tree: PythonTree, owner: PythonNode): string {
  const { parent } = owner;
  const isAssigned = owner.name === 'LambdaExpression' && parent?.name === 'AssignStatement';
  const name = owner.name === 'LambdaExpression' ? isAssigned && parent.children[0] : childNamed(owner, 'VariableName');
  return name && name.name === 'VariableName' ? tree.textOf(name) : '';
}

function isNested(owner: PythonNode): boolean {
  return enclosing(owner, owners) !== null;
}

function classBuilder(tree: PythonTree, owner: PythonNode, name: string, returnsModel: boolean): SourceBuilder {
  const parameters = initializerParameters(tree, owner);
  return { kind: 'class', name, exportedAs: isNested(owner) ? null : name, parameters, returnsModel };
}

function initializerParameters(tree: PythonTree, owner: PythonNode): SourceParameter[] {
  for (const child of childNamed(owner, 'Body')?.children ?? []) {
    const definition = child.name === 'DecoratedStatement' ? child.children.at(-1) : child;
    if (definition?.name !== 'FunctionDefinition' || nameOf(tree, definition) !== '__init__') continue;
    return parametersIn(tree, definition).slice(1);
  }
  return [];
}

function isStatic(tree: PythonTree, owner: PythonNode): boolean {
  const decorators = owner.parent?.name === 'DecoratedStatement' ? owner.parent.children : [];
  return decorators.some((child) => child.name === 'Decorator' && tree.textOf(child).trim() === '@staticmethod');
}

function parametersIn(tree: PythonTree, owner: PythonNode): SourceParameter[] {
  return parametersOf(childNamed(owner, 'ParamList'))
    .filter(({ star }) => star === '')
    .map(({ name, defaultValue }) => ({
      name: tree.textOf(name),
      defaultValue: defaultValue ? tree.textOf(defaultValue) : null,
    }));
}
