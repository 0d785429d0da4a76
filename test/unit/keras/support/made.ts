import * as tf from '@tensorflow/tfjs';
import { SourceError } from '../../../../src/errors/sourceError.js';
import type { KerasModel } from '../../../../src/keras/makeSequential.js';
import type { KerasDeclaration } from '../../../../src/protocol/keras.js';
import { makeKerasModel } from './makeKerasModel.js';

export { tf };

export function made(declaration: KerasDeclaration): KerasModel {
  return makeKerasModel(declaration, { tf, assign: () => {} });
}

/** The problem that making the model ends with, as `line: message`. */
export function problem(declaration: KerasDeclaration): string {
  try {
    made(declaration);
  } catch (error) {
    if (error instanceof SourceError) return `${error.location?.line}: ${error.message}`;
    throw error;
  }
  return 'none';
}

/** Configurations of a model's layers, without names and nested places. */
export function configs(declaration: KerasDeclaration): unknown[] {
  return made(declaration).model.layers.map((layer) => {
    const { name: _, ...config } = layer.getConfig();
    return [layer.getClassName(), JSON.parse(JSON.stringify(config))];
  });
}
