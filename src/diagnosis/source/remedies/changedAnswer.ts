import type { SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf } from '../facts/training.js';
import type { SourceFix } from '../sourceRule.js';

/** Gives a model another last activation and another loss, in one edit: either alone would be wrong. */
export function changeAnswer(model: SourceModel, activation: string, lossName: string, title: string): SourceFix[] {
  const [output, loss] = [modelOutput(model), lossOf(model)];
  if (!output || !loss) return [];
  const edits = new Edits(model);
  const isLoss = loss.name === lossName && loss.fromLogits === false;
  const parts = [
    ...(output.activation.name === activation ? [] : [edits.setActivation(output, activation)]),
    ...(isLoss ? [] : [edits.setLoss(loss, lossName)]),
  ];
  const isWhole = parts.length > 0 && parts.every(({ length }) => length > 0);
  return isWhole ? [{ title, edits: parts.flat().flatMap((fix) => fix.edits) }] : [];
}
