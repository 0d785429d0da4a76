import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnoseSource } from '../../src/diagnosis/source/sourceRules.js';
import { findModels } from '../../src/source/findModels.js';
import { loadBackend } from '../../src/trainer/backend/loadBackend.js';
import { withFix } from '../unit/diagnosis/programs.js';
import { fixesFor, RUN_FIXES } from '../unit/diagnosis/run/runFixTable.js';
import { trainFile } from './keras/support/trainProgram.js';
import { CliRun } from './support/cliRun.js';
import { SICK_IN_A_RUN, SICK_PROGRAMS, type SickProgram } from './support/sickPrograms.js';
import { backendOf } from './support/trainerRun.js';

const findingsOf = ({ rule, file, text }: SickProgram) =>
  diagnoseSource(findModels(text, file), { text }).filter((finding) => finding.rule === rule);

/** Each sick program with each edit that is offered for what its rule finds, the first one first. */
const FIXED = SICK_PROGRAMS.flatMap((program) =>
  findingsOf(program).flatMap(({ fixes }) => fixes.map((fix) => withFix(program, fix))),
);

/** The same of what a run finds, with the classes that its data have. */
const FIXED_AFTER_A_RUN = [
  ...RUN_FIXES.map(([finding]) => finding),
  { rule: 'validation-classes' },
  { rule: 'validation-shares' },
].flatMap((finding) =>
  SICK_IN_A_RUN.flatMap((program) =>
    fixesFor(program, finding, [30, 3, 9]).map((fix) => withFix({ ...program, rule: finding.rule }, fix)),
  ),
);

const ALL = [...FIXED, ...FIXED_AFTER_A_RUN];
const inPython = ({ file }: SickProgram): boolean => file.endsWith('.py');

/** What is said of a layer behind it on its line. */
const REMARK = /(?:tf\.layers\.|\w)\w*\(.*[,;)] +(?:\/\/|#) as the others$/gm;

describe('sources with the edits of each rule', () => {
  it('no longer have what was found, and keep comments with their layers', () => {
    expect(FIXED.length).toBeGreaterThanOrEqual(SICK_PROGRAMS.length);
    for (const program of SICK_PROGRAMS) {
      const [first, ...others] = findingsOf(program);
      expect([first?.fixes.length, others], program.text).toEqual([expect.any(Number), []]);
      expect(first?.fixes.length, program.text).toBeGreaterThan(0);
    }
    for (const program of FIXED) expect(findingsOf(program), program.text).toEqual([]);
    for (const { text } of ALL) {
      expect(text.match(REMARK)?.length, text).toBe(text.match(/as the others/g)?.length);
    }
  });

  it('train in JavaScript and TypeScript', async () => {
    const programs = ALL.filter((program) => !inPython(program)).map(
      ({ rule, file, text }, index) => [`${index}.${rule}${/\.\w+$/.exec(file)?.[0]}`, text] as const,
    );
    const [[, first] = ['', ''], ...others] = programs;
    const imports = others.map(([name]) => `await import('./${name}');\n`).join('');
    await using run = await CliRun.start(['train', 'all.mjs', '--json', '--backend', 'wasm'], {
      files: { 'all.mjs': `${first}${imports}`, ...Object.fromEntries(others) },
    });
    expect([await run.exited, run.words]).toEqual([0, expect.stringMatching(/^gradlens: trained: .*\n$/)]);
    expect(run.linesOf('fitEnd').map(({ outcome }) => outcome)).toEqual(programs.map(() => 'completed'));
  });

  it('train in Python', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gradlens-fixed-'));
    const { tf } = await loadBackend(backendOf('wasm'));
    for (const { rule, text } of ALL.filter(inPython)) {
      const file = join(folder, `${rule}.py`);
      await writeFile(file, text);
      const { fits } = await trainFile(tf, file);
      expect(fits, text).toHaveLength(1);
      expect(fits[0]?.loss?.every(Number.isFinite), text).toBe(true);
    }
    await rm(folder, { recursive: true });
  });
});
