import type { DataLimits } from '../../protocol/data.js';
import { openArrow } from './formats/arrow.js';
import { openJson } from './formats/json.js';
import { openParquet } from './formats/parquet.js';
import type { TableFile } from './tableFile.js';

/**
 * Formats whose readers trust what a file says of itself: damaged ones can keep a reader busy for ever, or make it fill the memory. Where a training waits
 * for them they are read in a thread that can be ended.
 */
const OPEN = { arrow: openArrow, parquet: openParquet, json: openJson } as const satisfies Readonly<
  Record<string, (path: string, limits: DataLimits) => Promise<TableFile>>
>;

export type IsolatedFormat = keyof typeof OPEN;

/** Reads it in this thread. */
export const openIsolated = (path: string, format: IsolatedFormat, limits: DataLimits): Promise<TableFile> =>
  OPEN[format](path, limits);
