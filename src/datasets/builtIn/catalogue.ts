import { HumanError } from '../../errors/humanError.js';
import { nearest } from '../../errors/nearest.js';
import type { BuiltIn } from './builtIn.js';
import { bundledData } from './bundledData.js';
import { downloadedData } from './downloadedData.js';
import { madeData } from './generatedData.js';

export const builtIns: readonly BuiltIn[] = [...madeData, ...bundledData, ...downloadedData];

/** @throws {HumanError} where there is none of that name. */
export function builtInOf(name: string): BuiltIn {
  const names = builtIns.map((data) => data.name);
  const found = builtIns.find((data) => data.name === name.toLowerCase().replaceAll('_', '-'));
  if (found) return found;
  const close = nearest(name, names);
  const hint = close ? ` Did you mean ${close}?` : '';
  throw new HumanError(`There is no built-in data "${name}".${hint} Choose from ${names.join(', ')}, and random.`);
}
