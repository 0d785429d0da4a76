import type { SourceModel } from '../protocol/source.js';

/** The argument of `fit` in TensorFlow.js and in Keras; nobody gives it by its position. */
const NAMES: readonly (string | null)[] = ['validationSplit', 'validation_split'];

/** The share of the samples that every fit of a model keeps for validation; null where they keep none, or it is not told. */
export function keptShare({ fits }: Pick<SourceModel, 'fits'>): number | null {
  const shares = fits.map(({ arguments: { list } }) => list.find(({ name }) => NAMES.includes(name))?.value);
  const [share] = shares;
  const isShare = typeof share === 'number' && share > 0 && share < 1;
  return isShare && shares.every((each) => each === share) ? share : null;
}
