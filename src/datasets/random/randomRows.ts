import { HumanError } from '../../errors/humanError.js';
import type { DataSpec } from '../../protocol/data.js';
import { storedTargetSize } from '../rows/memoryRows.js';
import type { RowSource } from '../rows/rowSource.js';
import { sizeOf } from '../rows/shapes.js';
import { DEFAULT_SEED, type SeededRandom, seededRandom } from '../sampling/seededRandom.js';
import type { ModelShapes } from '../types.js';
import { randomTarget } from './randomTarget.js';

const BATCHES = 20;
const BATCH_SIZE = 32;

/** Steps of a sequence whose length a model leaves open. */
const STEPS = 16;
/** Height and width of a picture whose size a model leaves open: enough for five halvings. */
const SIDE = 64;

interface RandomInput {
  readonly range: readonly [number, number] | null;
  fill(random: SeededRandom, x: Float32Array): void;
}

/**
 * Noise of exactly a model's shapes, for a first look at its gradients. Each row is made when it is read and is the same each time, so
 * that a model can learn it by heart and large pictures take no memory.
 *
 * @throws {HumanError} where the model does not say what it takes.
 */
export function randomRows(spec: Extract<DataSpec, { kind: 'random' }>, shapes: ModelShapes): RowSource {
  if (!shapes.input) {
    throw new HumanError(
      'Random data takes its shape from the model, but the first layer has no input shape. Give it an inputShape, or choose other data.',
    );
  }
  const { input, output } = resolvedShapes(shapes.input, shapes.output);
  const { range, fill: fillInput } = randomInput(input, shapes);
  const { target, fill: fillTarget } = randomTarget(output, shapes);
  const inputSize = sizeOf(input);
  const targetSize = storedTargetSize(target);
  const seed = spec.seed ?? DEFAULT_SEED;
  return {
    name: 'random',
    rows: (spec.batches ?? BATCHES) * (spec.batchSize ?? BATCH_SIZE),
    inputSize,
    targetSize,
    inputShape: input,
    inputNames: null,
    inputRange: range,
    target,
    block: null,
    async read(rows, x, y) {
      rows.forEach((row, index) => {
        const random = seededRandom(seed, row);
        fillTarget(random, y.subarray(index * targetSize, (index + 1) * targetSize));
        fillInput(random, x.subarray(index * inputSize, (index + 1) * inputSize));
      });
    },
    async close() {},
  };
}

/** Token ids for an embedding, from 0 to 1 for pictures, else standard normal. */
function randomInput(shape: readonly number[], { vocabulary }: Pick<ModelShapes, 'vocabulary'>): RandomInput {
  if (vocabulary !== null) return each([0, Math.max(0, vocabulary - 1)], (random) => random.below(vocabulary));
  if (isPicture(shape)) return each([0, 1], (random) => random.uniform());
  return each(null, (random) => random.normal());
}

function isPicture(shape: readonly number[]): boolean {
  return shape.length === 3 && (shape[2] ?? 0) <= 4;
}

function each(range: RandomInput['range'], make: (random: SeededRandom) => number): RandomInput {
  return {
    range,
    fill(random, x) {
      for (let place = 0; place < x.length; place++) x[place] = make(random);
    },
  };
}

/** Gives each place that a model leaves open a length; the output's are taken to follow the input's. */
function resolvedShapes(
  input: readonly (number | null)[],
  output: readonly (number | null)[],
): { input: number[]; output: number[] } {
  const open = input.length > 2 ? SIDE : STEPS;
  const filled = input.map((length) => length ?? open);
  return { input: filled, output: output.map((length, axis) => length ?? filled[axis] ?? open) };
}
