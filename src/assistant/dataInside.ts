import { parseDataSpec } from '../datasets/specText.js';
import { HumanError } from '../errors/humanError.js';
import type { DataSpec } from '../protocol/data.js';
import type { Reach } from './root.js';
import type { ToolInput } from './toolTable.js';

/** The data that an assistant names, its files within reach; null where it names none. @throws {HumanError} where one is outside */
export async function dataInside(reach: Reach, { data, target }: ToolInput<'train'>): Promise<DataSpec | null> {
  if (data !== undefined) return specInside(reach, parseDataSpec(data, target ?? null));
  if (target !== undefined) throw new HumanError('target needs data: it names a column of that data.');
  return null;
}

async function specInside(reach: Reach, spec: DataSpec): Promise<DataSpec> {
  if (spec.kind === 'table' || spec.kind === 'images') return { ...spec, path: await reach.inside(spec.path) };
  if (spec.kind === 'arrays') return { ...spec, x: await reach.inside(spec.x), y: await reach.inside(spec.y) };
  return spec;
}
