import type { SourceBuilder, SourceParameter } from '../../../protocol/source.js';
import { bindingOf, decoratedOf } from '../syntax/definitions.js';
import type { PythonNode } from '../syntax/node.js';
import { parametersOf } from '../syntax/parameters.js';
import type { Creation } from './modelRecord.js';

const owners = new Set(['FunctionDefinition', 'ClassDefinition', 'LambdaExpression']);
const definitions = new Set(['FunctionDefinition', 'ClassDefinition']);

/** The innermost function, method or class that makes a model when it is called; null at the top level. */
export function builderOf({ node, returnedBy }: Creation): SourceBuilder | null {
  const owner = node.type === 'ClassDefinition' ? node : namedOwner(node);
  if (!owner) return null;
  const name = nameOf(owner);
  if (owner.type === 'ClassDefinition') return classBuilder(owner, name, node === owner);
  const holder = owner.enclosing(definitions);
  const parameters = parametersIn(owner);
  const returnsModel = returnedBy.has(owner);
  if (holder?.type !== 'ClassDefinition') {
    return { kind: 'function', name, exportedAs: isNested(owner) ? null : name, parameters, returnsModel };
  }
  const className = nameOf(holder);
  if (name === '__init__') return classBuilder(holder, className, false);
  return {
    kind: 'method',
    name: `${className}.${name}`,
    exportedAs: isNested(holder) ? null : className,
    parameters: isStatic(owner) ? parameters : parameters.slice(1),
    returnsModel,
  };
}

function namedOwner(node: PythonNode): PythonNode | null {
  let owner = node.enclosing(owners);
  while (owner?.type === 'LambdaExpression' && nameOf(owner) === '') owner = owner.enclosing(owners);
  return owner;
}

/** The name in a definition, or of the variable that a lambda is assigned to. */
function nameOf(owner: PythonNode): string {
  const { parent } = owner;
  const isAssigned = owner.type === 'LambdaExpression' && parent?.type === 'AssignStatement';
  const name = owner.type === 'LambdaExpression' ? isAssigned && parent.children[0] : owner.child('VariableName');
  return name && name.type === 'VariableName' ? name.text : '';
}

function isNested(owner: PythonNode): boolean {
  return owner.enclosing(owners) !== null;
}

function classBuilder(owner: PythonNode, name: string, returnsModel: boolean): SourceBuilder {
  const parameters = initializerParameters(owner);
  return { kind: 'class', name, exportedAs: isNested(owner) ? null : name, parameters, returnsModel };
}

function initializerParameters(owner: PythonNode): SourceParameter[] {
  for (const child of owner.child('Body')?.children ?? []) {
    const definition = child.type === 'DecoratedStatement' ? decoratedOf(child).definition : child;
    if (definition?.type !== 'FunctionDefinition' || nameOf(definition) !== '__init__') continue;
    return parametersIn(definition).slice(1);
  }
  return [];
}

function isStatic({ parent }: PythonNode): boolean {
  return parent?.type === 'DecoratedStatement' && bindingOf(decoratedOf(parent).decorators) === 'static';
}

function parametersIn(owner: PythonNode): SourceParameter[] {
  return parametersOf(owner)
    .filter(({ star }) => star === '')
    .map(({ name, defaultValue }) => ({
      name,
      defaultValue: defaultValue?.text ?? null,
    }));
}
