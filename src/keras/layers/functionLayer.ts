import { findLayer } from '../../layers/catalogue.js';
import { outputShape } from '../../layers/shapes/layerSizes.js';
import { sameShape } from '../../layers/shapes/shapedLayer.js';
import type { Layer, Tensor } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { describeArguments } from '../shapes/describeArguments.js';
import { layerArguments } from './tfjsLayer.js';

export type Shape = (number | null)[];

/** What a layer that tfjs lacks computes; the catalogue has what it makes of its input's shape. */
export interface FunctionBody {
  call(x: Tensor, training: boolean): Tensor;
  /** As Keras writes it into a model's file. */
  readonly config?: Record<string, unknown>;
}

/** @returns a layer without weights, of the class that is called */
export function functionLayer(args: BoundArguments, context: KerasContext, body: FunctionBody): Layer {
  const { tf } = context;
  const entry = findLayer(args.call.name);
  const shaped = describeArguments(args, context);
  class FunctionLayer extends tf.layers.Layer {
    static className = shaped.className;
    override supportsMasking = entry?.outputShape === sameShape;

    override computeOutputShape(input: Shape): Shape {
      return [...(outputShape(shaped, input) ?? input)];
    }
    override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor {
      return tf.tidy(() => {
        const x = Array.isArray(inputs) ? inputs[0] : inputs;
        if (!x) throw new Error(`${shaped.className} has no input`);
        return body.call(x, kwargs?.training ?? false);
      });
    }
    override getConfig() {
      return { ...super.getConfig(), ...(body.config as object) };
    }
  }
  const given = layerArguments(args) as ConstructorParameters<typeof FunctionLayer>[0];
  const layer = new FunctionLayer(given);
  if (entry?.rank !== undefined) {
    (layer as { inputSpec: unknown }).inputSpec = [new tf.InputSpec({ ndim: entry.rank })];
  }
  return layer as unknown as Layer;
}
