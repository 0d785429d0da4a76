import * as v from 'valibot';
import { small } from './part.js';

/** What one run has in a column; numbers of training are in texts, as they may be NaN. */
export type ComparedCell = v.InferOutput<typeof ComparedCell>;
const ComparedCell = v.object({
  text: v.string(),
  /** What there is to it besides. */
  title: v.nullable(v.string()),
  /** Its place among the others, from 0 for the lowest; null where it is not known. */
  rank: v.nullable(v.number()),
});

/** Settings and results of the runs that are compared. */
export type ComparisonView = v.InferOutput<typeof ComparisonView>;
const ComparisonView = v.object({
  runs: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      /** Everything that tells it apart: for a tooltip. */
      title: v.string(),
    }),
  ),
  /** Those that differ first. */
  columns: v.array(
    v.object({
      name: v.string(),
      label: v.string(),
      help: v.string(),
      kind: v.picklist(['setting', 'result']),
      differs: v.boolean(),
      /** In the order of the runs. */
      cells: v.array(ComparedCell),
    }),
  ),
});

export const comparisonPart = small(ComparisonView);
