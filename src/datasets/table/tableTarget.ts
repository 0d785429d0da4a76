import { HumanError } from '../../errors/humanError.js';
import { classLabels } from '../classLabels.js';
import type { StoredFloats } from '../rows/floatStore.js';
import { targetNeed } from '../targetNeed.js';
import type { ModelShapes, TargetDescription } from '../types.js';
import type { EncodedColumn } from './encodeTable.js';
import type { TableSpec } from './openTableFile.js';

/** How the stored numbers of the target columns become targets. */
export interface TableTarget {
  readonly target: TargetDescription;
  of(value: number): number;
}

const asIs = (value: number) => value;

/**
 * Text is classes, several columns are numbers. One column of numbers is classes where the model's loss wants them.
 *
 * @param at place of the first target column in a stored row
 */
export async function tableTarget(
  file: string,
  columns: readonly EncodedColumn[],
  floats: StoredFloats,
  at: number,
  spec: TableSpec,
  shapes: ModelShapes,
): Promise<TableTarget> {
  const [column] = columns;
  if (!column || columns.length > 1) {
    const text = columns.find(({ stored }) => stored === 'text');
    if (!text) return { target: { kind: 'numbers', shape: [columns.length], range: rangeOf(columns) }, of: asIs };
    throw new HumanError(
      `${file}, column "${text.name}" is text. Several targets must all be numbers; use this one alone, or remove it.`,
    );
  }
  if (column.stored === 'text') return textTarget(column, file, spec.targetAs);
  const numbers: TableTarget = { target: { kind: 'numbers', shape: [1], range: rangeOf(columns) }, of: asIs };
  const need = targetNeed(shapes);
  const asked = spec.targetAs === 'onehot' || spec.targetAs === 'index';
  if (spec.targetAs === 'number' || (!asked && need.kind === 'numbers')) return numbers;
  const classes = classLabels(await countsOf(floats, at), need, shapes.output);
  return classes ? { target: { kind: 'classes', ...classes.described }, of: classes.indexOf } : numbers;
}

function rangeOf(columns: readonly EncodedColumn[]): [number, number] {
  const lows = columns.map(({ statistics }) => statistics.low);
  const highs = columns.map(({ statistics }) => statistics.high);
  return [Math.min(...lows), Math.max(...highs)];
}

function textTarget({ name, texts }: EncodedColumn, file: string, targetAs: TableSpec['targetAs']): TableTarget {
  const { labels, counts, places } = texts.sorted();
  if (labels.length > MOST_CLASSES) {
    throw new HumanError(
      `${file}, column "${name}" has ${labels.length.toLocaleString('en-US')} distinct texts, too many for classes. Choose another target.`,
    );
  }
  const of = (value: number) => places[value] ?? 0;
  if (targetAs === 'number') return { target: { kind: 'numbers', shape: [1] }, of };
  return { target: { kind: 'classes', labels, counts }, of };
}

const MOST_CLASSES = 1000;

/** How often each value stands in a column; stops where there are too many to be classes. */
async function countsOf(floats: StoredFloats, at: number): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (let start = 0; start < floats.rows && counts.size <= MOST_CLASSES; start += STEP) {
    const rows = Uint32Array.from({ length: Math.min(STEP, floats.rows - start) }, (_, row) => start + row);
    await floats.each(rows, (row) => {
      const value = row[at] ?? 0;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    });
  }
  return counts.size <= MOST_CLASSES ? counts : new Map();
}

const STEP = 10_000;
