import type { Family, MadeIn } from '../../layers/layerEntry.js';
import type { KerasCall } from '../../protocol/keras.js';
import type { Layer, Sequential } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';

/** Makes the layer that a wrapper holds; a Sequential too. */
export type MakeLayer = (call: KerasCall, context: KerasContext) => Layer | Sequential;

/**
 * How a class of Keras becomes a layer of tfjs.
 * @param makeInner makes what a wrapper holds
 * @throws {SourceError} where tfjs has nothing for what is asked
 */
export type LayerMaker = (args: BoundArguments, context: KerasContext, makeInner: MakeLayer) => Layer;

/** A maker for each layer of a family of the catalogue that GradLens makes. */
export type MakersOf<Entries extends Family> = Readonly<Record<MadeIn<Entries>, LayerMaker>>;
