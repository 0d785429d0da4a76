import type { FitSummary } from '../../protocol/fit.js';
import { sizeOf } from '../../protocol/fitSamples.js';
import { formatCount } from '../../protocol/numberText.js';
import type { TrainerOptions } from '../../protocol/trainer.js';
import type { Sequential, Tensor } from '../../tfjs/tfjs.js';
import { weightBytes } from './keptModel.js';
import { surfacePoints } from './surfaceGrid.js';
import { unitsWithSurface } from './unitSurfaces.js';

/** Values of all outputs, or of all targets, that are kept. */
const MOST_VALUES = 1_000_000;
/** Values of inputs that memory holds. */
const MOST_HELD = 16_000_000;
/** Of what a run's files may take, the share that the inputs of one fit may, and those of all: a program may call fit for each epoch. */
const SHARE_OF_FIT = 1 / 64;
const SHARE_OF_FITS = 1 / 8;

type Kept = Pick<FitSummary, 'samples' | 'noSamples'>;

/** What of a fit tells which samples it has, and whether its model may be asked about them. */
interface FitTraits extends Pick<FitSummary, 'kind' | 'setup' | 'loss'> {
  readonly isOwnLoop: boolean;
  /** Code of the user's that runs whenever the model is asked, such as `custom layer Own`; null where there is none. */
  readonly ownCode: string | null;
  /** That the inputs of the run's fits before it take in its files. */
  readonly bytesBefore: number;
}

/** What of a fit's samples and outputs is kept. @param given inputs and targets of all samples, where they are known */
export function sampleShapes(
  model: Sequential,
  { kind, setup, loss, isOwnLoop, ownCode, bytesBefore }: FitTraits,
  given: readonly Tensor[],
  { maxRunBytes, predictionSamples }: Pick<TrainerOptions, 'maxRunBytes' | 'predictionSamples'>,
): Kept {
  if (predictionSamples === 0) return { noSamples: 'gradlens.predictionSamples is 0: no samples are kept.' };
  if (isOwnLoop) {
    return { noSamples: 'A training loop of one’s own does not say which samples it trains on, so none are kept.' };
  }
  if (model.layers.some(({ stateful }) => stateful)) {
    return {
      noSamples: 'A stateful layer remembers what it is asked, so the model is not asked for outputs while it trains.',
    };
  }
  if (ownCode !== null) {
    return {
      noSamples: `The model has code of your own (${ownCode}), which runs in training alone, so it is not asked for outputs.`,
    };
  }
  const [x, y] = given;
  const input = known(model.inputs[0]?.shape.slice(1)) ?? x?.shape.slice(1) ?? [];
  const output = known(model.outputs[0]?.shape.slice(1));
  if (!output)
    return { noSamples: 'The size of the model’s outputs is not the same for all samples, so none are kept.' };
  const width = sizeOf(output);
  const target = y ? sizeOf(y.shape.slice(1)) : /sparse/i.test(loss) ? width / Math.max(1, output.at(-1) ?? 1) : width;
  const size = input.length > 0 ? sizeOf(input) : Math.max(1, sizeOf(x?.shape.slice(1) ?? []));
  const count = Math.floor(Math.min(predictionSamples, MOST_VALUES / Math.max(1, width, target), MOST_HELD / size));
  const left = Math.max(0, maxRunBytes * SHARE_OF_FITS - bytesBefore);
  const largest = Math.min(MOST_VALUES, Math.min(maxRunBytes * SHARE_OF_FIT, left) / Float32Array.BYTES_PER_ELEMENT);
  const validated = kind !== 'steps' && setup !== undefined && setup.validation !== 0;
  return {
    samples: {
      from: validated ? 'validation' : 'training',
      count,
      input,
      inputs: input.length === 0 ? 0 : Math.floor(Math.min(count, largest / size)),
      target,
      output,
      surface: surfacePoints(input, width),
      ...unitsWithSurface(model, input),
      noModel: whyNoModel(weightBytes(model), maxRunBytes),
    },
  };
}

function whyNoModel(bytes: number, maxRunBytes: number): string | null {
  return bytes > maxRunBytes * SHARE_OF_FIT
    ? `The model’s weights take ${formatCount(Math.ceil(bytes / 1e6))} MB, more than a 64th of gradlens.maxRunSize, so they are not kept.`
    : null;
}

function known(shape: readonly (number | null)[] | undefined): number[] | null {
  const sizes = shape?.filter((size) => size !== null) ?? [];
  return shape && sizes.length === shape.length ? sizes : null;
}
