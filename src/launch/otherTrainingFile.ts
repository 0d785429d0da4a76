import { readFile } from 'node:fs/promises';
import type { SourceModel } from '../protocol/source.js';
import { ImportGraph } from './importGraph.js';
import { trainsOthers } from './trainingFile.js';

/** Node cannot run JSX, and what imports a model for a test trains nothing that a person waits for. */
const RUNNABLE = /(?<!\.(?:test|spec|d))\.[cm]?[jt]s$/i;
const TRAINS = /\.\s*(fit|fitDataset|trainOnBatch)\s*\(/;

/**
 * The file of the project that Node can run so that the model is trained: of those that import its file, directly or through others, the
 * nearest one that comes to a training call when it is loaded.
 */
export async function otherTrainingFile(model: SourceModel, folder: string): Promise<string | null> {
  const graph = await ImportGraph.shared(folder);
  let someTrains = model.fitLine !== null;
  for (const file of graph.importersOf(model.file)) {
    if (!RUNNABLE.test(file)) continue;
    const text = await readFile(file, 'utf8').catch(() => '');
    if (trainsOthers(text, file, someTrains)) return file;
    someTrains ||= TRAINS.test(text);
  }
  return null;
}
