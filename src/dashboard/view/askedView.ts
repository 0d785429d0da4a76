import type { AskedSample } from '../../depth/keptModels.js';
import type { AskedView } from '../../protocol/dashboard/askedPart.js';
import type { FitSummary } from '../../protocol/fit.js';
import type { KeptAnswer } from '../../protocol/keptModel.js';
import { layerLabel } from '../../protocol/layerLabel.js';
import { formatNumber, formatShare } from '../../protocol/numberText.js';
import { asShares, largest, shareOfYes } from '../../runs/predictions/classified.js';
import { latestPredictions } from '../../runs/predictions/latestPredictions.js';
import { readOutputs } from '../../runs/predictions/outputReading.js';
import { trackKey } from '../selection.js';
import { className } from './classesView.js';

/** What a kept model was asked about, and what it makes of that. */
export function askedView({ run, fit, isBusy, answer, failure }: AskedSample): AskedView {
  const { summary } = fit;
  const empty = { summary: null, names: [], values: new Float32Array(), areShares: false };
  const filters = answer?.filters ?? null;
  return {
    track: trackKey({ run, fit, role: 'main' }),
    isBusy,
    failure,
    ...(answer ? outputsOf(fit, answer) : empty),
    maps: (answer?.maps ?? []).map(({ layer, height, width, of, values }) => ({
      ...{ label: layerLabel(summary.layers, layer), height, width, of },
      values: Float32Array.from(values),
    })),
    filters: filters && {
      ...filters,
      label: layerLabel(summary.layers, filters.layer),
      values: Float32Array.from(filters.values),
    },
  };
}

type Outputs = Pick<AskedView, 'summary' | 'names' | 'values' | 'areShares'>;

function outputsOf(fit: AskedSample['fit'], { outputs }: KeptAnswer): Outputs {
  const reading = readOutputs(fit.summary, latestPredictions(fit)?.targets ?? new Float32Array());
  if (reading?.kind === 'classes' && reading.places === 1) return classes(fit.summary, asShares(outputs));
  if (reading?.kind !== 'binary') return numbers(outputs);
  const yes = outputs.map((value) => shareOfYes(value, reading.threshold));
  const [share = Number.NaN] = yes;
  if (reading.count === 1) return classes(fit.summary, Float32Array.of(1 - share, share));
  return { ...numbers(yes), areShares: true };
}

function classes({ setup }: FitSummary, shares: Float32Array): Outputs {
  const names = [...shares.keys()].map((index) => className(setup, shares.length, index));
  const best = largest(shares);
  const said = shares.every(Number.isFinite)
    ? `It says ${names[best]}, ${formatShare(shares[best] ?? Number.NaN)} sure.`
    : 'Its outputs are no numbers.';
  return { summary: said, names, values: Float32Array.from(shares), areShares: true };
}

function numbers(outputs: Float32Array): Outputs {
  const [first = Number.NaN] = outputs;
  return {
    summary: outputs.length === 1 ? `It says ${formatNumber(first)}.` : 'What it puts out:',
    names: [...outputs.keys()].map((index) => `Output ${index + 1}`),
    values: Float32Array.from(outputs),
    areShares: false,
  };
}
