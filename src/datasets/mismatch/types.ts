import type { DataSpec } from '../../protocol/data.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { SourceLayer } from '../../protocol/source.js';
import type { SourceCall } from '../../protocol/sourceValue.js';
import type { ProblemFix } from '../../protocol/trainer.js';
import type { ModelShapes } from '../types.js';

/** What has to be known of a model to compare it with data. */
export interface MismatchModel extends ModelShapes {
  readonly layers: readonly MismatchLayer[];
  /** The calls that compile it, as its source has them now; none where it cannot be read. */
  readonly compiles: readonly SourceCall[];
}

export interface MismatchLayer {
  readonly className: string;
  /** First character of the call that makes it. */
  readonly location: SourceLocation | null;
  /** Its call as the source has it now; null where it cannot be read. */
  readonly source: SourceLayer | null;
  /** Number of its outputs for layers that have `units`. */
  readonly units: number | null;
}

/** Why data and model do not fit. */
export interface Mismatch {
  /** `error`: it cannot train. `warning`: it can, and will not learn what the data says. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** As short as a line of a list that has the data's title already: `Has 3 classes, but the last layer has one unit.` */
  readonly short: string;
  /** The layer that would have to change. */
  readonly location: SourceLocation | null;
  /** Edits of the source, each of which mends it or leads on. */
  readonly fixes: readonly ProblemFix[];
  /** Changes of the data's spec that mend it. */
  readonly dataFixes: readonly DataFix[];
}

export interface DataFix {
  /** In the imperative, such as `Leave "Id" out`. */
  readonly title: string;
  /** Entries that replace those of the spec. */
  readonly change: Pick<DataSpec, 'reshape' | 'targetAs'> & { readonly columns?: Readonly<Record<string, 'skip'>> };
}
