import type { SourceSpan } from '../../../protocol/sourceSpan.js';

type Place = SourceSpan['start'];

export const isSamePlace = (first: Place, second: Place): boolean =>
  first.line === second.line && first.column === second.column;

/** Whether a place is before another, or the same. */
export const isBefore = (first: Place, second: Place): boolean =>
  first.line < second.line || (first.line === second.line && first.column <= second.column);

/** Whether a stretch of a file lies in another. */
export const isWithin = (inner: SourceSpan, outer: SourceSpan): boolean =>
  isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);

/** Whether a stretch of a file begins in another. */
export const startsIn = (inner: SourceSpan, outer: SourceSpan): boolean =>
  isBefore(outer.start, inner.start) && !isBefore(outer.end, inner.start);
