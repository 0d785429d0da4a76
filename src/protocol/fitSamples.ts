import * as v from 'valibot';
import { Count, entity, list } from './schema.js';

/** The samples of a fit whose outputs are kept. */
export const FitSamples = entity({
  from: v.picklist(['validation', 'training']),
  /** How many at most. */
  count: Count,
  /** Of a sample, such as 28, 28, 1; empty where it is not the same in all. */
  input: list(Count),
  /** How many of them are kept with their inputs. */
  inputs: Count,
  /** Values of a target: one of a class's number. */
  target: Count,
  /** Of what the model makes of a sample. */
  output: list(Count),
  /** Points of the surface of a model of one or two inputs; 0 for any other. */
  surface: Count,
  /** Why the model itself is not kept at the fit's end, as a sentence; null where it is; left out by runs of earlier versions. */
  noModel: v.optional(v.nullable(v.string())),
  /** Of a model of two inputs, the surfaces of single units. */
  units: v.optional(
    entity({
      /** Of each surface. */
      points: Count,
      /** Of each layer of the model how many of its units have one. */
      of: list(Count),
    }),
  ),
});
export type FitSamples = v.InferOutput<typeof FitSamples>;

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);
