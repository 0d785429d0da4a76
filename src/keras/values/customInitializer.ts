import type { Initializer } from '../../tfjs/layerCode.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

type InitializerClass = new () => Initializer;

/** What a weight starts with, drawn as Keras draws it. @param config as Keras writes it into a model's file */
export function customInitializer(
  tf: Tfjs,
  name: string,
  config: Record<string, unknown>,
  draw: (shape: number[]) => Tensor,
): Initializer {
  const Base: InitializerClass = Object.getPrototypeOf(tf.initializers.zeros().constructor);
  class Custom extends Base {
    static className = name;
    override apply(shape: number[]): Tensor {
      return tf.tidy(() => draw(shape));
    }
    override getConfig(): Record<string, unknown> {
      return config;
    }
  }
  return new Custom();
}
