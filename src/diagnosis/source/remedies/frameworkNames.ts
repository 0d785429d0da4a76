import { findLayer } from '../../../layers/catalogue.js';
import type { SourceModel } from '../../../protocol/source.js';
import { camelCase } from '../facts/names.js';
import type { SourceEdit } from '../sourceRule.js';

/** Something of a model's framework as its file can write it, and the import that it takes to. */
export interface FrameworkName {
  readonly text: string;
  readonly imports: readonly SourceEdit[];
}

/** Modules of Keras, with what TensorFlow.js calls them. */
const MODULES = { layers: 'layers', optimizers: 'train', callbacks: 'callbacks' } as const;
type Module = keyof typeof MODULES;

/**
 * How a file names a class of Keras, or the function of TensorFlow.js that makes it.
 * @param className as Keras spells it, such as `BatchNormalization`
 * @returns null where nothing in the file leads to it
 */
export function frameworkName(model: SourceModel, module: Module, className: string): FrameworkName | null {
  return model.framework === 'tfjs' ? inJavaScript(model, module, className) : inPython(model, module, className);
}

/** By the name that its layers are made by: `tf` of `tf.layers.dense`. */
function inJavaScript(model: SourceModel, module: Module, className: string): FrameworkName | null {
  const namespace = namespaceOf(model);
  // Of `layers.dense` nothing tells where the other modules are.
  if (namespace === undefined || (namespace === '' && module !== 'layers')) return null;
  return { text: `${namespace}${MODULES[module]}.${factoryOf(module, className)}`, imports: [] };
}

/** What stands before TensorFlow.js's own functions in a file, such as `tf.`; null where nothing tells it. */
export const tfjsNamespace = (model: SourceModel): string | null => namespaceOf(model) || null;

const namespaceOf = ({ layers }: SourceModel): string | undefined =>
  layers.flatMap(({ callee }) => /^((?:.*\.)?)layers\.\w+$/s.exec(callee ?? '')?.[1] ?? [])[0];

function factoryOf(module: Module, className: string): string {
  if (module === 'optimizers') return className.toLowerCase();
  return (module === 'layers' ? findLayer(className)?.tfjs?.[0] : undefined) ?? camelCase(className);
}

/** By what the file imports of Keras, nearest first; else by an import more. */
function inPython({ file, imports }: SourceModel, module: Module, className: string): FrameworkName | null {
  const path = `keras.${module}.${className}`;
  const nameOf = (wanted: string) => imports?.names.find((each) => each.path === wanted && each.name !== '*')?.name;
  const isAllTaken = imports?.names.some((each) => each.name === '*' && each.path === `keras.${module}`) ?? false;
  const ways: readonly (readonly [string | undefined, string])[] = [
    [nameOf(path), ''],
    [isAllTaken ? className : undefined, ''],
    [nameOf(`keras.${module}`), `.${className}`],
    [nameOf('keras'), `.${module}.${className}`],
    [nameOf('tensorflow'), `.keras.${module}.${className}`],
  ];
  const [name, rest] = ways.find(([found]) => found !== undefined) ?? [];
  if (name !== undefined) return { text: `${name}${rest}`, imports: [] };
  const { at = null, keras = null } = imports ?? {};
  if (!at || keras === null) return null;
  const newText = `from ${keras}.${module} import ${className}\n`;
  return { text: className, imports: [{ span: { file, start: at, end: at }, newText }] };
}

/** How a Python file names NumPy. @returns null where it does not, and no import can be added */
export function numpyName({ file, imports }: SourceModel): FrameworkName | null {
  const { numpy = null, at = null } = imports ?? {};
  if (numpy !== null) return { text: numpy, imports: [] };
  const newText = 'import numpy as np\n';
  return at && { text: 'np', imports: [{ span: { file, start: at, end: at }, newText }] };
}
