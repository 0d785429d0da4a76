import type { DataBatch } from '../../datasets/types.js';
import type { FitSettings } from '../../keras/fitSettings.js';
import type { KerasTraining } from '../../keras/training/kerasTraining.js';
import type { Sequential, Tensor } from '../../tfjs/tfjs.js';
import type { BuildRun } from '../build/buildRun.js';
import { batchTensors } from '../build/dataTensors.js';
import { openData } from '../build/openData.js';
import { NOTHING_SAID } from '../build/sourceFit.js';
import { DatasetBatches, DatasetRows, validationBatches } from '../kerasFit/datasetBatches.js';
import { sampleWeights } from '../kerasFit/sampleWeights.js';
import { testBatchSize } from '../kerasFit/testBatchSize.js';
import type { FitData } from './fitData.js';

/**
 * The data that a person picked, for a fit whose own cannot be had.
 * @throws {HumanError} where it cannot be read; {SourceError} where it does not fit the model
 */
export async function pickedData(
  run: BuildRun,
  { model, training }: { readonly model: Sequential; readonly training: KerasTraining },
  settings: FitSettings | null,
  fixedBatch: number | null,
): Promise<FitData> {
  const fit = {
    ...NOTHING_SAID,
    batchSize: fixedBatch ?? settings?.batchSize ?? null,
    validationSplit: settings?.validationSplit ?? null,
    shuffle: settings?.shuffle ? settings.shuffle !== 'nothing' : null,
  };
  const { dataset, name, batchSize, form, whole } = await openData(run, { model, fit });
  const { description } = dataset;
  const tensors = (batch: DataBatch): Tensor[] => {
    const { xs, ys } = batchTensors(run.tf, batch, description.inputShape, form);
    return [xs, ys];
  };
  const weighted = (batch: DataBatch): Tensor[] => {
    const [xs, ys] = tensors(batch) as [Tensor, Tensor];
    const y = { shape: ys.shape, data: ys.dataSync() };
    const weights = sampleWeights(y, null, settings?.classWeight ?? null);
    return weights ? [xs, ys, run.tf.tensor(Float32Array.from(weights.data), [...weights.shape])] : [xs, ys];
  };
  const toTensors = settings?.classWeight ? weighted : tensors;
  const kept = whole && toTensors(await whole.read());
  return {
    name,
    ...(description.allRows === undefined ? {} : { allSamples: description.allRows }),
    kind: 'fitDataset',
    training:
      whole && kept
        ? new DatasetRows(kept, batchSize, (epoch) => whole.order(epoch))
        : new DatasetBatches(description.rows, batchSize, (epoch) => dataset.training({ batchSize, epoch }), toTensors),
    validation: validationBatches(dataset, testBatchSize(model, training, batchSize, description.inputShape), tensors),
    close: () => {
      run.tf.dispose(kept ?? []);
      return dataset.close();
    },
  };
}
