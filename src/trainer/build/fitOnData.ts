import type { DataBatch } from '../../datasets/types.js';
import { HumanError } from '../../errors/humanError.js';
import { type BatchDataset, batchDataset } from './batchDataset.js';
import type { BuildRun } from './buildRun.js';
import { batchTensors } from './dataTensors.js';
import type { OpenData } from './openData.js';
import type { MadeModel } from './sourceFit.js';

const DEFAULT_EPOCHS = 10;

/** `fitDataset` with what it really needs of a dataset. */
interface FitsBatches {
  fitDataset(dataset: BatchDataset, args: object): Promise<unknown>;
}

/**
 * Fits the model on its data, batch by batch as it is read.
 * @throws {HumanError} where the data cannot be read on, or holds nothing
 */
export async function fitOnData(run: BuildRun, { model, fit }: MadeModel, data: OpenData): Promise<void> {
  const { tf, task } = run;
  const { dataset, batchSize, form } = data;
  const { description } = dataset;
  const toTensors = (batch: DataBatch) => batchTensors(tf, batch, description.inputShape, form);

  let epoch = 0;
  const readTraining = () => dataset.training({ batchSize, epoch: epoch++ });
  const readValidation = () => dataset.validation({ batchSize }) ?? nothing();
  const hasValidation = dataset.validation({ batchSize }) !== null;
  await (model as unknown as FitsBatches).fitDataset(
    batchDataset(readTraining, toTensors, batchSize, description.rows),
    {
      epochs: task.fit.epochs ?? fit.epochs ?? DEFAULT_EPOCHS,
      ...(fit.initialEpoch === null ? {} : { initialEpoch: fit.initialEpoch }),
      verbose: 0,
      ...(hasValidation
        ? { validationData: batchDataset(readValidation, toTensors, batchSize, description.validationRows) }
        : {}),
      ...(fit.callbacks.length > 0 ? { callbacks: [...fit.callbacks] } : {}),
    },
  );
  if (description.rows === 0) throw new HumanError(`${description.name} has no samples to train on.`);
}

async function* nothing(): AsyncGenerator<DataBatch> {}
