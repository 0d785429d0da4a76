import { type Class, isClass } from './nodeKinds.js';
import type { Program } from './program.js';

/** More than any chain of classes in one file. */
const MAX_BASES = 8;

/** The classes of the file that a class extends, the nearest first, each on its own; then all those that extend it. Nothing for what is no class. */
export function familyOf(holder: unknown, program: Program): readonly (readonly Class[])[] {
  const self = program.classes.find((node) => node === holder);
  if (!self) return [];
  const bases = basesOf(self, program);
  const heirs = program.classes.filter((node) => node.superClass && basesOf(node, program).includes(self));
  return [...bases.map((base) => [base]), heirs];
}

function basesOf(node: Class, program: Program): Class[] {
  const bases: Class[] = [];
  for (let base = baseOf(node, program); base && bases.length < MAX_BASES; base = baseOf(base, program))
    bases.push(base);
  return bases;
}

function baseOf({ superClass }: Class, program: Program): Class | undefined {
  if (superClass?.type !== 'Identifier') return undefined;
  const writes = program.scopes.lookUp(superClass.name, superClass, program.parentOf)?.writes ?? [];
  for (const { source } of writes) if (source.kind === 'value' && isClass(source.value)) return source.value;
  return undefined;
}
