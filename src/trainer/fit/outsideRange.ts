import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import { FeatureRanges } from './featureRanges.js';
import { sampledRows } from './sampledRows.js';
import type { SampleRows } from './sampleHashes.js';

/** Elements that are read of either. */
const MOST_ELEMENTS = 200_000;
/** Share that may be outside by chance from which on it would tell nothing: of wide samples one element or another always is. */
const MOST_BY_CHANCE = 0.5;

type Outside = NonNullable<NonNullable<DataEvidence['validation']>['inputsOutside']>;

/** How many of the samples that a fit is validated on are beyond those that it is trained on; left out where that cannot tell anything. */
export interface SamplesOutside {
  readonly inputsOutside?: Outside;
  readonly targetsOutside?: Outside;
}

/** Of samples that are all there. */
export function samplesOutside(held: SampleRows, trained: SampleRows): SamplesOutside {
  const [input, trainedInput] = [held.inputs[0], trained.inputs[0]];
  const part = (tensor: Tensor, { from, to }: SampleRows) => ({ tensor, from, to });
  return {
    ...named(
      'inputsOutside',
      input && trainedInput ? outsideRange(part(input, held), part(trainedInput, trained)) : null,
    ),
    ...named('targetsOutside', outsideRange(part(held.target, held), part(trained.target, trained))),
  };
}

/** @param told null where it cannot tell anything */
export const named = (name: keyof SamplesOutside, told: Outside | null): SamplesOutside =>
  told ? { [name]: told } : {};

/** Rows of a tensor from one on up to another. */
interface Part {
  readonly tensor: Tensor;
  readonly from: number;
  readonly to: number;
}

/** The share of the samples of one part with a value beyond all values that the other has there; null where that cannot tell anything. */
function outsideRange(held: Part, trained: Part): Outside | null {
  if (![held, trained].every(isReadable)) return null;
  const width = held.tensor.size / (held.tensor.shape[0] ?? 1);
  const rows = Math.min(trained.to - trained.from, Math.floor(MOST_ELEMENTS / Math.max(1, width)));
  if (chanceOf(width, rows) > MOST_BY_CHANCE) return null;
  const ranges = new FeatureRanges();
  ranges.add(sampledRows(trained.tensor, MOST_ELEMENTS, trained));
  const asked = sampledRows(held.tensor, MOST_ELEMENTS, held);
  return shareOutside(ranges, asked.rows, ranges.countBeyond(asked));
}

/** @returns null where that many would be by chance */
export function shareOutside(ranges: FeatureRanges, compared: number, outside: number): Outside | null {
  const chance = chanceOf(ranges.width, ranges.rows);
  if (compared === 0 || ranges.width === 0 || chance > MOST_BY_CHANCE) return null;
  return { compared, share: outside / compared, chance, trained: ranges.rows };
}

/** One more value, drawn as n others were, is the smallest or the largest of them all in 2 of n + 1 cases, whatever they are. */
const chanceOf = (width: number, rows: number): number => Math.min(1, (2 * width) / (rows + 1));

const isReadable = ({ tensor, from, to }: Part): boolean =>
  hasNumbers(tensor) && to > from && (tensor.shape[0] ?? 0) >= to;

export const hasNumbers = ({ isDisposed, dtype, rank }: Tensor): boolean =>
  !isDisposed && dtype !== 'string' && dtype !== 'complex64' && rank > 0;
