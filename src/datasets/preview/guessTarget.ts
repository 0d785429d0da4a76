import type { ColumnKind } from '../table/columnKinds.js';

/** Names that people give what is to be predicted, the surest first. */
const NAMES = [
  'target',
  'label',
  'labels',
  'class',
  'y',
  'species',
  'outcome',
  'output',
  'result',
  'diagnosis',
  'survived',
  'price',
];

/** The column that the model most likely is to predict: by its name, else the last one that holds anything. */
export function guessTarget(kinds: readonly ColumnKind[]): string {
  for (const name of NAMES) {
    const found = kinds.find((kind) => kind.name.trim().toLowerCase() === name);
    if (found) return found.name;
  }
  const last = kinds.findLast(({ kind }) => kind !== 'empty' && kind !== 'date') ?? kinds.at(-1);
  return last?.name ?? '1';
}

/** A column that only counts the rows: learning from it is learning by heart. */
export function isCounter({ name, kind, distinct, missing }: ColumnKind, rows: number): boolean {
  return (
    kind === 'number' &&
    missing === 0 &&
    rows > 1 &&
    distinct === rows &&
    /^(unnamed: 0|id|index|row|no|nr|#|.*[_ ]id)$/i.test(name.trim())
  );
}
