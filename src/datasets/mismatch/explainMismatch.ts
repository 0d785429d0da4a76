import type { DataSpec } from '../../protocol/data.js';
import type { DatasetDescription } from '../types.js';
import { classMismatch } from './classMismatch.js';
import { formMismatch } from './formMismatch.js';
import { inputMismatch } from './inputMismatch.js';
import { numberMismatch } from './numberMismatch.js';
import { placesMismatch, tokenMismatch } from './sequenceMismatch.js';
import type { Mismatch, MismatchModel } from './types.js';
import { vocabularyMismatch } from './vocabularyMismatch.js';

/**
 * What of the data does not fit the model, before anything is trained; nothing where they fit. What does no harm (a shape that is
 * laid out anew, classes as one-hot or index, more units than classes) is no mismatch: opening the data took care of it.
 */
export function explainMismatch(
  data: DatasetDescription,
  model: MismatchModel,
  targetAs: DataSpec['targetAs'],
): Mismatch[] {
  const input = inputMismatch(data, model) ?? vocabularyMismatch(data, model);
  const target = targetMismatch(data, model, targetAs);
  return [input, target].filter((mismatch) => mismatch !== null);
}

function targetMismatch(
  { name, target }: DatasetDescription,
  model: MismatchModel,
  targetAs: DataSpec['targetAs'],
): Mismatch | null {
  switch (target.kind) {
    case 'numbers':
      return numberMismatch(name, target, model);
    case 'tokens':
      return tokenMismatch(name, target, model) ?? formMismatch(target, model, targetAs);
    case 'classes':
      return (
        placesMismatch(name, model) ??
        classMismatch(name, target.labels, model) ??
        formMismatch(target, model, targetAs)
      );
  }
}
