import { HumanError } from '../../errors/humanError.js';
import type { DataSpec } from '../../protocol/data.js';
import { storedTargetSize } from '../rows/memoryRows.js';
import type { RowSource } from '../rows/rowSource.js';
import { sizeOf } from '../rows/shapes.js';
import { DEFAULT_SEED, seededRandom } from '../sampling/seededRandom.js';
import type { ModelShapes } from '../types.js';
import { randomInput } from './randomInput.js';
import { randomTarget } from './randomTarget.js';
import { resolvedShapes } from './resolvedShapes.js';

const BATCHES = 20;
const BATCH_SIZE = 32;

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
