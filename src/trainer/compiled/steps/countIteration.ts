import { optimizerFields } from '../../../tfjs/optimizerFields.js';
import type { Optimizer } from '../../../tfjs/tfjs.js';

/** Counts a step that the graph has done in the optimizer's place; tfjs's types declare its counter protected. */
export function countIteration(optimizer: Optimizer): void {
  optimizerFields(optimizer).incrementIterations();
}
