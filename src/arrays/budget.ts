import { NotKnown } from './notKnown.js';

/** What the arrays of one reading may take. */
export interface Budget {
  /** Numbers that one array may have. */
  readonly largest: number;
  /** Numbers that may still be made in all. */
  left: number;
}

let budget: Budget = { largest: 50_000_000, left: Number.POSITIVE_INFINITY };

/** Sets the budget for the time of a computation. Gives back the one before. */
export function spendFrom(next: Budget): Budget {
  const before = budget;
  budget = next;
  return before;
}

/** The size of a shape, checked before anything of that size is made. @throws {NotKnown} */
export function checkedSize(shape: readonly number[]): number {
  let size = 1;
  for (const axis of shape) {
    if (!Number.isInteger(axis) || axis < 0) throw new NotKnown(`an axis cannot have ${axis} entries`);
    size *= axis;
  }
  if (size > budget.largest || size > budget.left)
    throw new NotKnown(`an array of shape (${shape.join(', ')}) is larger than GradLens computes`, true);
  budget.left -= size;
  return size;
}
