import { engineOf } from '../../../tfjs/engine.js';
import type { NodeBackend, TensorValues } from '../../../tfjs/nodeBackend.js';
import { patchOne } from '../../../tfjs/patch.js';
import type { Tensor, Tfjs } from '../../../tfjs/tfjs.js';
import { offsetAndScaleOf } from './offsetAndScale.js';
import type { RandomSource } from './trace.js';

/** tfjs names the scope of each of its functions thus. */
const SCOPES = {
  randomUniform__op: 'RandomUniform',
  randomNormal__op: 'RandomStandardNormal',
  truncatedNormal__op: 'TruncatedNormal',
} as const;

/**
 * Tells which tensors of a step tfjs filled with random numbers without a seed, and from which distribution. tfjs asks
 * `Math.random` for the seed then: while a step is traced it gets a number that is known here, so that the same numbers can be
 * drawn once more with standard parameters, which gives the step's own parameters.
 */
export class RandomNumbers {
  /** `Math.random` was called outside of tfjs's random functions: user code draws numbers itself. */
  strayed = false;
  private readonly origins = new Map<TensorValues, { scope: keyof typeof SCOPES; seed: number }>();
  private seeds = new Map<object, number>();

  constructor(
    private readonly tf: Tfjs,
    private readonly backend: NodeBackend,
  ) {}

  /** Runs a step with its random numbers under observation. */
  observe<T>(run: () => T): T {
    const { backend } = this;
    const random = Math.random;
    Math.random = () => {
      const scope = this.activeScope();
      const seed = random();
      if (scope && scope.name in SCOPES) this.seeds.set(scope, seed);
      else this.strayed = true;
      return seed;
    };
    const undo = patchOne(backend, 'tracedNumbers', {
      write: (write) => (values, shape, dtype) => {
        const scope = this.activeScope();
        const seed = scope ? this.seeds.get(scope) : undefined;
        if (scope && seed !== undefined) this.origins.set(values, { scope: scope.name as keyof typeof SCOPES, seed });
        return write.call(backend, values, shape, dtype);
      },
    });
    try {
      return run();
    } finally {
      Math.random = random;
      undo();
      this.seeds = new Map();
    }
  }

  /** How these values were drawn; null where they were not, or in a way that is not known. */
  sourceOf(values: TensorValues, shape: readonly number[]): RandomSource | null {
    const origin = this.origins.get(values);
    if (!origin || !(values instanceof Float32Array)) return null;
    const standard = this.standardNumbers(origin.scope, origin.seed, shape);
    const found = offsetAndScaleOf(standard, values);
    return found && { distribution: SCOPES[origin.scope], seeds: wholeSeeds(origin.seed), ...found };
  }

  private activeScope(): { readonly name: string } | null {
    return engineOf(this.tf).state.activeScope;
  }

  private standardNumbers(scope: keyof typeof SCOPES, seed: number, shape: readonly number[]): Float32Array {
    const { tf } = this;
    const own = [...shape];
    const draw = (): Tensor => {
      // tfjs's type of a uniform seed allows no fraction less than its own use of Math.random does.
      if (scope === 'randomUniform__op') return tf.randomUniform(own, 0, 1, 'float32', seed);
      if (scope === 'randomNormal__op') return tf.randomNormal(own, 0, 1, 'float32', seed);
      return tf.truncatedNormal(own, 0, 1, 'float32', seed);
    };
    const tensor = draw();
    const numbers = tensor.dataSync() as Float32Array;
    tensor.dispose();
    return numbers;
  }
}

/** All digits of a number from 0 up to 1. Zero is none to TensorFlow. */
function wholeSeeds(fraction: number): [number, number] {
  const high = fraction * 2 ** 31;
  return [1 + Math.floor(high), 1 + Math.floor((high % 1) * 2 ** 22)];
}
