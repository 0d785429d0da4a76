import type { FitSetup, FitSummary } from '../../../src/protocol/fit.js';
import type { FitSamples } from '../../../src/protocol/fitSamples.js';
import {
  predictionStream,
  predictionsRow,
  type Range,
  sampleStream,
  samplesRow,
  surfaceRow,
  surfaceStream,
  unitStream,
} from '../../../src/protocol/streams/predictions.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { denseLayers, SyntheticFit } from '../../webview/support/syntheticRun.js';

export interface PredictedNet {
  readonly loss: string;
  /** Of the last layer. */
  readonly activation?: string;
  readonly targets: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
  readonly inputs?: readonly (readonly number[])[];
  /** Of a sample. */
  readonly input?: readonly number[];
  readonly output?: readonly number[];
  /** How many samples there are in all. */
  readonly of?: number;
  readonly from?: FitSamples['from'];
  /** Tokens that an embedding knows, with which the model then begins. */
  readonly embedding?: number;
  readonly setup?: Partial<FitSetup>;
  readonly surface?: { readonly x: Range; readonly y: Range | null; readonly outputs: readonly number[] };
  /** Over the same range, of each layer that has some the values of each unit, point by point. */
  readonly noModel?: string | null;
  readonly units?: readonly (readonly (readonly number[])[])[];
}

const OWN: FitSetup = { data: null, samples: null, validation: null, epochsFrom: 'source', sourceEpochs: null };

/** A fit whose model has been asked about its samples once, after 10 batches. */
export function predictedFit(net: PredictedNet): SyntheticFit {
  const {
    loss,
    activation = 'linear',
    targets,
    outputs,
    inputs = [],
    surface,
    units,
    embedding,
    setup = {},
    from = 'validation',
  } = net;
  const points = surface ? surface.outputs.length / (outputs[0]?.length ?? 1) : 0;
  const samples: FitSamples = {
    from,
    count: Math.max(4, targets.length),
    input: [...(net.input ?? (inputs[0] ? [inputs[0].length] : []))],
    inputs: inputs.length,
    target: targets[0]?.length ?? 0,
    output: [...(net.output ?? [outputs[0]?.length ?? 0])],
    surface: points,
    ...(net.noModel === undefined ? {} : { noModel: net.noModel }),
    ...(units ? { units: { points: units[0]?.[0]?.length ?? 0, of: units.map(({ length }) => length) } } : {}),
  };
  const [first, last] = denseLayers(2);
  if (!first || !last) throw new Error('A net of two layers');
  const words = embedding && { className: 'Embedding', outputShape: [null, 5, 3], params: 3 * embedding };
  const layers = [
    { ...first, ...words },
    { ...last, activation },
  ];
  const fit = new SyntheticFit({ layers, loss, samples, setup: { ...OWN, ...setup } });
  tell(fit, net, fit.summary);
  return fit;
}

function tell(
  { samples }: SyntheticFit,
  { targets, outputs, inputs = [], of, surface, units = [] }: PredictedNet,
  fit: FitSummary,
) {
  const kept = {
    count: targets.length,
    of: of ?? targets.length,
    sample: Float32Array.from(targets.keys()),
    targets: Float32Array.from(targets.flat()),
    inputs: Float32Array.from(inputs.flat()),
  };
  samples.samples.add(oneSample(sampleStream, 1, 10, samplesRow(fit, kept)));
  const row = predictionsRow(fit, outputs.length, Float32Array.from(outputs.flat()));
  samples.predictions.add(oneSample(predictionStream, 1, 10, row));
  if (!surface) return;
  const { x, y } = surface;
  samples.surface.add(oneSample(surfaceStream, 1, 10, surfaceRow(x, y, Float32Array.from(surface.outputs))));
  samples.units.add(oneSample(unitStream, 1, 10, surfaceRow(x, y, Float32Array.from(units.flat(2)))));
}
