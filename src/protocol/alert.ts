import * as v from 'valibot';
import { SEVERITIES } from './severity.js';

/** What a person wants to be told of a training, beside what the rules say. */
export const Alert = v.strictObject({
  when: v.pipe(
    v.string(),
    v.description(
      'The condition, such as "val_loss > 1.2 * min(val_loss) and epoch > 5". It may use loss, metrics, and their val_ figures by their names; epoch and batch, counted from 1; layer1.gradNorm and other figures of layers; min, max, mean, and last of any of them so far. With epoch or a val_ figure in it, it is checked at the end of each epoch, else as batches come.',
    ),
  ),
  severity: v.optional(
    v.pipe(v.picklist(SEVERITIES), v.description('How it is shown; "warning" where this is left out.')),
  ),
  message: v.optional(
    v.pipe(v.string(), v.maxLength(300), v.description('What it says; the condition where this is left out.')),
  ),
});
export type Alert = v.InferOutput<typeof Alert>;

/** One list, so that it is the same as long as there are none. */
export const NO_ALERTS: readonly Alert[] = [];
