import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { MODEL_FOLDER } from '../protocol/runFile.js';

/** What tfjs names the file that tells of a model's layers; its weights lie beside it. */
const MODEL_FILE = 'model.json';

/** The folder in a run's folder that has its trained model; null where there is none. */
export async function keptModel(runFolder: string): Promise<string | null> {
  const folder = join(runFolder, MODEL_FOLDER);
  return access(join(folder, MODEL_FILE)).then(
    () => folder,
    () => null,
  );
}
