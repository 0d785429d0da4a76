import { patchGradient } from '../../tfjs/patch.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

const mended = new WeakSet<Tfjs>();

/** Lets a recurrent layer train on sequences of one step: tfjs's gradient of `unstack` fails where it gave one tensor. */
export function mendOneStep(tf: Tfjs): void {
  if (mended.has(tf)) return;
  mended.add(tf);
  patchGradient(tf, 'unpackOne', 'Unpack', (own) => ({
    gradFunc: (dy, saved, attributes) => own?.(Array.isArray(dy) ? dy : ([dy] as Tensor[]), saved, attributes) ?? {},
  }));
}
