import type { SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { layerArgument } from '../facts/layerArgument.js';
import type { ModelOutput } from '../facts/modelOutput.js';
import type { Loss } from '../facts/training.js';
import type { SourceFix } from '../sourceRule.js';

/** Classes from which on one unit cannot tell them apart: a sigmoid says how likely one of two is. */
export const FEWEST_FOR_UNITS = 3;

/** What a model's targets are: class numbers, or a column for each class. */
export interface Classes {
  readonly count: number;
  readonly areOneHot: boolean;
}

/** What to do, in a sentence. */
export const unitPerClassHelp = ({ count, areOneHot }: Classes): string =>
  `Use ${count} units with softmax, and ${areOneHot ? '' : 'sparse '}categorical crossentropy.`;

/** Ends a model in a unit for each class; none where one of the edits cannot be made. */
export function unitPerClass(model: SourceModel, output: ModelOutput, loss: Loss, classes: Classes): SourceFix[] {
  const edits = new Edits(model);
  const count = String(classes.count);
  const units = layerArgument(output.layer, 'units');
  const parts = [
    ...(output.units === classes.count ? [] : [units ? edits.set(output.layer, 'units', units, count, '') : []]),
    ...(output.activation.name === 'softmax' ? [] : [edits.setActivation(output, 'softmax')]),
    edits.setLoss(loss, classes.areOneHot ? 'categoricalCrossentropy' : 'sparseCategoricalCrossentropy'),
  ];
  if (parts.some((part) => part.length === 0)) return [];
  return [{ title: `Use a unit for each of the ${count} classes`, edits: parts.flat().flatMap((fix) => fix.edits) }];
}
