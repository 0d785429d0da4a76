import type { OutputReading } from './outputReading.js';

/** A sample, or a place of one, with the class that it is of and the one that the model takes it for. */
export interface Classified {
  /** Of the sample among those that are kept. */
  readonly sample: number;
  readonly truth: number;
  readonly predicted: number;
  /** What the model gives the class that it takes it for, 0 to 1. */
  readonly sure: number;
  /** What it gives the true class. */
  readonly ofTruth: number;
}

/** What samples should be, and what the model makes of them, sample by sample. */
interface Predicted {
  readonly outputs: Float32Array;
  readonly targets: Float32Array;
  readonly count: number;
}

/** One entry for each place of each sample; null for one whose outputs or target are not numbers, or whose class there is not. */
export function classify(
  reading: Extract<OutputReading, { kind: 'classes' }>,
  { outputs, targets, count }: Predicted,
): (Classified | null)[] {
  const { count: classes, places, isOneHot } = reading;
  return Array.from({ length: count * places }, (_, place) => {
    const given = outputs.subarray(place * classes, (place + 1) * classes);
    const truth = isOneHot ? largest(targets.subarray(place * classes, (place + 1) * classes)) : (targets[place] ?? -1);
    if (!given.every(Number.isFinite) || !(Number.isInteger(truth) && truth >= 0 && truth < classes)) return null;
    const shares = asShares(given);
    const predicted = largest(given);
    return {
      sample: Math.floor(place / places),
      truth,
      predicted,
      sure: shares[predicted] ?? Number.NaN,
      ofTruth: shares[truth] ?? Number.NaN,
    };
  });
}

/** One entry for each sample of one of the outputs: class 1 from the threshold on. */
export function classifyBinary(
  { threshold, count: outputsOfSample }: Extract<OutputReading, { kind: 'binary' }>,
  output: number,
  { outputs, targets, count }: Predicted,
): (Classified | null)[] {
  return Array.from({ length: count }, (_, sample) => {
    const value = outputs[sample * outputsOfSample + output] ?? Number.NaN;
    const truth = targets[sample * outputsOfSample + output] ?? Number.NaN;
    if (!Number.isFinite(value) || (truth !== 0 && truth !== 1)) return null;
    const yes = shareOfYes(value, threshold);
    const predicted = value >= threshold ? 1 : 0;
    return { sample, truth, predicted, sure: predicted === 1 ? yes : 1 - yes, ofTruth: truth === 1 ? yes : 1 - yes };
  });
}

/** What an output gives class 1: itself, or, of a threshold of 0, its sigmoid. */
export const shareOfYes = (value: number, threshold: number): number =>
  threshold === 0 ? 1 / (1 + Math.exp(-value)) : Math.min(1, Math.max(0, value));

/** Outputs that are no shares are taken for logits: their softmax. */
export function asShares(outputs: Float32Array): Float32Array {
  const sum = outputs.reduce((total, value) => total + value, 0);
  if (outputs.every((value) => value >= 0) && Math.abs(sum - 1) < 0.01) return outputs;
  const most = outputs[largest(outputs)] ?? 0;
  const powers = outputs.map((value) => Math.exp(value - most));
  const all = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / all);
}

/** The first of the largest, as `argMax` has it. */
export function largest(values: ArrayLike<number>): number {
  let at = 0;
  for (let index = 1; index < values.length; index++) if ((values[index] ?? 0) > (values[at] ?? 0)) at = index;
  return at;
}
