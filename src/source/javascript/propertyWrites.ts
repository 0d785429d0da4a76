import type { Node } from '@babel/types';
import { familyOf } from './classFamily.js';
import type { Program, PropertyWrite } from './program.js';

/** The writes to an object; where there are none, those to its class's base classes, else to the classes that extend it. */
export function writesHeldBy(
  holder: unknown,
  writes: readonly PropertyWrite[],
  holderOf: (write: PropertyWrite) => unknown,
  program: Program,
): readonly PropertyWrite[] {
  const own = writes.filter((write) => holderOf(write) === holder);
  if (own.length > 0) return own;
  for (const relatives of familyOf(holder, program)) {
    const held = writes.filter((write) => relatives.some((relative) => relative === holderOf(write)));
    if (held.length > 0) return held;
  }
  return [];
}

/** Of writes to computed properties, those by the variable that a read goes by; all where there is none. */
export function withSameKey(writes: readonly PropertyWrite[], read: Node): readonly PropertyWrite[] {
  const key = computedName(read);
  const same = key === null ? [] : writes.filter((write) => computedName(write.at) === key);
  return same.length > 0 ? same : writes;
}

function computedName(node: Node): string | null {
  return 'property' in node && node.property.type === 'Identifier' ? node.property.name : null;
}
