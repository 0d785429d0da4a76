import { HumanError } from '../../errors/humanError.js';
import type { StoreLimits } from '../rows/floatStore.js';
import { storedTargetSize } from '../rows/memoryRows.js';
import type { RowSource } from '../rows/rowSource.js';
import type { ModelShapes } from '../types.js';
import { columnKinds, KIND_ROWS } from './columnKinds.js';
import { type EncodedColumn, encodeTable } from './encodeTable.js';
import { type Feature, featureOf } from './inputFeature.js';
import { openTableFile, type TableReading, type TableSpec } from './openTableFile.js';
import { planColumns } from './planColumns.js';
import { firstRows, type TableFile } from './tableFile.js';
import { type TableTarget, tableTarget } from './tableTarget.js';

/** Opens a table: its file is read once, and its rows are then read from memory or, where they are many, from a file of numbers. */
export async function openTable(
  path: string,
  spec: TableSpec,
  shapes: ModelShapes,
  limits: StoreLimits,
  reading: TableReading,
): Promise<RowSource> {
  const file = await openTableFile(path, spec, reading);
  try {
    return await readTable(file, spec, shapes, limits);
  } finally {
    file.close?.();
  }
}

async function readTable(
  file: TableFile,
  spec: TableSpec,
  shapes: ModelShapes,
  limits: StoreLimits,
): Promise<RowSource> {
  const kinds = columnKinds(file.columns, await firstRows(file, KIND_ROWS));
  const { columns, floats } = await encodeTable(file, planColumns(file, kinds, spec), spec.missing, limits);
  try {
    const inputs = columns.filter(({ role }) => role === 'input');
    const features = featuresOf(inputs, file.name, spec);
    const targets = columns.slice(inputs.length);
    const target = await tableTarget(file.name, targets, floats, inputs.length, spec, shapes);
    return rowsOf(file.name, features, { ...target, places: targets.map((_, index) => inputs.length + index) }, floats);
  } catch (error) {
    await floats.close();
    throw error;
  }
}

type Placed = Feature & { readonly place: number; readonly at: number };

function featuresOf(inputs: readonly EncodedColumn[], file: string, spec: TableSpec): Placed[] {
  let at = 0;
  const features = inputs.flatMap((column, place): Placed[] => {
    const feature = featureOf(column, file, spec);
    if (!feature) return [];
    const placed = { ...feature, place, at };
    at += feature.names.length;
    return [placed];
  });
  if (features.length > 0) return features;
  const shown = inputs
    .slice(0, 6)
    .map(({ name, texts }) => `"${name}" has ${texts.size.toLocaleString('en-US')} distinct texts`);
  throw new HumanError(
    `${file} has only text, and no column of numbers to learn from: ${shown.join(', ')}. To use text as classes, set a column to "onehot" or "index".`,
  );
}

function rowsOf(
  name: string,
  features: readonly Placed[],
  target: TableTarget & { readonly places: readonly number[] },
  floats: Awaited<ReturnType<typeof encodeTable>>['floats'],
): RowSource {
  const inputNames = features.flatMap((feature) => feature.names);
  const inputSize = inputNames.length;
  const targetSize = storedTargetSize(target.target);
  return {
    name,
    rows: floats.rows,
    inputSize,
    targetSize,
    inputShape: [inputSize],
    inputNames,
    inputRange: [
      features.reduce((low, { range }) => Math.min(low, range[0]), Number.POSITIVE_INFINITY),
      features.reduce((high, { range }) => Math.max(high, range[1]), Number.NEGATIVE_INFINITY),
    ],
    target: target.target,
    block: floats.block,
    read: (rows, x, y) =>
      floats.each(rows, (row, index) => {
        for (const { place, at, write } of features) write(row[place] ?? 0, x, index * inputSize + at);
        target.places.forEach((place, output) => {
          y[index * targetSize + output] = target.of(row[place] ?? 0);
        });
      }),
    close: () => floats.close(),
  };
}
