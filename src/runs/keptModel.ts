import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { MODEL_FILE, MODEL_FOLDER } from '../protocol/runFile.js';

/** The folder in a run's folder that has its trained model; null where there is none. */
export async function keptModel(runFolder: string): Promise<string | null> {
  const folder = join(runFolder, MODEL_FOLDER);
  return access(join(folder, MODEL_FILE)).then(
    () => folder,
    () => null,
  );
}
