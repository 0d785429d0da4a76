import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import { type DataLimits, type DataSpec, DEFAULT_DATA_LIMITS } from '../../protocol/data.js';
import { previewArrays, previewBuiltIn, previewImages, previewRandom } from './previewOther.js';
import { previewTable } from './previewTable.js';
import type { DataPreview } from './types.js';

/**
 * Looks at data without reading more of it than its beginning.
 *
 * @param data a spec, or the path of a file or folder that a person picked: what it is, its target included, is found out
 * @param folder where relative paths start
 * @throws {HumanError} where it cannot be read
 */
export async function previewDataset(
  data: DataSpec | string,
  folder: string,
  limits: DataLimits = DEFAULT_DATA_LIMITS,
): Promise<DataPreview> {
  const spec = typeof data === 'string' ? await specOf(data, folder) : data;
  switch (spec.kind) {
    case 'random':
      return previewRandom(spec);
    case 'builtin':
      return previewBuiltIn(spec);
    case 'table':
      return previewTable(spec, folder, limits);
    case 'arrays':
      return previewArrays(spec, folder, limits);
    case 'images':
      return previewImages(spec, folder);
  }
}

async function specOf(path: string, folder: string): Promise<DataSpec> {
  const stats = await stat(resolve(folder, path)).catch(() => null);
  if (!stats) throw new HumanError(`There is no file or folder ${resolve(folder, path)}.`);
  if (stats.isDirectory()) return { kind: 'images', path };
  if (/\.npz$/i.test(path)) return { kind: 'arrays', x: path, y: path };
  if (/\.npy$/i.test(path)) return { kind: 'arrays', x: path, y: await partnerOf(path, folder) };
  return { kind: 'table', path, target: [] };
}

/** `x_train.npy` goes with `y_train.npy`, `features.npy` with `labels.npy`. */
async function partnerOf(path: string, folder: string): Promise<string> {
  const candidates = [
    path.replace(/x(?=[^/\\]*$)/, 'y'),
    path.replace(/X(?=[^/\\]*$)/, 'Y'),
    path.replace(/X(?=[^/\\]*$)/, 'y'),
    path.replace(/(inputs|features|images|data)(?=[^/\\]*$)/i, 'labels'),
    path.replace(/(inputs|features|images|data)(?=[^/\\]*$)/i, 'targets'),
  ];
  for (const candidate of candidates) {
    if (candidate !== path && (await stat(resolve(folder, candidate)).catch(() => null))) return candidate;
  }
  throw new HumanError(
    `${path} has the inputs, but which file has the targets? Set x and y, or save both in one .npz.`,
  );
}
