import { findLayer } from '../../../layers/catalogue.js';
import type { PythonArgument } from '../syntax/arguments.js';
import { canonical, hasKerasModule } from './kerasModules.js';
import type { OutsideName } from './outsideNames.js';

/** Names under which a file that imports nothing, or takes them as parameters, knows Keras or its module of models. */
const usualNames = new Set(['tf', 'tensorflow', 'models', 'k', 'km', 'kr', 'ks', 'tfkm', 'kmodels']);

/** Whether what a call calls, or a class extends, is Keras's Sequential class. */
export function isKerasSequential({ path, free }: OutsideName, callArguments: readonly PythonArgument[]): boolean {
  const modules = modulesOfSequential(path);
  if (modules === null) return false;
  if (!free) return hasKerasModule(path);
  return (modules.length === 0 || hasUsualName(modules)) && looksLikeKeras(callArguments);
}

/** The same of something that the source does not show, by how it calls it: `tf.keras.Sequential`, with a parameter `tf`. */
export function mayBeKerasSequential(hint: string, callArguments: readonly PythonArgument[]): boolean {
  const modules = modulesOfSequential(hint);
  return modules !== null && hasUsualName(modules) && looksLikeKeras(callArguments);
}

/** The modules before a name that ends with Sequential; null for any other name. */
function modulesOfSequential(path: string): readonly string[] | null {
  if (!path.endsWith('Sequential')) return null;
  const segments = path.split('.');
  return segments.pop() === 'Sequential' ? segments : null;
}

function hasUsualName(modules: readonly string[]): boolean {
  return modules.some((module) => /keras/i.test(module) || usualNames.has(module.toLowerCase()));
}

/** PyTorch's Sequential takes its layers one by one, Keras's takes a list. */
function looksLikeKeras(callArguments: readonly PythonArgument[]): boolean {
  const positional = callArguments.filter(({ name }) => name === null);
  if (positional.some(({ star }) => star === '*')) return false;
  const [first] = positional;
  return first?.value.type !== 'String' && positional.slice(1).every(({ value }) => value.type === 'String');
}

/**
 * Whether a name is of Keras. One that nothing in the file binds is where all that the file takes over by `from ... import *` is Keras's: a part of a
 * program shows no import at all.
 */
export function isOfKeras({ path, free }: OutsideName, starImports: readonly string[]): boolean {
  if (hasKerasModule(path)) return true;
  return free && !path.includes('.') && starImports.every(hasKerasModule);
}

/** Keras, and libraries that add to it. */
const libraries = /^(?:keras|tensorflow|tensorflow_addons|tensorflow_hub|keras_\w+|kerastuner|tensorflow_\w+)(?=\.|$)/;

/** Functions of Keras that make an object, and its optimizer that looks like a constant. */
const makers = /^(?:SGD|l1|l2|l1_l2|l1l2|maxnorm|max_norm|nonneg|non_neg|unitnorm|unit_norm|min_max_norm|maxout)$/;

/** Whether a call of it may make an object of Keras, or of a library that adds to Keras: also of a class by its bare name. */
export function mayBeOfKeras(path: string): boolean {
  const full = canonical(path);
  if (libraries.test(full)) return true;
  if (full.includes('.')) return false;
  return /^[A-Z]\w*[a-z]/.test(full) || makers.test(full) || (/^[A-Z]/.test(full) && findLayer(full) !== undefined);
}
