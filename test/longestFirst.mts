import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, with the longest first: one that begins last keeps a processor waiting for it. */
const LONGEST = [
  'trainer/runtimeInstall',
  'trainer/compiled/semantics',
  'trainer/everyLayer',
  'trainer/compiled/differential',
  'trainer/diagnosis',
  'trainer/examples',
  'trainer/compiled/leaks',
  'trainer/compiled/optimizers',
  'trainer/cliTrain',
  'trainer/gradientCosine',
  'trainer/cliEndings',
  'trainer/cliLaunch',
  'e2e/package',
  'e2e/inView',
  'e2e/dashboardLife',
  'e2e/wrongInput',
  'e2e/ways',
  'unit/link/link',
  'unit/source/brokenSource',
];

/** Vitest knows how long files took where it ran them before; in a fresh clone it begins with the largest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

function place({ moduleId }: TestSpecification): number {
  const index = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return index < 0 ? LONGEST.length : index;
}
