import type { Node } from '@babel/types';
import { assignedName } from './assignedName.js';
import { keyName, memberName } from './names.js';
import { type Call, type Class, isClass } from './nodeKinds.js';
import type { Program } from './program.js';
import { enclosingClass } from './scopes.js';
import type { TensorFlowPaths } from './tensorFlowPath.js';

/** The call, `new` expression or class that makes a Sequential. */
export type Creation = Call | Class;

export function isSequentialCall(call: Call, paths: TensorFlowPaths): boolean {
  const { callee } = call;
  const path = callee.type === 'Identifier' || isMaker(memberName(callee), call) ? paths.of(callee) : null;
  return path?.length === 1 && isMaker(path[0], call);
}

/** People write `new tf.sequential()` too, which makes one; the class needs its `new`. */
function isMaker(name: string | null | undefined, call: Call): boolean {
  return name === 'sequential' || (name === 'Sequential' && call.type === 'NewExpression');
}

/** Every Sequential that the file makes, and every class that extends it, in the order of the source. */
export function findCreations(program: Program, paths: TensorFlowPaths): Creation[] {
  const classes = program.classes.filter(({ superClass }) => {
    const path = superClass && paths.of(superClass);
    return path?.length === 1 && path[0] === 'Sequential';
  });
  const calls = program.calls.filter((call) => isSequentialCall(call, paths));
  return [...classes, ...calls].sort((first, second) => (first.start ?? 0) - (second.start ?? 0));
}

/** The arguments of Sequential's constructor: those of the call, or of `super(...)` in a class of its own. */
export function configOf(creation: Creation, program: Program): Node | undefined {
  if (!isClass(creation)) return creation.arguments[0];
  return program.calls.find(
    (call) => call.callee.type === 'Super' && enclosingClass(call, program.parentOf) === creation,
  )?.arguments[0];
}

/** Variable or property it is assigned to, else its `name` option, else `sequential`, as tfjs calls it. */
export function modelName(creation: Creation, config: Node | undefined, program: Program): string {
  if (isClass(creation)) return creation.id?.name ?? assignedName(creation, program.parentOf) ?? 'sequential';
  return assignedName(creation, program.parentOf) ?? nameOption(config) ?? 'sequential';
}

function nameOption(config: Node | undefined): string | null {
  if (config?.type !== 'ObjectExpression') return null;
  for (const property of config.properties) {
    if (property.type !== 'ObjectProperty' || keyName(property.key, property.computed === true) !== 'name') continue;
    if (property.value.type === 'StringLiteral') return property.value.value;
  }
  return null;
}
