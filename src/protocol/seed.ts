import * as v from 'valibot';

/** The largest seed that NumPy takes: the data of Python's programs gets a run's seed too. */
export const MAX_SEED = 2 ** 32 - 1;

/** What all random numbers of a run follow from. */
export const Seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_SEED));
