import { messageOf } from '../../errors/errorText.js';
import type { DataSpec, SampleShapes } from '../../protocol/data.js';
import { sourceEnd } from '../../source/size/sourceShapes.js';
import type { CommandDeps } from '../deps.js';
import type { ChosenModel } from '../modelTarget.js';

interface Looking {
  readonly previewer: Pick<CommandDeps['previewer'], 'shapesOf'>;
  readonly log: Pick<CommandDeps['log'], 'info'>;
}

/** Looks at data for what it says of a model's open values; null where it cannot be read, which is told when the run reads it. */
export function shapesOfData(
  { previewer, log }: Looking,
  { model, choice: { folder } }: Pick<ChosenModel, 'model' | 'choice'>,
): (data: DataSpec) => Promise<SampleShapes | null> {
  const looked = new Map<string, Promise<SampleShapes | null>>();
  const lookAt = async (data: DataSpec) => {
    try {
      return await previewer.shapesOf(data, folder, sourceEnd(model));
    } catch (error) {
      log.info(`What the data says of the open values is not known: ${messageOf(error)}`);
      return null;
    }
  };
  return (data) => {
    // A file of data may be large: each is read once, however often it is planned.
    const key = JSON.stringify(data);
    const shapes = looked.get(key) ?? lookAt(data);
    looked.set(key, shapes);
    return shapes;
  };
}
