import type { Trace } from './trace.js';

/** Inputs of operations whose whole numbers are values like others: they decide about no shape and no axis. All inputs where there is no list. */
const VALUES: Readonly<Record<string, readonly number[] | null>> = {
  ...{ Cast: [0], OneHot: [0], Slice: [1], GatherV2: [1], GatherNd: [1], ScatterNd: [0], UnsortedSegmentSum: [1] },
  ...{ Equal: null, NotEqual: null, Greater: null, GreaterEqual: null, Less: null, LessEqual: null },
  ...{ Add: null, AddV2: null, Sub: null, Mul: null, FloorDiv: null, FloorMod: null, Maximum: null, Minimum: null },
};

/** Asked at each step that is replayed. */
const known = new WeakMap<Trace, ReadonlySet<number>>();

/**
 * The created tensors of a trace whose numbers are shapes, sizes or axes, as indices: with other numbers in them the operations behind
 * them give tensors of other shapes.
 * @param int32 TensorFlow's name of whole numbers
 */
export function shapeNumbers(trace: Trace, int32: number): ReadonlySet<number> {
  const before = known.get(trace);
  if (before) return before;
  const numbers = found(trace, int32);
  known.set(trace, numbers);
  return numbers;
}

function found({ ops, created }: Trace, int32: number): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const { name, inputs } of ops) {
    for (const [at, source] of inputs.entries()) {
      if (source.kind !== 'created' || created[source.index]?.dtype !== int32) continue;
      const values = VALUES[name];
      const isValue = values === null || values?.includes(at);
      if (!isValue) numbers.add(source.index);
    }
  }
  return numbers;
}
