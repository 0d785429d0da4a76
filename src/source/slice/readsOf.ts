import type { Identifier, Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { keyName, memberName } from '../javascript/names.js';
import { isCall, isFunction, unwrap } from '../javascript/nodeKinds.js';
import { enclosingClass } from '../javascript/scopes.js';
import { walk } from '../javascript/syntax.js';

const MAX_READS = 12;

/** Where a variable or parameter is read in its scope. */
export function readsOfVariable(declared: Identifier, { program }: FileAnalysis): Node[] {
  const scope = program.scopes.scopeOf(declared.name, declared, program.parentOf);
  const binding = program.scopes.lookUp(declared.name, declared, program.parentOf);
  const reads: Node[] = [];
  if (!scope) return reads;
  walk(scope, (node) => {
    if (node.type !== 'Identifier' || node.name !== declared.name || node === declared) return;
    const parent = program.parentOf(node);
    if (parent?.type === 'ObjectProperty' && parent.key === node && parent.value !== node) return;
    if (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) return;
    if (parent?.type === 'AssignmentExpression' && parent.left === node) return;
    if (program.scopes.lookUp(node.name, node, program.parentOf) === binding) reads.push(node);
  });
  return reads.slice(0, MAX_READS);
}

/** Where the target of an assignment is read: a variable, or a property of the same name of the same class or object. */
export function readsOfTarget(target: Node, analysis: FileAnalysis): Node[] {
  const to = unwrap(target);
  if (to.type === 'Identifier') return readsOfVariable(to, analysis);
  const name = to.type === 'MemberExpression' ? memberName(to) : null;
  if (to.type !== 'MemberExpression' || name === null) return [];
  const { parentOf } = analysis.program;
  const owner = enclosingClass(to, parentOf);
  const object = objectName(to.object);
  if (!owner || object === null) return [];
  const reads: Node[] = [];
  walk(owner, (node) => {
    if (node.type !== 'MemberExpression' || node === to || memberName(node) !== name) return;
    if (objectName(node.object) !== object) return;
    const parent = parentOf(node);
    if (parent?.type !== 'AssignmentExpression' || parent.left !== node) reads.push(node);
  });
  return reads.slice(0, MAX_READS);
}

/** Where the elements of a list are read in the loop over it, or in the function that `map` and the like call with them. */
export function elementReads(owner: Node, analysis: FileAnalysis): Node[] {
  if (owner.type === 'ForOfStatement') {
    const { left } = owner;
    const declared = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
    return declared?.type === 'Identifier' ? readsOfVariable(declared, analysis) : [];
  }
  const callback = isCall(owner) ? owner.arguments[0] : undefined;
  const isReduce = isCall(owner) && memberName(owner.callee) === 'reduce';
  const parameter = callback && isFunction(callback) ? callback.params[isReduce ? 1 : 0] : undefined;
  return parameter?.type === 'Identifier' ? readsOfVariable(parameter, analysis) : [];
}

function objectName(object: Node): string | null {
  const node = unwrap(object);
  if (node.type === 'ThisExpression') return 'this';
  return node.type === 'Identifier' ? node.name : null;
}

/** Where a property of an object literal is read, through the variable or property that keeps the object. */
export function readsOfProperty(object: Node, name: string, analysis: FileAnalysis): Node[] {
  const { parentOf } = analysis.program;
  const keeper = parentOf(object);
  const isKept =
    (keeper?.type === 'VariableDeclarator' && keeper.init === object) || keeper?.type === 'AssignmentExpression';
  const target =
    keeper?.type === 'VariableDeclarator' ? keeper.id : keeper?.type === 'AssignmentExpression' && keeper.left;
  if (!isKept || !target) return [];
  const whole = target.type === 'Identifier' ? readsOfVariable(target, analysis) : readsOfTarget(target, analysis);
  return whole.flatMap((read) => {
    const parent = parentOf(read);
    if (parent?.type === 'MemberExpression' && parent.object === read)
      return memberName(parent) === name ? [parent] : [];
    if (parent?.type !== 'VariableDeclarator' || parent.init !== read || parent.id.type !== 'ObjectPattern') return [];
    return parent.id.properties.flatMap((each) => {
      const isNamed = each.type === 'ObjectProperty' && keyName(each.key, each.computed === true) === name;
      return isNamed && each.value.type === 'Identifier' ? readsOfVariable(each.value, analysis) : [];
    });
  });
}
