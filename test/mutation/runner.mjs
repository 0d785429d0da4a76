// Stryker's own runner for vitest starts a thread, with all modules, for each mutant, which takes a second and more. This one keeps one thread
// (mutantThread.ts) that loads only the tests that reach the mutant, and what they import from the project, anew.
import { relative } from 'node:path';
import { createVitest } from 'vitest/node';

/**
 * @typedef {import('./mutantThread.js').ThreadJob} ThreadJob
 * @typedef {import('./mutantThread.js').ThreadAnswer} ThreadAnswer
 */

class RoomTests {
  /** @type {import('vitest/node').Vitest | undefined} */
  #vitest;
  #channel = new BroadcastChannel('gradlens-mutants');
  /** @type {string[]} the test files, the quickest first */
  #files = [];

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env.NODE_ENV = 'test';
    process.env.VITEST = '1';
    const vitest = await createVitest('test', {
      config: 'test/mutation/vitest.config.mts',
      watch: false,
      reporters: [{}],
      onConsoleLog: () => false,
    });
    this.#vitest = vitest;
    const specifications = await vitest.globTestSpecifications();
    this.#files = specifications.map(({ moduleId }) => moduleId);
    const ready = this.#answer();
    vitest.runTestSpecifications(specifications.slice(0, 1)).catch((error) => console.error(error));
    await ready;
  }

  async dryRun() {
    const tests = [];
    /** @type {ThreadAnswer['coverage']} */
    const perTest = {};
    /** @type {Map<string, number>} */
    const durations = new Map();
    for (const file of this.#files) {
      const answer = await this.#ask({ files: [{ file }], bail: false });
      if (answer.errors.length > 0) return { status: 'error', errorMessage: `${file}: ${answer.errors.join('\n')}` };
      for (const { id, name, failure, milliseconds, line, column } of answer.tests) {
        const test = { id, name, timeSpentMs: milliseconds, fileName: file, startPosition: { line, column } };
        tests.push(failure === undefined ? { ...test, status: 0 } : { ...test, status: 1, failureMessage: failure });
        durations.set(file, (durations.get(file) ?? 0) + milliseconds);
      }
      Object.assign(perTest, answer.coverage);
    }
    this.#files.sort((a, b) => (durations.get(a) ?? 0) - (durations.get(b) ?? 0));
    return { status: 'complete', tests, mutantCoverage: { static: {}, perTest } };
  }

  /** @param {{ activeMutant: { id: string }, testFilter?: string[], hitLimit?: number }} options */
  async mutantRun({ activeMutant, testFilter = [], hitLimit }) {
    const files = this.#files.flatMap((file) => {
      const prefix = `${relative(process.cwd(), file)}#`;
      const names = testFilter.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
      return names.length > 0 ? [{ file, names }] : [];
    });
    const { tests, errors, overLimit } = await this.#ask({ files, bail: true, mutant: activeMutant.id, hitLimit });
    if (overLimit) return { status: 'timeout', reason: 'The mutant was come by a hundred times as often' };
    const failed = tests.filter(({ failure }) => failure !== undefined);
    if (failed.length === 0 && errors.length === 0) return { status: 'survived', nrOfTests: tests.length };
    return {
      status: 'killed',
      failureMessage: failed[0]?.failure ?? errors[0] ?? '',
      // An error outside of tests, say while a test file is loaded, is no test's: the first one that would have run stands for it.
      killedBy: failed.length > 0 ? failed.map(({ id }) => id) : testFilter.slice(0, 1),
      nrOfTests: Math.max(1, tests.length),
    };
  }

  async dispose() {
    this.#channel.postMessage({ close: true });
    this.#channel.close();
    await this.#vitest?.close();
  }

  /** @param {ThreadJob} job */
  #ask(job) {
    const answer = this.#answer();
    this.#channel.postMessage(job);
    return answer;
  }

  /** @returns {Promise<ThreadAnswer>} */
  #answer() {
    return new Promise((resolve) => {
      this.#channel.onmessage = ({ data }) => resolve(data);
    });
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'room', injectableClass: RoomTests }];
