import type { FitSummary } from '../fit.js';
import { sizeOf } from '../fitSamples.js';
import { declareSampledStream, type FieldColumn } from './stream.js';

/** Places before the lists: how many samples there are, and how many they were taken from (NaN where that is not known). */
const SAMPLES_HEAD = 2;
/** Place before the outputs: how many samples have been predicted. */
const OUTPUTS_HEAD = 1;
/** Places before the outputs over a surface: its range. */
const SURFACE_HEAD = 4;

const widths = ({ samples }: FitSummary) => {
  if (!samples) return { count: 0, targets: 0, inputs: 0, outputs: 0, surface: 0, units: 0 };
  const { count, target, inputs, input, output, surface, units } = samples;
  const out = sizeOf(output);
  return {
    count,
    targets: count * target,
    inputs: inputs * sizeOf(input),
    outputs: count * out,
    surface: surface * out,
    units: units ? units.points * units.of.reduce((sum, each) => sum + each, 0) : 0,
  };
};

/** None of a list without items. */
const column = (name: string, width: number | null, start: number): FieldColumn[] =>
  width === 0 ? [] : [{ name, width, start, stride: 1 }];

/**
 * The samples whose outputs are kept, once a fit: how many, out of how many, then of each its number in its data, then their targets, then
 * the inputs of the first ones.
 */
export const sampleStream = declareSampledStream(
  'samples',
  {
    type: 'float32',
    width(summary) {
      const { count, targets, inputs } = widths(summary);
      return SAMPLES_HEAD + count + targets + inputs;
    },
    columns(summary) {
      const { count, targets, inputs } = widths(summary);
      const at = SAMPLES_HEAD + count;
      return [
        ...column('count', null, 0),
        ...column('of', null, 1),
        ...column('sample', count, SAMPLES_HEAD),
        ...column('target', targets, at),
        ...column('input', inputs, at + targets),
      ];
    },
  },
  { sampling: { keptRows: 2 } },
);

/** What the model makes of those samples: how many it was asked about, then the outputs of each. */
export const predictionStream = declareSampledStream(
  'predictions',
  {
    type: 'float32',
    width: (summary) => OUTPUTS_HEAD + widths(summary).outputs,
    columns: (summary) => [...column('count', null, 0), ...column('output', widths(summary).outputs, OUTPUTS_HEAD)],
  },
  { sampling: { keptRows: 16 } },
);

/** What it makes of evenly spread inputs, of a model of one or two: lowest and highest of each axis (`x`, `y`), then the outputs, x fastest. */
export const surfaceStream = declareSampledStream(
  'surface',
  {
    type: 'float32',
    width: (summary) => SURFACE_HEAD + widths(summary).surface,
    columns: (summary) => [
      ...column('range', SURFACE_HEAD, 0),
      ...column('output', widths(summary).surface, SURFACE_HEAD),
    ],
  },
  { sampling: { keptRows: 16 } },
);

/** What single units make of inputs that are spread as those of a surface, more thinly: its range, then the outputs of each unit, layer by layer. */
export const unitStream = declareSampledStream(
  'units',
  {
    type: 'float32',
    width: (summary) => SURFACE_HEAD + widths(summary).units,
    columns: (summary) => [
      ...column('range', SURFACE_HEAD, 0),
      ...column('output', widths(summary).units, SURFACE_HEAD),
    ],
  },
  // What they were before is in the file.
  { sampling: { keptRows: 2 } },
);

export interface KeptSamples {
  readonly count: number;
  /** How many they were taken from; NaN where that is not known. */
  readonly of: number;
  /** Of each its number in its data, from 0. */
  readonly sample: Float32Array;
  readonly targets: Float32Array;
  /** Of the first ones. */
  readonly inputs: Float32Array;
}

/** A row of `sampleStream`. */
export function samplesRow(summary: FitSummary, { count, of, sample, targets, inputs }: KeptSamples): Float32Array {
  const all = widths(summary);
  const row = new Float32Array(sampleStream.fields.values.width(summary)).fill(Number.NaN);
  row.set([count, of]);
  row.set(sample, SAMPLES_HEAD);
  row.set(targets, SAMPLES_HEAD + all.count);
  row.set(inputs.subarray(0, all.inputs), SAMPLES_HEAD + all.count + all.targets);
  return row;
}

export function keptSamples(summary: FitSummary, row: Float32Array): KeptSamples {
  const { count, targets, inputs } = widths(summary);
  const at = SAMPLES_HEAD + count;
  return {
    count: row[0] ?? 0,
    of: row[1] ?? Number.NaN,
    sample: row.subarray(SAMPLES_HEAD, at),
    targets: row.subarray(at, at + targets),
    inputs: row.subarray(at + targets, at + targets + inputs),
  };
}

/** A row of `predictionStream`. @param outputs of the first samples, as many as were predicted */
export function predictionsRow(summary: FitSummary, count: number, outputs: Float32Array): Float32Array {
  const row = new Float32Array(OUTPUTS_HEAD + widths(summary).outputs).fill(Number.NaN);
  row[0] = count;
  row.set(outputs, OUTPUTS_HEAD);
  return row;
}

export const keptOutputs = (row: Float32Array): { readonly count: number; readonly outputs: Float32Array } => ({
  count: row[0] ?? 0,
  outputs: row.subarray(OUTPUTS_HEAD),
});

/** Of an axis its lowest and its highest value. */
export type Range = readonly [low: number, high: number];

/** A row of `surfaceStream`, and of `unitStream`. @param y of a model of two inputs */
export const surfaceRow = (x: Range, y: Range | null, outputs: Float32Array): Float32Array =>
  Float32Array.from([...x, ...(y ?? [Number.NaN, Number.NaN]), ...outputs]);

export function keptSurface(row: Float32Array): { readonly range: Float32Array; readonly outputs: Float32Array } {
  return { range: row.subarray(0, SURFACE_HEAD), outputs: row.subarray(SURFACE_HEAD) };
}
