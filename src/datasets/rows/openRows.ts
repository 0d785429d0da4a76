import { HumanError } from '../../errors/humanError.js';
import type { DataSpec } from '../../protocol/data.js';
import { shuffledRows, splitRows } from '../sampling/rowOrder.js';
import { DEFAULT_SEED } from '../sampling/seededRandom.js';
import { rowsOfShare, type TrainingShare } from '../sampling/trainingShare.js';
import type { DataBatch, Dataset, DatasetDescription, ModelShapes, WholeSamples } from '../types.js';
import type { RowSource } from './rowSource.js';
import { fits, shapeOfSize, shapeText, sizeOf } from './shapes.js';

type Options = Pick<DataSpec, 'shuffle' | 'seed' | 'validationSplit' | 'reshape'>;

/** Numbers of samples that are kept as a whole: about those of 60,000 pictures of 28 x 28. */
const MOST_KEPT = 48_000_000;

/**
 * Makes samples that can be read in any order a dataset: kept rows, order of each epoch, shape for the model.
 * @param share what is left of the rows for training; null for all
 */
export function openRows(
  source: RowSource,
  options: Options,
  shapes: ModelShapes,
  share: TrainingShare | null = null,
): Dataset {
  const shuffle = options.shuffle ?? true;
  const seed = options.seed ?? DEFAULT_SEED;
  const { training: all, validation } = splitRows(source.rows, options.validationSplit ?? 0, shuffle, seed);
  const training = share ? rowsOfShare(all.length, share).map((place) => all[place] ?? 0) : all;
  return {
    description: {
      ...describe(source, options, shapes, training.length, validation.length),
      ...(share ? { allRows: all.length } : {}),
    },
    whole: (targetSize) =>
      wholeSamples(source, targetSize, training, (rows, epoch) =>
        shuffle ? shuffledRows(rows, seed, epoch, null) : rows,
      ),
    training: ({ batchSize, epoch }) =>
      batches(source, shuffle ? shuffledRows(training, seed, epoch, source.block) : training, batchSize),
    validation: ({ batchSize }) => (validation.length === 0 ? null : batches(source, validation, batchSize)),
    close: () => source.close(),
  };
}

/** Those of a source that reaches each row alike, in the same order as batch by batch. */
function wholeSamples(
  source: RowSource,
  keptTargetSize: number,
  training: Uint32Array,
  order: (rows: Uint32Array, epoch: number) => Uint32Array,
): WholeSamples | null {
  const { inputSize, targetSize } = source;
  const isFew = training.length * (inputSize + keptTargetSize) <= MOST_KEPT;
  if (!isFew || source.isSlow || source.block !== null) return null;
  const places = Uint32Array.from({ length: training.length }, (_, place) => place);
  return {
    async read() {
      const x = new Float32Array(training.length * inputSize);
      const y = new Float32Array(training.length * targetSize);
      await source.read(training, x, y);
      return { rows: training.length, x, y };
    },
    order: (epoch) => order(places, epoch),
  };
}

async function* batches(source: RowSource, order: Uint32Array, batchSize: number): AsyncGenerator<DataBatch> {
  for (let start = 0; start < order.length; start += batchSize) {
    const part = order.subarray(start, start + batchSize);
    const x = new Float32Array(part.length * source.inputSize);
    const y = new Float32Array(part.length * source.targetSize);
    await source.read(part, x, y);
    yield { rows: part.length, x, y };
  }
}

function describe(
  source: RowSource,
  options: Options,
  shapes: ModelShapes,
  rows: number,
  validationRows: number,
): DatasetDescription {
  const { name, inputNames, inputRange } = source;
  const inputShape = shapeOfInput(source, options.reshape, shapes.input);
  return {
    name,
    rows,
    validationRows,
    inputShape,
    inputNames,
    inputRange,
    target: shapedTarget(source, shapes.output),
  };
}

/** As asked for, else as the model takes it where that only lays the same numbers out in another way. */
function shapeOfInput(
  { name, inputShape, inputSize }: RowSource,
  reshape: readonly number[] | undefined,
  wanted: ModelShapes['input'],
): readonly number[] {
  if (reshape) {
    if (sizeOf(reshape) === inputSize) return reshape;
    throw new HumanError(
      `A sample of ${name} has ${inputSize} numbers ${shapeText(inputShape)}, but "reshape" ${shapeText(reshape)} needs ` +
        `${sizeOf(reshape)}. Change "reshape", or remove it.`,
    );
  }
  if (!wanted || fits(inputShape, wanted)) return inputShape;
  return shapeOfSize(wanted, inputSize) ?? inputShape;
}

function shapedTarget({ target }: RowSource, output: ModelShapes['output']): DatasetDescription['target'] {
  if (target.kind !== 'numbers' || fits(target.shape, output)) return target;
  const shape = shapeOfSize(output, sizeOf(target.shape));
  return shape ? { ...target, shape } : target;
}
