// A sample of a room's mutants: each is in it with the same probability, by a hash of the seed and of what the mutant is. So the same seed gives the
// same sample, also of code of which other places have changed.
import { createHash } from 'node:crypto';
import { relative } from 'node:path';

/** @typedef {{ id: string, fileName: string, mutatorName: string, replacement?: string, location: { start: { line: number, column: number }, end: { line: number, column: number } } }} Mutant */

const share = Number(process.env.GRADLENS_MUTATION_SHARE ?? 1);
const seed = process.env.GRADLENS_MUTATION_SEED ?? '1';

/** @param {Mutant} mutant */
function isInSample({ fileName, mutatorName, replacement, location: { start, end } }) {
  const file = relative(process.cwd(), fileName).replaceAll('\\', '/');
  const place = [start.line, start.column, end.line, end.column].join(':');
  const hash = createHash('sha256').update([seed, file, place, mutatorName, replacement].join('\n')).digest();
  return hash.readUInt32LE(0) < share * 2 ** 32;
}

/** Stryker has a place for mutants that cannot be compiled, and none for a sample: there go those that are not in it. No score counts them. */
class SampleChecker {
  async init() {}

  /** @param {Mutant[]} mutants */
  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  /** @param {Mutant[]} mutants */
  async check(mutants) {
    const passed = { status: 'passed' };
    const heldBack = { status: 'compileError', reason: 'Not in the sample' };
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, isInSample(mutant) ? passed : heldBack]));
  }
}

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', injectableClass: SampleChecker }];
