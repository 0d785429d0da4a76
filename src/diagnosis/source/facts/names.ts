import type { SourceModel } from '../../../protocol/source.js';

export type Framework = SourceModel['framework'];

/** A name as TensorFlow.js spells it: `kernelInitializer` for `kernel_initializer`; a class's `HeNormal` is `heNormal`. */
export function camelCase(name: string): string {
  const joined = name.replace(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

/** A name as Keras spells it: `kernel_initializer`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A name in camel case as the framework's own files have it. */
export const inStyle = (framework: Framework, name: string): string => (framework === 'tfjs' ? name : snakeCase(name));

/** `tf.nn.relu` is `relu`. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1).trim();
