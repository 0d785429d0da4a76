import * as v from 'valibot';
import { Count } from '../schema.js';
import { small } from './part.js';

/** What a fit goes through, in one line. */
export type FactsView = v.InferOutput<typeof FactsView>;
const FactsView = v.object({
  /** Data, samples, validation, epochs; the title says where it is from and what it means. */
  facts: v.array(v.object({ text: v.string(), title: v.string() })),
  /** What the numbers of a fit on random data mean; null for any other. */
  noise: v.nullable(v.string()),
  /** Epochs of the source, where a person chose others and may take them instead; else null. */
  sourceEpochs: v.nullable(Count),
});

export const factsPart = small(FactsView);
