import type { SourceSpan } from '../protocol/sourceSpan.js';
import type { Layer, Tfjs } from '../tfjs/tfjs.js';
import type { KerasNotes } from './kerasNotes.js';
import type { MetricNames } from './metrics/metricNames.js';

/** What the making of one model knows. */
export interface KerasContext {
  readonly tf: Tfjs;
  /** Decides names and defaults. */
  readonly version: 1 | 2 | 3;
  /** Where channels stand when a layer does not say. */
  readonly channels: 'channelsFirst' | 'channelsLast';
  readonly notes: KerasNotes;
  /** Names of metrics that the source does not name; those of all models of a program are counted together. */
  readonly metricNames: MetricNames;
  /** Says which call makes a layer. */
  assign(layer: Layer, span: SourceSpan): void;
}

/** A layer by the name of its function in `tf.layers`; which arguments it takes is up to the caller. */
export function tfLayer({ tf }: Pick<KerasContext, 'tf'>, name: string, args: object): Layer {
  const factories = tf.layers as unknown as Record<string, ((args: object) => Layer) | undefined>;
  const factory = factories[name];
  if (!factory) throw new Error(`tfjs has no layer ${name}`);
  return factory(defined(args));
}

/** Without what is undefined: tfjs takes a missing argument and an undefined one for different things. */
function defined(args: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}
