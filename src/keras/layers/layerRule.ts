import type { Layer } from '../../tfjs/tfjs.js';
import type { Signature } from '../arguments/bindArguments.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';

/** How a class of Keras becomes a layer of tfjs. */
export interface LayerRule extends Signature {
  /** @throws {SourceError} where tfjs has nothing for it */
  make(args: BoundArguments, context: KerasContext): Layer;
  /** Whether the layer does nothing, so that no argument of it counts. */
  readonly isLeftOut?: boolean;
  /** Whether `input_dim` alone is the size of a step in a sequence. */
  readonly takesSteps?: boolean;
  /** Whether `input_dim` is an argument of its own and no shape. */
  readonly ownsInputDim?: boolean;
}

export type LayerRules = Readonly<Record<string, LayerRule>>;

/** The same rule under several names of Keras. */
export function named(names: string, rule: LayerRule): LayerRules {
  return Object.fromEntries(names.split(' ').map((name) => [name, rule]));
}
