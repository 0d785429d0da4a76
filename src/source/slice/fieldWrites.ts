import type { Node } from '@babel/types';
import type { PropertyWrite } from '../javascript/program.js';
import { enclosingFunction } from '../javascript/scopes.js';
import { contains, type ParentOf } from '../javascript/syntax.js';
import type { Levels } from './flattenedLevels.js';
import { isStartValue } from './startValues.js';

/**
 * Of the values that a class gives a field, those that it has when the model is made: the model itself; else what the constructor, the field's own
 * line and the code around the model give it; else what one other method does. None where several methods give it one: which of them a
 * program calls is not known.
 */
export function fieldWrites(
  writes: readonly PropertyWrite[],
  creation: Node | undefined,
  levels: Levels,
  parentOf: ParentOf,
): readonly PropertyWrite[] {
  const making = writes.filter(({ source }) => creation && source.kind === 'value' && contains(source.value, creation));
  if (making.length > 0) return making;
  const runs = ({ at }: PropertyWrite) =>
    /^Class/.test(at.type) || isInConstructor(at, parentOf) || levels.runsHere(at);
  const home = writes.filter(runs);
  if (home.some((write) => !isStartValue(write))) return home;
  const others = writes.filter((write) => !runs(write) && !isStartValue(write));
  const methods = new Set(others.map(({ at }) => enclosingFunction(at, parentOf)));
  return methods.size > 1 ? [] : writes;
}

function isInConstructor(node: Node, parentOf: ParentOf): boolean {
  const owner = enclosingFunction(node, parentOf);
  return owner.type === 'ClassMethod' && owner.kind === 'constructor';
}
