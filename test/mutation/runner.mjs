// Stryker's runner for vitest, with two faults of version 10.1.1 mended: errors outside of tests stay with it for all mutants that follow, and count
// as no result. A run of the tests fails with them, so a mutant that makes one is noticed.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ status: string, errorMessage?: string, failureMessage?: string, killedBy?: string[], nrOfTests?: number }} MutantResult
 * @typedef {{ ctx: { state: { errorsSet: Set<unknown> } }, resetContext(): void, mutantRun(options: { testFilter?: string[] }): Promise<MutantResult> }} Runner
 */

const folder = process.env.GRADLENS_MUTATION_RUNNER ?? '';
const load = (/** @type {string} */ file) => import(pathToFileURL(join(folder, 'dist', 'src', file)).href);

export const { strykerPlugins, strykerValidationSchema } = await load('index.js');

/** @type {{ VitestTestRunner: { prototype: Runner } }} */
const { VitestTestRunner } = await load('vitest-test-runner.js');
const { resetContext, mutantRun } = VitestTestRunner.prototype;

VitestTestRunner.prototype.resetContext = function () {
  resetContext.call(this);
  this.ctx.state.errorsSet.clear();
};

VitestTestRunner.prototype.mutantRun = async function (options) {
  const result = await mutantRun.call(this, options);
  if (result.status !== 'error') return result;
  return {
    status: 'killed',
    failureMessage: result.errorMessage ?? '',
    killedBy: options.testFilter?.slice(0, 1) ?? [],
    nrOfTests: 1,
  };
};
