import { HumanError } from '../../errors/humanError.js';
import { type Normalize, scaled, scaleFor } from '../scale.js';
import type { EncodedColumn } from './encodeTable.js';
import type { TableSpec } from './openTableFile.js';
import { LIMIT } from './textIds.js';

/** What one column contributes to an input. */
export interface Feature {
  readonly names: readonly string[];
  /** Smallest and largest. */
  readonly range: readonly [number, number];
  /** Writes the input's numbers for a stored number, from `at`. */
  write(value: number, x: Float32Array, at: number): void;
}

/** Different texts up to which a text column becomes one input for each of them without being asked to. */
const ONE_HOT = 50;
/** Beyond this, one-hot columns would be most of what the model sees. */
const MOST_ONE_HOT = 5000;

/**
 * Null for a column that is left out: text that is all the same, or too varied to be classes.
 *
 * @throws {HumanError} where a column cannot be used as the spec asks
 */
export function featureOf(column: EncodedColumn, file: string, spec: TableSpec): Feature | null {
  if (column.stored === 'number') return numberFeature(column, spec.normalize, spec.missing);
  const { name, texts, use } = column;
  if (texts.size >= LIMIT || (use === 'onehot' && texts.size > MOST_ONE_HOT)) {
    if (use === null) return null;
    throw new HumanError(
      `${file}, column "${name}" has ${texts.size.toLocaleString('en-US')} or more distinct texts, too many for "${use}". Set it to "skip".`,
    );
  }
  if (use === 'index') return indexFeature(column);
  return use === 'onehot' || (texts.size > 1 && texts.size <= ONE_HOT) ? oneHotFeature(column) : null;
}

function numberFeature({ name, statistics }: EncodedColumn, how: Normalize, missing: TableSpec['missing']): Feature {
  const scale = scaleFor(how, statistics);
  const filled = missing === 'mean' ? statistics.mean : 0;
  return {
    names: [name],
    range: [scaled(statistics.low, scale), scaled(statistics.high, scale)],
    write(value, x, at) {
      x[at] = scaled(Number.isNaN(value) ? filled : value, scale);
    },
  };
}

function indexFeature({ name, texts }: EncodedColumn): Feature {
  const { places } = texts.sorted();
  return {
    names: [name],
    range: [0, Math.max(0, places.length - 1)],
    write(value, x, at) {
      x[at] = Number.isNaN(value) ? 0 : (places[value] ?? 0);
    },
  };
}

/** A missing text is none of them. */
function oneHotFeature({ name, texts }: EncodedColumn): Feature {
  const { labels, places } = texts.sorted();
  return {
    names: labels.map((label) => `${name}=${label}`),
    range: [0, 1],
    write(value, x, at) {
      for (let place = 0; place < labels.length; place++) x[at + place] = places[value] === place ? 1 : 0;
    },
  };
}
