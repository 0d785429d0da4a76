import type { SourceModel } from '../../../protocol/source.js';
import type { SourceFix } from '../sourceRule.js';
import { insertLayer } from './insertedLayer.js';

/** Digits of a mean and of a deviation: outputs begin near them, and no more counts. */
const DIGITS = 3;

/** Brings outputs of about -1 to 1 to the mean and the deviation of the targets in the model itself: losses and predictions stay in the targets' units. */
export function scaleOutputs(model: SourceModel, mean: number, deviation: number): SourceFix[] {
  const last = model.layers.at(-1);
  const text = (value: number) => String(Number(value.toPrecision(DIGITS)));
  const given = [['scale', text(deviation)] as const, ['offset', text(mean)] as const];
  const title = 'Scale the outputs to the targets, in a last layer';
  return last ? insertLayer(model, 'behind', last, { className: 'Rescaling', given }, title) : [];
}
