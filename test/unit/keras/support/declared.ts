import type { KerasDeclaration } from '../../../../src/protocol/keras.js';
import { findModels } from '../../../../src/source/findModels.js';
import { declareKeras } from '../../../../src/source/python/reader/declareKeras.js';

/** What the first model of a Python file declares. */
export function declared(text: string, version?: KerasDeclaration['version']): KerasDeclaration {
  const [model] = findModels(text, 'model.py');
  if (!model) throw new Error('There is no model in this text');
  const { declaration, blocked } = declareKeras(text, 'model.py', model, {});
  if (!declaration) throw new Error(blocked?.message ?? 'The model is not declared');
  return version ? { ...declaration, version } : declaration;
}

/** A model of these layers, one a line from line 2 on. */
export function layersDeclared(
  layers: readonly string[],
  version?: KerasDeclaration['version'],
  after = '',
): KerasDeclaration {
  return declared(`model = Sequential([\n${layers.map((layer) => `  ${layer},\n`).join('')}])\n${after}`, version);
}
