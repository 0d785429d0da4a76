import type { SourceModel } from '../../../protocol/source.js';
import type { SourceArgument, SourceCall } from '../../../protocol/sourceValue.js';
import { originsOf } from './knownData.js';
import { entryOf } from './layerArgument.js';
import { camelCase, lastPart } from './names.js';
import { callArgument } from './training.js';

/** What `ImageDataGenerator` changes pictures by at random. */
const CHANGES =
  /^(?:rotationRange|(?:width|height)ShiftRange|brightnessRange|shearRange|zoomRange|channelShiftRange|(?:horizontal|vertical)Flip)$/;
/** What gives its pictures in batches, and where Keras takes the arguments of it without their names. */
const FLOWS: ReadonlyMap<string, readonly string[]> = new Map([
  ['flow', ['x', 'y', 'batchSize']],
  ['flow_from_directory', ['directory', 'targetSize', 'colorMode', 'classes', 'classMode', 'batchSize']],
]);
/** Of a generator, where it is not told. */
const DEFAULT_BATCH = 32;
/** Where Keras takes the arguments of `fit_generator` without their names. */
const FIT_GENERATOR = ['generator', 'stepsPerEpoch', 'epochs'];

/** How much a fit trains on pictures that are others each time. */
export interface ChangedPictures {
  /** What tells the fit of how many epochs. */
  readonly argument: SourceArgument;
  readonly epochs: number;
  readonly perEpoch: number;
  readonly steps: number;
  readonly pictures: number;
}

/** What a convolution net that starts from nothing is trained on, if it is pictures that a generator changes at random; null also where the source leaves open how many. */
export function changedPictures(model: SourceModel, fit: SourceCall): ChangedPictures | null {
  const calls = originsOf(model, 'inputs')?.calls ?? [];
  const [flow, ...others] = calls.filter(({ callee }) => FLOWS.has(lastPart(callee)));
  const changes = calls.some(({ callee, arguments: { list } }) => {
    const isGenerator = lastPart(callee) === 'ImageDataGenerator';
    return isGenerator && list.some(({ name, value }) => CHANGES.test(camelCase(name ?? '')) && value !== false);
  });
  if (!flow || others.length > 0 || !changes || !startsFromNothing(model)) return null;
  const positions = lastPart(fit.callee) === 'fit_generator' ? FIT_GENERATOR : [];
  const argument = callArgument(fit.arguments, 'epochs', positions);
  const [perEpoch, epochs] = [callArgument(fit.arguments, 'stepsPerEpoch', positions)?.value, argument?.value];
  const given = callArgument(flow.arguments, 'batchSize', FLOWS.get(lastPart(flow.callee)) ?? []);
  const size = given === null ? DEFAULT_BATCH : given?.value;
  if (!argument || !isCount(perEpoch) || !isCount(epochs) || !isCount(size)) return null;
  const steps = perEpoch * epochs;
  return { argument, epochs, perEpoch, steps, pictures: steps * size };
}

const isCount = (value: unknown): value is number => typeof value === 'number' && value > 0;

/** Whether all of its layers are Keras's own, which begin at random, and the first one is a convolution: a model in it may have been trained before. */
const startsFromNothing = ({ layers: [first, ...others] }: SourceModel): boolean =>
  first !== undefined &&
  entryOf(first)?.kind === 'convolution' &&
  others.every((layer) => entryOf(layer) !== undefined);
