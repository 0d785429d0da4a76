import type { InputsView, OwnInputView } from '../../protocol/dashboard/predictionsPart.js';
import { sizeOf } from '../../protocol/fitSamples.js';
import type { LatestPredictions } from '../../runs/predictions/latestPredictions.js';
import type { Fit } from '../../runs/types.js';

/** Rows that are typed value by value. */
const MOST_FIELDS = 64;

/** What a person may ask the model that a fit has kept. @param shown the inputs of its samples, as they are shown @param areTokens they are typed as a text */
export function ownInputView(
  { summary, end }: Pick<Fit, 'summary' | 'end'>,
  { inputs }: LatestPredictions,
  shown: InputsView | null,
  areTokens: boolean,
): OwnInputView | null {
  const { samples } = summary;
  if (!end || samples?.noModel === undefined) return null;
  const size = sizeOf(samples.input);
  const common = { shape: [...samples.input] };
  const without = (reason: string): OwnInputView => ({ ...common, reason, ranges: new Float32Array() });
  if (samples.noModel !== null) return without(samples.noModel);
  if (end.outcome === 'failed') return without('The fit did not come to its end, so its model is not kept.');
  if (samples.input.length === 0) return without('Its samples are not all of one size.');
  if (shown?.picture) return { ...common, reason: null, ranges: rangeOf(inputs, 0, 1) };
  if (areTokens && samples.input.length === 1) return { ...common, reason: null, ranges: new Float32Array() };
  if (samples.input.length > 1 || size > MOST_FIELDS) {
    const why = shown ? 'it is no picture' : 'none is kept that shows whether it is a picture';
    return without(`A sample has ${size} values, too many to type, and ${why}.`);
  }
  const ranges = Array.from({ length: size }, (_, at) => [...rangeOf(inputs, at, size)]);
  return { ...common, reason: null, ranges: Float32Array.from(ranges.flat()) };
}

/** Lowest and highest of every so many values; NaN where there are none. */
function rangeOf(values: Float32Array, from: number, every: number): Float32Array<ArrayBuffer> {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = from; at < values.length; at += every) {
    const value = values[at] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? Float32Array.of(Number.NaN, Number.NaN) : Float32Array.of(low, high);
}
