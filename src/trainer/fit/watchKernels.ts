import type { SourceLocation } from '../../protocol/fit.js';
import { type Engine, engineOf } from '../../tfjs/engine.js';
import { patch } from '../../tfjs/patch.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { UserCode } from '../capture/userCode.js';

/** An operation of tfjs's, and where user code called it; null where tfjs did. */
export interface SeenKernel {
  readonly kernel: string;
  readonly place: SourceLocation | null;
}

export interface WatchedKernels<T> {
  readonly result: T;
  /** The first that made NaN or infinity of finite numbers. */
  readonly broke: SeenKernel | null;
  /** A tensor that was NaN or infinite before any operation was, and where it was used first; null where an operation came first. */
  readonly given: { readonly tensor: Tensor; readonly place: SourceLocation | null } | null;
  /** The first whose value is finite at 0 and whose gradient is not. */
  readonly steepAtZero: SeenKernel | null;
  /** The first that user code called. */
  readonly users: SeenKernel | null;
}

/** Operations with an infinite slope at 0, by the input that is 0 there. */
const STEEP_AT_ZERO: Readonly<Record<string, string>> = { Sqrt: 'x', Pow: 'a', Acos: 'x', Asin: 'x', Acosh: 'x' };

/** Runs a piece of a training step again and reads what each of its operations computes. For once: every value is read back. */
export function watchKernels<T>(tf: Tfjs, userCode: UserCode, run: () => T): WatchedKernels<T> {
  // What stands further out than this call has called the training, not the operation.
  const outer = userCode.callPlace(watchKernels);
  let broke: SeenKernel | null = null;
  let given: WatchedKernels<T>['given'] = null;
  let steepAtZero: SeenKernel | null = null;
  let users: SeenKernel | null = null;
  const undo = patch(tf, 'watchedKernels', {
    runKernel: (runKernel) =>
      function watched(this: Engine, name, inputs, ...rest) {
        const result = runKernel.call(this, name, inputs, ...rest);
        const place = otherThan(outer, userCode.callPlace(watched));
        const seen = { kernel: name, place };
        if (place) users ??= seen;
        if (!broke && !given && !allFinite(result)) {
          const bad = tensorsOf(inputs).find((tensor) => !allFinite(tensor));
          if (bad) given = { tensor: bad, place };
          else broke = seen;
        }
        const steep = (inputs as Record<string, Tensor>)[STEEP_AT_ZERO[name] ?? ''];
        if (steep && !steepAtZero && steep.dataSync().includes(0)) steepAtZero = seen;
        return result;
      },
  });
  try {
    return { result: onTape(engineOf(tf), run), broke, given, steepAtZero, users };
  } finally {
    undo();
  }
}

/** As while gradients are derived: tfjs fuses no operations then, and fused ones may swallow a NaN. */
function onTape<T>(engine: Engine, run: () => T): T {
  const { state } = engine;
  engine.startTape();
  try {
    return run();
  } finally {
    engine.endTape();
    if (state.gradientDepth === 0) {
      for (const { saved } of state.activeTape ?? []) for (const tensor of saved ?? []) tensor.dispose();
      state.activeTape = null;
    }
  }
}

export function allFinite(values: unknown): boolean {
  const tensors = (Array.isArray(values) ? values : [values]).filter((each) => each?.dtype === 'float32') as Tensor[];
  return tensors.every((tensor) => (tensor.dataSync() as Float32Array).every(Number.isFinite));
}

const tensorsOf = (inputs: object): Tensor[] =>
  Object.values(inputs)
    .flat()
    .filter((each) => each?.dtype);

function otherThan(outer: SourceLocation | null, place: SourceLocation | null): SourceLocation | null {
  const same = place?.file === outer?.file && place?.line === outer?.line && place?.column === outer?.column;
  return same ? null : place;
}

const WORDS: Readonly<Record<string, string>> = {
  Log: 'a logarithm of 0 or less',
  Log1p: 'a logarithm of 0 or less',
  RealDiv: 'a division by 0',
  Reciprocal: 'a division by 0',
  Sqrt: 'a square root of a negative number',
  Rsqrt: 'a division by a square root of 0 or less',
  Exp: 'an exponential of a number that is too large',
  Pow: 'a power',
};

/** An operation for people. */
export const kernelWords = ({ kernel }: SeenKernel): string => WORDS[kernel] ?? `the operation ${kernel}`;
