import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import { type Rows, sampledRows } from './sampledRows.js';
import type { SampleRows } from './sampleHashes.js';

/** Elements that are read of either. */
const MOST_ELEMENTS = 200_000;
/** Share that may be outside by chance from which on it would tell nothing: of wide samples one element or another always is. */
const MOST_BY_CHANCE = 0.5;

/** How many samples that a fit is validated on are beyond those that it is trained on, of a single input and of the target. */
export function samplesOutside(
  held: SampleRows,
  trained: SampleRows,
): { readonly inputsOutside?: Outside; readonly targetsOutside?: Outside } {
  const [input, ...others] = held.inputs;
  const [trainedInput] = trained.inputs;
  const part = (tensor: Tensor, { from, to }: SampleRows) => ({ tensor, from, to });
  const isOne = input !== undefined && trainedInput !== undefined && others.length === 0;
  const inputsOutside = isOne ? outsideRange(part(input, held), part(trainedInput, trained)) : null;
  const targetsOutside = outsideRange(part(held.target, held), part(trained.target, trained));
  return { ...(inputsOutside ? { inputsOutside } : {}), ...(targetsOutside ? { targetsOutside } : {}) };
}

/** Rows of a tensor from one on up to another. */
interface Part {
  readonly tensor: Tensor;
  readonly from: number;
  readonly to: number;
}

type Outside = NonNullable<NonNullable<DataEvidence['validation']>['inputsOutside']>;

/** The share of the samples of one part with a value beyond all values that the other has there; null where that cannot tell anything. */
function outsideRange(held: Part, trained: Part): Outside | null {
  if (![held, trained].every(isReadable)) return null;
  const width = held.tensor.size / (held.tensor.shape[0] ?? 1);
  const rows = Math.min(trained.to - trained.from, Math.floor(MOST_ELEMENTS / Math.max(1, width)));
  if (chanceOf(width, rows) > MOST_BY_CHANCE) return null;
  const known = sampledRows(trained.tensor, MOST_ELEMENTS, trained);
  const { lows, highs } = rangesOf(known);
  const asked = sampledRows(held.tensor, MOST_ELEMENTS, held);
  let outside = 0;
  for (let row = 0; row < asked.rows; row++) {
    const isOutside = lows.some((low, at) => {
      const value = asked.values[row * width + at] ?? Number.NaN;
      return value < low || value > (highs[at] ?? value);
    });
    if (isOutside) outside++;
  }
  const chance = chanceOf(width, known.rows);
  return { compared: asked.rows, share: outside / asked.rows, chance, trained: known.rows };
}

/** One more value, drawn as n others were, is the smallest or the largest of them all in 2 of n + 1 cases, whatever they are. */
const chanceOf = (width: number, rows: number): number => Math.min(1, (2 * width) / (rows + 1));

const isReadable = ({ tensor: { isDisposed, dtype, rank, shape }, from, to }: Part): boolean =>
  !isDisposed && dtype !== 'string' && dtype !== 'complex64' && rank > 0 && to > from && (shape[0] ?? 0) >= to;

function rangesOf({ values, rows, width }: Rows) {
  const lows = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  const highs = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < rows * width; at++) {
    const [value, feature] = [values[at] ?? Number.NaN, at % width];
    if (value < (lows[feature] ?? value)) lows[feature] = value;
    if (value > (highs[feature] ?? value)) highs[feature] = value;
  }
  return { lows, highs };
}
