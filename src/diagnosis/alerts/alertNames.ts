import { nearest } from '../../errors/nearest.js';
import { isOfValidation } from '../../protocol/seriesKey.js';
import { FIGURES } from '../../protocol/statistics.js';

/** What can be had of a figure over all of a training so far. */
export const AGGREGATES = ['min', 'max', 'mean', 'last'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** Metrics as Keras and tfjs call them in their logs. */
const METRICS =
  'acc accuracy binaryAccuracy binary_accuracy categoricalAccuracy categorical_accuracy sparseCategoricalAccuracy sparse_categorical_accuracy categoricalCrossentropy categorical_crossentropy binaryCrossentropy binary_crossentropy mse MSE meanSquaredError mean_squared_error mae MAE meanAbsoluteError mean_absolute_error mape MAPE meanAbsolutePercentageError mean_absolute_percentage_error rmse root_mean_squared_error cosine cosineProximity cosine_similarity precision recall auc top_k_categorical_accuracy'.split(
    ' ',
  );
const TRAINING = ['loss', ...METRICS];

/** Those that only an epoch has. */
export const isOfEpochs = (name: string): boolean => name === 'epoch' || isOfValidation(name);

const LAYER = /^([^.]+)\.([^.]+)$/;
/** `layer3`: the third layer of the model. */
const POSITION = /^layer(\d+)$/;

/** What a name says of a layer; null where it is of none. */
export function layerFigure(
  name: string,
): { readonly layer: string; readonly position: number | null; readonly figure: string } | null {
  const [, layer, figure] = LAYER.exec(name) ?? [];
  if (layer === undefined || figure === undefined) return null;
  const [, digits] = POSITION.exec(layer) ?? [];
  return { layer, position: digits === undefined ? null : Number(digits), figure };
}

/**
 * What is wrong with a figure's name, in a sentence; null where nothing is.
 * @param others further metrics that are known, such as a person's own
 */
export function nameMistake(name: string, others: readonly string[]): string | null {
  const ofLayer = layerFigure(name);
  const known = ofLayer
    ? FIGURES.map((figure) => figure.name as string)
    : ['epoch', 'batch', ...[...TRAINING, ...others].flatMap((each) => [each, `val_${each}`])];
  const wanted = ofLayer ? ofLayer.figure : name;
  if (known.includes(wanted)) return null;
  const near = nearest(wanted, known);
  if (ofLayer) {
    return `Layers have no figure "${wanted}"${near ? `; did you mean ${ofLayer.layer}.${near}?` : `. There are ${known.join(', ')}.`}`;
  }
  return `"${name}" is no figure of a training that is known${near ? `; did you mean ${near}?` : ': use loss, a metric, val_ and one of them, epoch, batch, or layer1.gradNorm.'}`;
}
