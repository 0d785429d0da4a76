import type { DataSpec } from '../../protocol/data.js';
import { fits, shapeText } from '../rows/shapes.js';
import { targetForm } from '../targetForm.js';
import type { TargetDescription } from '../types.js';
import { setLoss } from './sourceEdits.js';
import type { Mismatch, MismatchModel } from './types.js';

/** Classes told as the spec asks for, and not as the loss takes them. */
export function formMismatch(
  target: Exclude<TargetDescription, { kind: 'numbers' }>,
  model: MismatchModel,
  targetAs: DataSpec['targetAs'],
): Mismatch | null {
  const form = targetForm(target, model, targetAs);
  const sparse = model.loss === 'sparseCategoricalCrossentropy';
  const wanted = sparse ? [...model.output.slice(0, -1), 1] : model.output;
  if (fits(form.shape, wanted)) return null;
  const needed = sparse || wanted.at(-1) === 1 ? 'index' : 'onehot';
  const other = sparse ? 'categoricalCrossentropy' : 'sparseCategoricalCrossentropy';
  const takes = `${model.loss ? `the loss ${model.loss}` : 'the model'} takes ${shapeText(wanted)}`;
  return {
    severity: 'error',
    message:
      `"targetAs" is "${targetAs ?? needed}", so a target has shape ${shapeText(form.shape)}, but ${takes}. ` +
      `Set "targetAs" to "${needed}" or remove it${sparse || model.output.at(-1) !== 1 ? `, or use the loss ${other}` : ''}.`,
    short: `Has targets of shape ${shapeText(form.shape)}, but ${takes}.`,
    location: model.layers.at(-1)?.location ?? null,
    fixes: sparse || model.loss === 'categoricalCrossentropy' ? setLoss(model, other) : [],
    dataFixes: [{ title: `Set "targetAs" to "${needed}"`, change: { targetAs: needed } }],
  };
}
