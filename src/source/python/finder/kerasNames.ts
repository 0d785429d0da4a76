import type { PythonArgument } from '../syntax/arguments.js';
import type { PathValue, UnknownValue, Value } from './values.js';

/** Modules that copy Keras's names and are not Keras. */
const lookalikes = new Set(['bigdl', 'zoo', 'torch', 'paddle', 'mxnet', 'tensorlayer']);
const kerasModules = new Set(['keras', 'tf_keras', 'keras_core', 'tfk', 'tfkeras']);
/** Names under which a file that imports nothing, or takes them as parameters, knows Keras or its module of models. */
const usualNames = new Set(['tf', 'tensorflow', 'models', 'k', 'km', 'kr', 'ks', 'tfkm', 'kmodels']);

/** Whether what is called is Keras's Sequential class. */
export function isKerasSequential(value: Value, callArguments: readonly PythonArgument[]): boolean {
  if (value.kind === 'path') return isSequentialPath(value, callArguments);
  return value.kind === 'unknown' && isUsualName(value) && looksLikeKeras(callArguments);
}

/**
 * Whether something of another module is of Keras, with no argument given before. Of the names that nothing in the file binds, it is where all that
 * the file takes over by `from ... import *` is Keras's: a part of a program shows no import at all. */
export function isOfKeras(value: Value, starImports: readonly string[]): boolean {
  if (value.kind !== 'path' || value.partial) return false;
  if (hasKerasModule(value.path.split('.'))) return true;
  const isFree = value.free && !value.path.includes('.');
  return isFree && starImports.every((module) => hasKerasModule(module.split('.')));
}

const hasKerasModule = (segments: readonly string[]): boolean =>
  segments.some((segment) => kerasModules.has(segment)) && !segments.some((segment) => lookalikes.has(segment));

function isSequentialPath(value: PathValue, callArguments: readonly PythonArgument[]): boolean {
  if (!value.path.endsWith('Sequential')) return false;
  const segments = value.path.split('.');
  if (segments.pop() !== 'Sequential') return false;
  if (value.free) return isUsualPrefix(segments) && looksLikeKeras(callArguments);
  return hasKerasModule(segments);
}

function isUsualName({ hint }: UnknownValue): boolean {
  if (!hint.endsWith('Sequential')) return false;
  const segments = hint.split('.');
  return segments.pop() === 'Sequential' && segments.length > 0 && isUsualPrefix(segments);
}

function isUsualPrefix(segments: readonly string[]): boolean {
  if (segments.length === 0) return true;
  return segments.some((segment) => /keras/i.test(segment) || usualNames.has(segment.toLowerCase()));
}

/** PyTorch's Sequential takes its layers one by one, Keras's takes a list. */
function looksLikeKeras(callArguments: readonly PythonArgument[]): boolean {
  const positional = callArguments.filter(({ name }) => name === null);
  if (positional.some(({ star }) => star === '*')) return false;
  const [first] = positional;
  return first?.value.type !== 'String' && positional.slice(1).every(({ value }) => value.type === 'String');
}
