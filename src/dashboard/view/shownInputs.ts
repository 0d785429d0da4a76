import type { InputsView } from '../../protocol/dashboard/predictionsPart.js';
import type { FitSummary } from '../../protocol/fit.js';
import { sizeOf } from '../../protocol/fitSamples.js';
import type { LatestPredictions } from '../../runs/predictions/latestPredictions.js';

/** Values of all inputs that are sent. */
const MOST_VALUES = 400_000;
/** Sides that a picture has at least. */
const SMALLEST_SIDE = 8;

/** The inputs of the samples that views show, each once. */
export interface ShownInputs {
  /** The row that a sample's input will have; null where it is not kept. */
  rowOf(sample: number): number | null;
  view(): InputsView | null;
}

/** @param areTokens numbers of words, which are no pixels */
export function shownInputs(
  { samples, setup }: FitSummary,
  { inputs }: LatestPredictions,
  areTokens: boolean,
): ShownInputs {
  const shape = samples?.input ?? [];
  const size = shape.length > 0 ? sizeOf(shape) : 0;
  const rows: number[] = [];
  const picture = areTokens ? { picture: null, isGuess: false } : pictureOf(shape, setup?.inputNames !== undefined);
  return {
    rowOf(sample) {
      if (size === 0 || sample >= (samples?.inputs ?? 0)) return null;
      const known = rows.indexOf(sample);
      if (known >= 0) return known;
      if ((rows.length + 1) * size > MOST_VALUES) return null;
      return rows.push(sample) - 1;
    },
    view() {
      if (rows.length === 0) return null;
      const values = new Float32Array(rows.length * size);
      for (const [row, sample] of rows.entries()) {
        values.set(inputs.subarray(sample * size, (sample + 1) * size), row * size);
      }
      return { ...picture, names: [...(setup?.inputNames ?? [])], size, values };
    },
  };
}

/** Height, width and channels: of an image as it is; of a square count of numbers without names it is a guess. */
function pictureOf(shape: readonly number[], areNamed: boolean): Pick<InputsView, 'picture' | 'isGuess'> {
  const [height = 0, width = 0, channels = 1] = shape;
  const isImage = (shape.length === 3 && [1, 3, 4].includes(channels)) || shape.length === 2;
  if (isImage && Math.min(height, width) >= SMALLEST_SIDE)
    return { picture: [height, width, channels], isGuess: shape.length === 2 };
  const side = Math.sqrt(height);
  if (shape.length === 1 && !areNamed && Number.isInteger(side) && side >= SMALLEST_SIDE) {
    return { picture: [side, side, 1], isGuess: true };
  }
  return { picture: null, isGuess: false };
}
