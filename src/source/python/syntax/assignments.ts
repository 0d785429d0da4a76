import { type Items, itemsAmong } from './items.js';
import { type PythonNode, splitAt } from './node.js';

/** `target = target = value` */
export interface Assignment {
  /** From the first to the last before the value. */
  readonly targets: readonly Items[];
  readonly value: Items;
}

/** Null where there is no value: `name: int`. */
export function assignmentOf({ children }: PythonNode): Assignment | null {
  const groups = splitAt(
    children.filter(({ type }) => type !== 'TypeDef'),
    'AssignOp',
  ).map(itemsAmong);
  const value = groups.length > 1 ? groups.pop() : undefined;
  return value ? { targets: groups, value } : null;
}
