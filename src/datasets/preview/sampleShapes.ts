import type { DataLimits, DataSpec, SampleShapes } from '../../protocol/data.js';
import { builtInOf } from '../builtIn/catalogue.js';
import { dataStore } from '../download/downloadDataset.js';
import { openDataset } from '../openDataset.js';
import type { ModelShapes, TargetDescription } from '../types.js';

/** What is known of a model whose sizes are open. */
export type ModelEnd = Pick<ModelShapes, 'loss' | 'lastActivation'>;

/**
 * What data says of its samples, for a model that leaves that open; the data is read for it.
 * @returns null where it follows the model in all
 * @throws {HumanError} where it cannot be read
 */
export async function sampleShapes(
  data: DataSpec,
  folder: string,
  end: ModelEnd,
  limits: DataLimits,
): Promise<SampleShapes | null> {
  if (data.kind === 'random') return null;
  const builtIn = data.kind === 'builtin' ? builtInOf(data.name) : null;
  if (builtIn?.labels) {
    const output = end.lastActivation === 'softmax' ? { classes: builtIn.labels.length } : null;
    return { name: builtIn.title, input: builtIn.inputShape, output };
  }
  // What is made follows the model: as many classes as it has units.
  if (builtIn && !builtIn.inputShape) return null;
  const shapes: ModelShapes = { ...end, input: null, output: [], vocabulary: null };
  const dataset = await openDataset(data, folder, shapes, { store: dataStore(), limits });
  await dataset.close();
  const { name, inputShape, target } = dataset.description;
  // Made classes are as many as a model has units for.
  const isMade = builtIn?.license === null;
  return { name: builtIn?.title ?? name, input: inputShape, output: isMade ? null : outputOf(target, end) };
}

function outputOf(target: TargetDescription, { lastActivation }: ModelEnd): SampleShapes['output'] {
  if (target.kind === 'classes') return lastActivation === 'softmax' ? { classes: target.labels.length } : null;
  const [numbers, ...more] = target.kind === 'numbers' ? target.shape : [];
  return numbers === undefined || more.length > 0 || lastActivation === 'softmax' ? null : { numbers };
}
