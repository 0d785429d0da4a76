import { argumentNotDone, asksForSomething } from '../../protocol/kerasNotDone.js';
import type { KerasNotes } from '../kerasNotes.js';
import type { BoundArguments } from './boundArguments.js';

/** Without an effect on the numbers that are learned, or read in another form of the same argument. */
const harmless = new Set(
  (
    'name dtype seed implementation unroll use_cudnn autocast dynamic ragged batch_size input_shape batch_input_shape batch_shape input_dim ' +
    'input_length shape trainable weights activity_regularizer jit_compile use_locking y_true y_pred num_classes num_labels optional type_spec fused'
  ).split(' '),
);

/** Says which arguments nothing has read: what is made does not do them. */
export function noteUnread(args: BoundArguments, notes: KerasNotes): void {
  for (const name of args.unread) {
    if (!harmless.has(name) && asksForSomething(args.value(name)))
      notes.notDone(argumentNotDone(args.call.name, name), args.call);
  }
}
