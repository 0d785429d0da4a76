import type { DataBatch } from '../../datasets/types.js';
import { HumanError } from '../../errors/humanError.js';
import type { FitSetup } from '../../protocol/fit.js';
import type { KnownDataset } from '../fit/fitArguments.js';
import { rowsOfBatches } from '../kerasFit/datasetBatches.js';
import { runProgram } from '../kerasProgram/runProgram.js';
import type { BuildRun } from './buildRun.js';
import { type BatchTensors, batchTensors } from './dataTensors.js';
import { failingAs } from './failingAs.js';
import { readKeras } from './kerasRecipe.js';
import { makeModel } from './makeModel.js';
import { type OpenData, openData } from './openData.js';
import type { MadeModel } from './sourceFit.js';

const DEFAULT_EPOCHS = 10;

/** What `fitDataset` takes: the part of a `tf.data.Dataset` that it uses, with what is recorded of the fit. */
interface BatchDataset extends KnownDataset {
  iterator(): Promise<AsyncIterator<BatchTensors>>;
}

/** `fitDataset` with what it really needs of a dataset. */
interface FitsBatches {
  fitDataset(dataset: BatchDataset, args: object): Promise<unknown>;
}

/** Makes the task's model, opens its data and fits it. What goes wrong ends the run with a problem at its place. */
export async function trainBuild(run: BuildRun): Promise<void> {
  const { recipe } = run.task;
  if (recipe.kind === 'keras') {
    const { program, values } = await failingAs('model', run, async () => readKeras(run, recipe));
    await runProgram(run, program, values);
    return;
  }
  const made = await failingAs('model', run, () => makeModel(run, recipe));
  const data = await failingAs('data', run, () => openData(run, made));
  try {
    await failingAs('data', run, () => fitOnData(run, made, data));
  } finally {
    await data.dataset.close();
  }
}

/**
 * Fits the model on its data, batch by batch as it is read.
 * @throws {HumanError} where the data cannot be read on, or holds nothing
 */
async function fitOnData(run: BuildRun, { model, fit }: MadeModel, data: OpenData): Promise<void> {
  const { tf, task } = run;
  const { dataset, name, batchSize, form, whole } = data;
  const { description } = dataset;
  const toTensors = (batch: DataBatch) => batchTensors(tf, batch, description.inputShape, form);

  let epoch = 0;
  const readTraining = () => dataset.training({ batchSize, epoch: epoch++ });
  const readValidation = () => dataset.validation({ batchSize }) ?? nothing();
  const hasValidation = dataset.validation({ batchSize }) !== null;
  const kept = whole && toTensors(await whole.read());
  const setup: FitSetup = {
    data: name,
    samples: description.rows,
    ...(description.allRows === undefined ? {} : { allSamples: description.allRows }),
    validation: hasValidation ? description.validationRows : 0,
    epochsFrom: task.fit.epochs !== null ? 'chosen' : fit.epochs !== null ? 'source' : 'gradlens',
    sourceEpochs: fit.epochs,
    ...(description.target.kind === 'classes' ? { classes: description.target.labels } : {}),
    ...(description.inputNames ? { inputNames: description.inputNames } : {}),
  };
  const batchesOf = (read: () => AsyncIterable<DataBatch>, rows: number | null): BatchDataset => ({
    iterator: async () => batchesAsRead(read, toTensors),
    batchSize,
    size: rows === null ? undefined : Math.ceil(rows / batchSize),
    setup,
  });
  const batches: BatchDataset = {
    ...batchesOf(readTraining, description.rows),
    whole: whole && kept && { data: [kept.xs, kept.ys], pass: () => rowsOfBatches(whole.order(epoch++), batchSize) },
  };
  try {
    await (model as unknown as FitsBatches).fitDataset(batches, {
      epochs: task.fit.epochs ?? fit.epochs ?? DEFAULT_EPOCHS,
      ...(fit.initialEpoch === null ? {} : { initialEpoch: fit.initialEpoch }),
      verbose: 0,
      ...(hasValidation ? { validationData: batchesOf(readValidation, description.validationRows) } : {}),
      ...(fit.callbacks.length > 0 ? { callbacks: [...fit.callbacks] } : {}),
    });
  } finally {
    tf.dispose(kept ? [kept.xs, kept.ys] : []);
  }
  if (description.rows === 0) throw new HumanError(`${description.name} has no samples to train on.`);
}

async function* nothing(): AsyncGenerator<DataBatch> {}

async function* batchesAsRead(
  read: () => AsyncIterable<DataBatch>,
  toTensors: (batch: DataBatch) => BatchTensors,
): AsyncGenerator<BatchTensors> {
  for await (const batch of read()) yield toTensors(batch);
}
