import * as v from 'valibot';
import { Count, entity, list } from './schema.js';

/** The folder of a run's folder that has a fit's last weights, as tfjs saves a model: `model.json` and `weights.bin`. */
export const keptModelFolder = (fit: number): string => `fit-${fit}.model`;
export const WEIGHTS_FILE = 'weights.bin';

/** What a process is asked that loads a kept model in place of running a program. */
export interface KeptQuestion {
  /** The model's folder. */
  readonly folder: string;
  /** Of one sample, in the order of its shape. */
  readonly input: readonly number[];
}

const Floats = v.instance(Float32Array);

/** What a convolution puts out for a sample. */
const FeatureMaps = entity({
  /** Into the model's layers. */
  layer: Count,
  /** Of a map as it is here; a large one is thinned out. */
  height: Count,
  width: Count,
  /** Maps that the layer has. */
  of: Count,
  /** Map by map the first ones, row by row. */
  values: Floats,
});
export type FeatureMaps = v.InferOutput<typeof FeatureMaps>;

/** What a convolution multiplies by. */
export const Filters = v.object({
  layer: Count,
  height: Count,
  width: Count,
  /** 1 or 3. */
  channels: Count,
  of: Count,
  /** Filter by filter the first ones, row by row, channels fastest. */
  values: Floats,
});
export type Filters = v.InferOutput<typeof Filters>;

/** What a kept model makes of a sample. */
export const KeptAnswer = entity({
  outputs: Floats,
  maps: list(FeatureMaps),
  /** Of the first convolution over pictures in gray or color; null where there is none. */
  filters: v.nullable(Filters),
});
export type KeptAnswer = v.InferOutput<typeof KeptAnswer>;
