import { NotKnown } from '../notKnown.js';
import { asArray } from '../numpy/nested.js';
import type { Arg } from '../values.js';
import { LegacyRandom } from './legacyRandom.js';
import { RandomState } from './randomState.js';

/** Where functions without a seed of their own draw from: NumPy's global state. */
export interface RandomSource {
  readonly global: LegacyRandom;
}

/** What `random_state` stands for: a seed, a state, or None for the global one. */
export function randomOf(value: Arg | undefined, source: RandomSource): LegacyRandom {
  if (value === undefined || value === null) return source.global;
  if (value instanceof RandomState) return value.random;
  if (typeof value === 'number') return new LegacyRandom(value);
  if (typeof value === 'object') return new LegacyRandom(Array.from(asArray(value).numbers()));
  throw new NotKnown('this kind of seed is not supported');
}
