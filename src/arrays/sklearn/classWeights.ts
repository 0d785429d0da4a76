import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { floats } from '../numpy/making.js';
import { isMap } from '../values.js';

/** Weight of each class, by the class: as `balanced` has it, each class counts as much in all. */
function weightOf(given: Given, y: readonly Scalar[]): (label: Scalar) => number {
  const wanted = given.get('class_weight') ?? null;
  if (isMap(wanted)) return (label) => Number(wanted.get(label) ?? 1);
  if (wanted === null) return () => 1;
  if (wanted !== 'balanced') throw new NotKnown('this class_weight is not supported');
  const counts = new Map<Scalar, number>();
  for (const label of y) counts.set(label, (counts.get(label) ?? 0) + 1);
  return (label) => y.length / (counts.size * (counts.get(label) ?? 0));
}

/** Functions of `sklearn.utils.class_weight`. */
export const classWeightFunctions: Readonly<Record<string, ArrayFunction>> = {
  'sklearn.utils.class_weight.compute_class_weight': taking('class_weight classes y', (given) => {
    const classes = given.array('classes').scalars();
    const weight = weightOf(given, given.array('y').scalars());
    return floats(Float64Array.from(classes, weight));
  }),
  'sklearn.utils.class_weight.compute_sample_weight': taking('class_weight y indices!', (given) => {
    const y = given.array('y').scalars();
    return floats(Float64Array.from(y, weightOf(given, y)));
  }),
};
