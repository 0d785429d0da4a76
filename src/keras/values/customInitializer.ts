import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** tfjs's class of initializers, which its types do not export. */
export interface Initializer {
  apply(shape: number[], dtype?: string): Tensor;
  getConfig(): Record<string, unknown>;
  getClassName(): string;
}

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
