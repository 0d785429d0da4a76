import { compileModel } from '../../../../src/keras/compileModel.js';
import { type KerasModel, type MakeKerasModel, makeSequential } from '../../../../src/keras/makeSequential.js';
import type { KerasDeclaration } from '../../../../src/protocol/keras.js';

/** A declaration's model, compiled where the declaration is. */
export function makeKerasModel(declaration: KerasDeclaration, options: MakeKerasModel): KerasModel {
  const made = makeSequential(declaration, options);
  if (declaration.compile) compileModel(made.model, declaration.compile, made.context);
  return made;
}
