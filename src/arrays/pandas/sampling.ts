import { taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { roundHalfEven } from '../numpy/elementwise.js';
import { type RandomSource, randomOf } from '../random/source.js';
import type { Args } from '../values.js';

/** Rows that `sample` takes. */
export function sampledRows(length: number, args: Args, source: RandomSource): Float64Array {
  let rows = new Float64Array();
  taking('n frac replace weights! random_state axis! ignore_index!', (given) => {
    const random = randomOf(given.get('random_state'), source);
    const count = given.has('frac') ? roundHalfEven(given.number('frac', 1) * length) : given.integer('n', 1);
    if (given.flag('replace', false)) rows = Float64Array.from({ length: count }, () => random.integer(0, length));
    else if (count > length) throw new NotKnown(`${length} rows are too few for a sample of ${count}`);
    else rows = random.permutation(length).slice(0, count);
    return null;
  })(args, 'sample');
  return rows;
}
