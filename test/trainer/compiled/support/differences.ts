import { recordedColumns } from './recordedColumns.js';
import type { TrainedNet } from './trainedNets.js';

/** Of the largest number of an array. */
const TOLERANCE = 1e-4;
/** Arrays of smaller numbers count as if this were their largest. */
const SMALL = 1e-2;

/** In what two trainings of the same net differ; empty where they agree. */
export function differences(a: TrainedNet, b: TrainedNet): string[] {
  if (a.failed !== b.failed) return [`fails: ${a.failed} | ${b.failed}`];
  const [keys, others] = [a, b].map(({ numbers }) => Object.keys(numbers).join());
  if (keys !== others) return [`keys ${keys} | ${others}`];
  const numbers = Object.entries(a.numbers).flatMap(([key, values]) => differing(key, values, b.numbers[key] ?? []));
  const weights = a.weights.flatMap((values, index) => differing(`weight ${index}`, values, b.weights[index] ?? []));
  return [...numbers, ...weights, ...differingRecords(a, b)];
}

/** The largest difference of history and weights. */
export function distance(a: TrainedNet, b: TrainedNet): number {
  const numbers = Object.entries(a.numbers).map(([key, values]) => largest(values, b.numbers[key] ?? []));
  return Math.max(...numbers, ...a.weights.map((values, index) => largest(values, b.weights[index] ?? [])));
}

function largest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(0, ...errors(a, b, SMALL));
}

/** @param least what the largest number counts as at least */
function errors(a: ArrayLike<number>, b: ArrayLike<number>, least: number): number[] {
  const values = Array.from(a);
  const size = Math.max(least, ...values.map(Math.abs).filter(Number.isFinite));
  return values.map((value, index) => (Object.is(value, b[index]) ? 0 : Math.abs(value - Number(b[index])) / size));
}

function differing(name: string, a: ArrayLike<number>, b: ArrayLike<number>, least = SMALL): string[] {
  if (a.length !== b.length) return [`${name}: ${a.length} | ${b.length} numbers`];
  const found = errors(a, b, least);
  const first = found.findIndex((error) => !(error <= TOLERANCE));
  if (first === -1) return [];
  return [`${name} by ${Math.max(...found).toPrecision(2)}, first at ${first}: ${a[first]} | ${b[first]}`];
}

function differingRecords(a: TrainedNet, b: TrainedNet): string[] {
  const [columns, others] = [recordedColumns(a.records), recordedColumns(b.records)];
  return columns.flatMap(({ name, values, least, certain }, index) => {
    const second = others[index];
    if (!second || second.values.length !== values.length) return [`recorded ${name}: missing`];
    const where = (column: readonly number[]) => column.filter((_, step) => certain[step]);
    return differing(`recorded ${name}`, where(values), where(second.values), least);
  });
}
