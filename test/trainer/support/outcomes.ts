import type { BackendKind } from '../../../src/protocol/backend.js';
import { type Project, type RunOptions, runToEnd, type Told } from './trainerRun.js';

/** What a case of a fixture came to: numbers, or why it failed. */
export interface Outcome {
  readonly name: string;
  readonly family?: string;
  readonly numbers?: readonly (readonly number[])[];
  readonly failed?: string;
}

/** Runs a fixture that prints a JSON line for each of its cases, and one at the end. */
export async function outcomesOf(
  project: Project,
  backend: BackendKind,
  options: RunOptions = {},
): Promise<{ byName: Map<string, Outcome>; last: Record<string, unknown>; told: Told }> {
  const run = await runToEnd(project, { backend, histogramInterval: 0, ...options });
  const lines = run.stdout.split('\n').filter((line) => line.startsWith('{'));
  const parsed = lines.map((line): Outcome & Record<string, unknown> => JSON.parse(line));
  const last = parsed.pop();
  if (!last || run.exit.code !== 0) throw new Error(`The fixture failed on ${backend}.\n${run.stderr}`);
  return { byName: new Map(parsed.map((each) => [each.name, each])), last, told: run };
}

/** The largest difference, relative to the largest number of its array or to 1e-3 where that is larger; infinite where shapes differ. */
export function relativeError(
  expected: readonly (readonly number[])[],
  actual: readonly (readonly number[])[],
): number {
  if (expected.length !== actual.length) return Number.POSITIVE_INFINITY;
  return Math.max(
    ...expected.map((numbers, index) => {
      const others = actual[index] ?? [];
      if (numbers.length !== others.length) return Number.POSITIVE_INFINITY;
      const size = Math.max(1e-3, ...numbers.map(Math.abs));
      return Math.max(0, ...numbers.map((number, at) => Math.abs(number - (others[at] ?? Number.NaN)) / size));
    }),
  );
}
