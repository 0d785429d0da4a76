import * as v from 'valibot';
import { Filters } from '../keptModel.js';
import { Count } from '../schema.js';
import { Floats, versioned } from './part.js';

/** What the model that a fit has kept makes of a sample that a person gave it. */
export type AskedView = v.InferOutput<typeof AskedView>;
const AskedView = v.object({
  /** Of the fit's track. */
  track: v.string(),
  isBusy: v.boolean(),
  failure: v.nullable(v.string()),
  /** What it says, in a sentence; null before. */
  summary: v.nullable(v.string()),
  /** Names of the classes, or of the outputs. */
  names: v.array(v.string()),
  /** Of classes their shares, 0 to 1; else the outputs themselves. */
  values: Floats,
  areShares: v.boolean(),
  /** What convolutions make of a picture. */
  maps: v.array(v.object({ label: v.string(), height: Count, width: Count, of: Count, values: Floats })),
  filters: v.nullable(v.object({ ...Filters.entries, label: v.string() })),
});

/** Null where nothing was asked. */
export const askedPart = versioned(v.object({ asked: v.nullable(AskedView) }));
