import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { LayerArguments } from './inputShape.js';

export type Shape = (number | null)[];

/** A layer that tfjs lacks, told by what it computes. */
export interface FunctionBody {
  /** The class's name in Keras. */
  readonly className: string;
  /** Dimensions of its input, the batch included; null for any. */
  readonly rank: number | null;
  /** Without it the output has the input's shape. */
  outputShape?(input: Shape): Shape;
  call(x: Tensor, training: boolean): Tensor;
  /** As Keras writes it into a model's file. */
  readonly config?: Record<string, unknown>;
}

/** @returns a layer without weights */
export function functionLayer(tf: Tfjs, args: LayerArguments, body: FunctionBody): Layer {
  class FunctionLayer extends tf.layers.Layer {
    static className = body.className;
    override supportsMasking = body.outputShape === undefined;

    override computeOutputShape(input: Shape): Shape {
      return body.outputShape?.(input) ?? input;
    }
    override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor {
      return tf.tidy(() => {
        const x = Array.isArray(inputs) ? inputs[0] : inputs;
        if (!x) throw new Error(`${body.className} has no input`);
        return body.call(x, kwargs?.training ?? false);
      });
    }
    override getConfig() {
      return { ...super.getConfig(), ...(body.config as object) };
    }
  }
  const layer = new FunctionLayer(args as ConstructorParameters<typeof FunctionLayer>[0]);
  if (body.rank !== null) (layer as { inputSpec: unknown }).inputSpec = [new tf.InputSpec({ ndim: body.rank })];
  return layer as unknown as Layer;
}
