import type { File, Node, VariableDeclarator } from '@babel/types';
import type { Binding } from '../javascript/bindings.js';
import { isLoop } from '../javascript/nodeKinds.js';
import type { Program } from '../javascript/program.js';
import { type ParentOf, walk } from '../javascript/syntax.js';
import type { Levels } from './flattenedLevels.js';

/** Every name of the file, and the variables that are declared without a value. */
export function declaredNames(tree: File, program: Program) {
  const names = new Set<string>();
  const uninitialized = new Map<Binding, VariableDeclarator>();
  walk(tree, (node) => {
    if (node.type === 'Identifier' && !isPropertyName(node, program.parentOf(node))) names.add(node.name);
    if (node.type !== 'VariableDeclarator' || node.init || node.id.type !== 'Identifier') return;
    const binding = program.scopes.lookUp(node.id.name, node, program.parentOf);
    if (binding) uninitialized.set(binding, node);
  });
  return { names, uninitialized };
}

function isPropertyName(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'MemberExpression') return parent.property === node && !parent.computed;
  return parent?.type === 'ObjectProperty' && parent.key === node && !parent.computed && !parent.shorthand;
}

/** Whether the head of a loop declares it. */
export function isLoopVariable(declarator: Node, parentOf: ParentOf): boolean {
  const declaration = parentOf(declarator);
  const loop = declaration && parentOf(declaration);
  return !!loop && isLoop(loop) && loop.body !== declaration;
}

export function isLoopBinding({ writes }: Binding, parentOf: ParentOf): boolean {
  return writes.some(({ at }) => at.type === 'VariableDeclarator' && isLoopVariable(at, parentOf));
}

/** Whether a variable is that of a loop around a function that is taken apart: its statements then run outside of the loop. */
export function isOfOuterLoop({ writes }: Binding, read: Node, levels: Levels, parentOf: ParentOf): boolean {
  return writes.some(
    ({ at }) =>
      at.type === 'VariableDeclarator' && isLoopVariable(at, parentOf) && levels.around(at) !== levels.around(read),
  );
}

/** Whether one of a variable's values is given where the slice runs: what only another function assigns, nobody has assigned by then. */
export function hasValueHere({ writes }: Binding, levels: Levels): boolean {
  return writes.some(({ at, source }) => source.kind !== 'value' || at.type !== 'Identifier' || levels.runsHere(at));
}

/** Whether it is a parameter of a function whose statements run as they stand: nobody hands it over. */
export function isOpenParameter({ writes }: Binding, levels: Levels): boolean {
  return writes.some(({ source }) => source.kind === 'argument' && levels.has(source.of));
}
