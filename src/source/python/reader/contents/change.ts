import type { Contents } from '../../../../arrays/arrays.js';
import { Vocabulary } from '../../../../arrays/keras/vocabulary.js';
import { NotKnown } from '../../../../arrays/notKnown.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import type { Lost } from '../values/arrays.js';
import type { Index } from '../values/indices.js';
import { isKind, type Value } from '../values/values.js';
import { contentsOf } from './contentsOf.js';
import { shapeOf, toArg, toIndices } from './convert.js';

/** What is made of a value that is lost is lost for the same reason. */
export function lostLike(self: Value, made: Value): Value {
  const isOpen = isKind(made, 'unknown') && isKind(self, 'unknown') && self.lost;
  return isOpen ? { ...made, lost: self.lost } : made;
}

/** Forgets the numbers of what was changed in a way that is not known. */
export function lose(value: Value | undefined, lost: Lost): void {
  if (isKind(value, 'array') && value.contents) {
    value.contents = null;
    value.lost = lost;
  } else if (isKind(value, 'list') && !value.lost) {
    value.lost = lost;
    for (const item of value.items) if (isKind(item, 'array')) lose(item, lost);
  } else {
    const contents = contentsOf(value);
    if (contents instanceof Vocabulary) contents.forget();
  }
}

export const isDropped = (node: PythonNode) => node.parent?.type === 'ExpressionStatement';

/** A table changed in place has another shape. */
export function refresh(value: Value): void {
  if (isKind(value, 'array') && value.contents) value.shape = shapeOf(value.contents) ?? value.shape;
}

/** `owner[...] = value`. Gives back whether the owner has numbers. */
export function setContentsItem(
  machine: Machine,
  owner: Value,
  indices: readonly Index[],
  value: Value,
  node: PythonNode,
): boolean {
  return changed(owner, node, (contents) =>
    machine.arrays.setItem(contents, toIndices(machine, indices, node), toArg(machine, value, node)),
  );
}

export function setContentsAttribute(
  machine: Machine,
  owner: Value,
  name: string,
  value: Value,
  node: PythonNode,
): boolean {
  return changed(owner, node, (contents) => machine.arrays.setAttribute(contents, name, toArg(machine, value, node)));
}

/** `del owner[...]`. */
export function deleteContentsItem(
  machine: Machine,
  owner: Value,
  indices: readonly Index[],
  node: PythonNode,
): boolean {
  return changed(owner, node, (contents) => machine.arrays.deleteItem(contents, toIndices(machine, indices, node)));
}

function changed(owner: Value, node: PythonNode, change: (contents: Contents) => void): boolean {
  const contents = contentsOf(owner);
  if (!contents) return false;
  try {
    change(contents);
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    lose(owner, { node, reason: error.message, costly: error.costly });
  }
  refresh(owner);
  return true;
}
