import { join, resolve } from 'node:path';
import { type DataSpec, DEFAULT_DATA_LIMITS } from '../protocol/data.js';
import { openArrays } from './arrays/openArrays.js';
import type { DataPlaces } from './builtIn/builtIn.js';
import { builtInOf } from './builtIn/catalogue.js';
import { dataStore } from './download/downloadDataset.js';
import { openImages } from './images/openImages.js';
import { randomRows } from './random/randomRows.js';
import type { StoreLimits } from './rows/floatStore.js';
import { openRows } from './rows/openRows.js';
import type { RowSource } from './rows/rowSource.js';
import type { TrainingShare } from './sampling/trainingShare.js';
import { openTable } from './table/openTable.js';
import type { Dataset, ModelShapes } from './types.js';

/** Bytes of a table's numbers that are kept in memory. */
const MEMORY = 128 * 1024 * 1024;

/**
 * Opens data for training, in the shape and with the targets that the model takes where they can be had without changing a number.
 *
 * @param folder where relative paths of `spec` start
 * @param share what is left of the samples for training; null for all
 * @throws {HumanError} that names file, row and column where the data cannot be read
 */
export async function openDataset(
  spec: DataSpec,
  folder: string,
  shapes: ModelShapes,
  places: DataPlaces = { store: dataStore() },
  share: TrainingShare | null = null,
): Promise<Dataset> {
  const source = await openSource(spec, folder, shapes, places);
  try {
    return openRows(source, spec, shapes, share);
  } catch (error) {
    await source.close();
    throw error;
  }
}

function openSource(
  spec: DataSpec,
  folder: string,
  shapes: ModelShapes,
  places: DataPlaces,
): RowSource | Promise<RowSource> {
  const { limits = DEFAULT_DATA_LIMITS, tableWorker = null } = places;
  switch (spec.kind) {
    case 'random':
      return randomRows(spec, shapes);
    case 'builtin':
      return builtInOf(spec.name).open(spec, shapes, places);
    case 'table':
      return openTable(resolve(folder, spec.path), spec, shapes, storeLimits(places), {
        limits,
        workerFile: tableWorker,
      });
    case 'arrays':
      return openArrays(spec, folder, shapes, limits);
    case 'images':
      return openImages(resolve(folder, spec.path), spec, shapes, limits);
  }
}

/** Rows that do not fit into memory are written to the store. */
const storeLimits = ({ store }: DataPlaces): StoreLimits => ({
  folder: join(store, 'datasets', 'rows'),
  memory: MEMORY,
});
