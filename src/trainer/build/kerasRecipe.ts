import { kerasFitArguments } from '../../keras/kerasFitArguments.js';
import { makeKerasModel } from '../../keras/makeKerasModel.js';
import type { KerasDeclaration } from '../../protocol/keras.js';
import type { BuildRun } from './buildRun.js';
import type { MadeModel } from './sourceFit.js';

/** A Python model as tfjs has it, its layers at their lines. @throws {SourceError} at what tfjs lacks */
export function modelFromKeras(run: BuildRun, declaration: KerasDeclaration): MadeModel {
  const { location } = declaration;
  const { model, notes } = makeKerasModel(declaration, {
    tf: run.tf,
    assign: (layer, { file, start }) => run.assign(layer, { file, ...start }),
  });
  run.assign(model, location);
  model.name = declaration.name;
  const { notes: fitNotes, ...fit } = kerasFitArguments(declaration, run.tf);
  for (const message of [...notes, ...fitNotes]) run.warn({ kind: 'model', message, location });
  return { model, fit };
}
