import { SourceError } from '../../errors/sourceError.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { Sequential, Tensor } from '../../tfjs/tfjs.js';
import { lossOf } from '../build/modelShapes.js';
import { placeWords } from '../endings/placeWords.js';
import type { Samples } from '../kerasFit/sampleTensors.js';
import { explainTargets } from '../shapes/explainTargets.js';

export interface SampleUse {
  readonly model: Sequential;
  /** Of the call. */
  readonly place: SourceLocation;
  /** Where a layer stands in the source. */
  placeOf(layer: object): SourceLocation | null;
  /** Whether the loss leaves targets of some class out. */
  readonly ignoresClass: boolean;
}

/**
 * Compares inputs and targets with what the model takes and puts out, before anything is computed.
 * @param tensors of the samples, as the model gets them
 * @throws {SourceError} as Keras refuses them, at the layer that would have to change or at the call
 */
export function refuseSamples(use: SampleUse, { y }: Samples, [x, target]: readonly Tensor[]): void {
  const { model, place } = use;
  const layers = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  const call = placeWords(place);
  const wanted = model.inputs[0]?.shape.slice(1) ?? [];
  const given = x?.shape.slice(1) ?? [];
  if (wanted.length !== given.length || wanted.some((size, axis) => size !== null && size !== given[axis])) {
    const [first] = layers;
    const message = `The model takes samples of shape [${wanted.map((size) => size ?? 'any').join(', ')}], but those of ${call} have shape [${given.join(', ')}]. Change input_shape here, or the data there.`;
    throw new SourceError(message, (first && use.placeOf(first)) ?? place);
  }
  const problem = explainTargets({
    layers,
    output: model.outputs[0]?.shape.slice(1) ?? [],
    target: target?.shape.slice(1) ?? [],
    loss: lossOf(model),
    range: use.ignoresClass ? null : rangeOf(y.data),
    call,
  });
  if (problem) throw new SourceError(problem.message, (problem.layer && use.placeOf(problem.layer)) ?? place);
}

function rangeOf(data: ArrayLike<number>): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < data.length; i++) {
    least = Math.min(least, data[i] ?? 0);
    most = Math.max(most, data[i] ?? 0);
  }
  return [least, most];
}
