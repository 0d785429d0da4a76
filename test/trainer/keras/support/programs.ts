import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a program logs: every epoch of every fit by name, and what each `evaluate` outside of fits gives. */
export interface ProgramLogs {
  readonly fits: readonly Readonly<Record<string, readonly number[]>>[];
  readonly evaluations: readonly (readonly number[])[];
}

export const programFolder = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'kerasPrograms');

interface Written {
  /** What JSON lacks, infinity and NaN, is written as a string. */
  readonly fits: readonly Readonly<Record<string, readonly (number | string)[]>>[];
  readonly evaluations: readonly (readonly (number | string)[])[];
}

/** What real Keras logs, by the program's name; scripts/kerasFixtures/programs.py wrote it. */
export function programs(): [string, ProgramLogs][] {
  const text = readFileSync(join(programFolder, 'values.json'), 'utf8');
  return Object.entries(JSON.parse(text) as Record<string, Written>).map(([name, { fits, evaluations }]) => [
    name,
    {
      fits: fits.map((fit) =>
        Object.fromEntries(Object.entries(fit).map(([key, values]) => [key, values.map(Number)])),
      ),
      evaluations: evaluations.map((values) => values.map(Number)),
    },
  ]);
}
