import { NotKnown } from '../../../../arrays/notKnown.js';
import type { PythonNode } from '../../syntax/node.js';
import { contentsOf } from '../contents/contentsOf.js';
import { shapeOf, toArg, toValue } from '../contents/convert.js';
import type { Machine } from '../machine.js';
import { array } from '../values/arrays.js';
import { argumentsOf, type Batches, isKind, type Value } from '../values/values.js';

/** Samples or batches that a function of the source is called with. */
const MOST_CALLS = 20_000;

/**
 * What `dataset.map(function)` gives: the function is called with each sample, or with each batch where there are batches already.
 * Null where its numbers cannot be had.
 */
export function mapped(machine: Machine, from: Batches, change: Value, node: PythonNode): Batches | null {
  if (from.folder) return scaledFolder(machine, from, change, node);
  const parts = [from.x, from.y, from.sampleWeight].filter((part) => part !== null);
  const [rows = 0] = shapeOfValue(from.x) ?? [];
  if (from.windows || from.scale !== 1 || from.left.length > 0 || parts.some((part) => !contentsOf(part))) return null;
  const [start, end] = [from.part[0], Math.min(rows, from.part[1])];
  const step = from.batchSize ?? 1;
  if ((end - start) / step > MOST_CALLS) return null;
  try {
    const results: (readonly Value[])[] = [];
    for (let row = start; row < end; row += step) {
      const args = parts.map((part) => entriesAt(machine, part, row, Math.min(end, row + step), from, node));
      results.push(resultsOf(machine.call(change, argumentsOf(args), node)));
    }
    const join = from.batchSize === null ? 'numpy.array' : 'numpy.concatenate';
    const columns = (results[0] ?? []).map((_, i) =>
      joined(
        machine,
        join,
        results.map((each) => each[i] ?? null),
        node,
      ),
    );
    const [x = null, y = null, sampleWeight = null] = columns;
    return { ...from, x, y, sampleWeight, part: [0, Number.POSITIVE_INFINITY] };
  } catch (error) {
    if (error instanceof NotKnown) return null;
    throw error;
  }
}

/** So many passes as one: `dataset.repeat(3)`. Null where batches would go over the end of a pass. */
export function repeated(machine: Machine, from: Batches, times: number, node: PythonNode): Batches | null {
  const [rows = 0] = shapeOfValue(from.x) ?? [];
  const [start, end] = [from.part[0], Math.min(rows, from.part[1])];
  if (from.windows || from.folder || (end - start) % (from.batchSize ?? 1) !== 0) return null;
  const order = Array.from({ length: times * (end - start) }, (_, i) => start + (i % (end - start)));
  const tiled = (of: Value): Value => {
    const contents = contentsOf(of);
    if (!contents && of !== null) throw new NotKnown('its numbers are not in the source');
    return contents && toValue(machine.arrays.item(contents, [order]), node);
  };
  try {
    const [x, y, sampleWeight] = [tiled(from.x), tiled(from.y), tiled(from.sampleWeight)];
    return { ...from, x, y, sampleWeight, part: [0, Number.POSITIVE_INFINITY] };
  } catch (error) {
    if (error instanceof NotKnown) return null;
    throw error;
  }
}

/** Only whole batches: `dataset.batch(32, drop_remainder=True)`. */
export function wholeBatches(from: Batches, size: number): Batches {
  const [rows = Number.POSITIVE_INFINITY] = shapeOfValue(from.x) ?? [];
  const [start, end] = [from.part[0], Math.min(rows, from.part[1])];
  return { ...from, batchSize: size, part: [start, start + Math.floor((end - start) / size) * size] };
}

function shapeOfValue(value: Value): readonly number[] | null {
  const contents = contentsOf(value);
  return contents && shapeOf(contents);
}

/** One row, or the rows of a batch. @throws {NotKnown} */
function entriesAt(machine: Machine, of: Value, row: number, end: number, from: Batches, node: PythonNode): Value {
  const contents = contentsOf(of);
  if (!contents) throw new NotKnown('its numbers are not in the source');
  const rows = Array.from({ length: end - row }, (_, i) => row + i);
  return toValue(machine.arrays.item(contents, [from.batchSize === null ? row : rows]), node);
}

function resultsOf(value: Value): readonly Value[] {
  return isKind(value, 'list') && value.tuple ? value.items : [value];
}

function joined(machine: Machine, join: string, values: readonly Value[], node: PythonNode): Value {
  const args = [values.map((value) => toArg(machine, value, node))];
  return toValue(machine.arrays.call(join, { positional: args, named: new Map() }), node);
}

/** Images of a folder have no numbers here: what a function does to three of them tells whether it only scales them. */
function scaledFolder(machine: Machine, from: Batches, change: Value, node: PythonNode): Batches | null {
  const scales = [0, 1, 255].map((pixel) => {
    const image = machine.arrays.call('numpy.full', { positional: [[1, 1, 1], pixel], named: new Map() });
    const [x = null, y = null] = resultsOf(machine.call(change, argumentsOf([toValue(image, node), 1]), node));
    return y === 1 ? onlyNumber(x) : null;
  });
  const [zero, one, all] = scales;
  const isScaled = zero === 0 && typeof one === 'number' && typeof all === 'number' && Math.abs(all - 255 * one) < 1e-4;
  return isScaled ? { ...from, scale: from.scale * one } : null;
}

function onlyNumber(value: Value): number | null {
  const captured = isKind(value, 'array') ? value : array(null);
  const contents = contentsOf(captured);
  const numbers = contents && 'numbers' in contents ? contents.numbers() : [];
  return numbers.length === 1 ? (numbers[0] ?? null) : null;
}
