// What vitest starts in its thread in place of its own runner of tests: it runs what runner.mjs asks for, mutant after mutant, until it is closed.
// Every test file, and all that it imports from the project, is loaded anew each time, so that no mutant leaves anything to the next one
// in a module, and what a module computes while it is loaded is mutated too. Packages stay loaded.
import { relative } from 'node:path';
import { type RunnerTask, type RunnerTestCase, type RunnerTestFile, TestRunner, vi } from 'vitest';
import { startTests } from 'vitest/internal/browser';

export interface ThreadJob {
  /** `names`: of the tests to run, by default all. */
  readonly files: readonly { readonly file: string; readonly names?: readonly string[] }[];
  /** No further test after one that failed. */
  readonly bail: boolean;
  readonly mutant?: string | undefined;
  readonly hitLimit?: number | undefined;
}

/** How often each mutant was come by. */
export type Hits = Record<string, number>;

export interface TestOutcome {
  readonly id: string;
  readonly name: string;
  readonly milliseconds: number;
  /** From 0. */
  readonly line: number;
  readonly column: number;
  readonly failure?: string;
}

export interface ThreadAnswer {
  readonly tests: TestOutcome[];
  /** Of what was thrown outside of tests. */
  readonly errors: string[];
  readonly overLimit: boolean;
  /** By test. */
  readonly coverage: Record<string, Hits>;
}

/** What Stryker's code in the mutated files reads and writes. */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { readonly static: Hits; readonly perTest: Record<string, Hits> };
}

const instrumented: Instrumented = {};
Object.assign(globalThis, { __stryker__: instrumented });

function nameOf(test: RunnerTestCase): string {
  const names = [test.name];
  for (let { suite } = test; suite && suite !== test.file; { suite } = suite) names.unshift(suite.name);
  return names.join(' > ');
}

const idOf = (test: RunnerTestCase) => `${relative(process.cwd(), test.file.filepath)}#${nameOf(test)}`;

/** Runs tests as vitest does, and tells nobody. */
class QuietRunner extends TestRunner {
  names: ReadonlySet<string> | null = null;
  bail = false;
  readonly ran: RunnerTestCase[] = [];

  onCollected(files: RunnerTestFile[]) {
    const leaveOut = (task: RunnerTask) => {
      if (task.type === 'suite') task.tasks.forEach(leaveOut);
      else if (this.names && !this.names.has(nameOf(task))) task.mode = 'skip';
    };
    for (const file of files) file.tasks.forEach(leaveOut);
  }

  override onBeforeTryTask(...[test, options]: Parameters<TestRunner['onBeforeTryTask']>): void {
    super.onBeforeTryTask(test, options);
    if (test.type === 'test') instrumented.currentTestId = idOf(test);
  }

  override onAfterRunTask(test: RunnerTestCase) {
    super.onAfterRunTask(test);
    instrumented.currentTestId = undefined;
    this.ran.push(test);
    if (this.bail && test.result?.state === 'fail') this.cancel('test-failure');
  }
}

export default class MutantThread extends TestRunner {
  readonly #stray: string[] = [];
  /** Milliseconds of the test that takes longest without a mutant. */
  #longest = 0;

  async onBeforeCollect() {
    const stray = (error: unknown) => this.#stray.push(String(error));
    process.on('uncaughtException', stray);
    process.on('unhandledRejection', stray);
    const channel = new BroadcastChannel('gradlens-mutants');
    await new Promise<void>((resolve) => {
      channel.onmessage = async ({ data }) => {
        if (data.close) resolve();
        else channel.postMessage(await this.#run(data));
      };
      channel.postMessage({ ready: true });
    });
    channel.close();
    // The file that vitest started the thread for was run as often as asked.
    throw new Error('Closed');
  }

  async #run({ files, bail, mutant, hitLimit }: ThreadJob): Promise<ThreadAnswer> {
    const tests: TestOutcome[] = [];
    const errors: string[] = [];
    const coverage: Record<string, Hits> = {};
    instrumented.hitCount = mutant === undefined ? undefined : 0;
    instrumented.hitLimit = hitLimit;
    // A test that waits for what never comes ends soon, and the thread is kept.
    if (mutant !== undefined) vi.setConfig({ testTimeout: Math.max(10_000, 3 * this.#longest) });
    for (const { file, names } of files) {
      vi.resetModules();
      instrumented.activeMutant = mutant;
      const hits = { static: {} as Hits, perTest: {} as Record<string, Hits> };
      instrumented.mutantCoverage = hits;
      const runner = this.#quietRunner();
      runner.names = names ? new Set(names) : null;
      runner.bail = bail;
      const [result] = await startTests([file], runner);
      instrumented.activeMutant = undefined;
      instrumented.currentTestId = undefined;
      vi.restoreAllMocks();
      vi.useRealTimers();
      vi.unstubAllEnvs();
      vi.unstubAllGlobals();
      tests.push(...runner.ran.map(outcome));
      errors.push(...(result?.result?.errors ?? []).map(({ message }) => message), ...this.#stray.splice(0));
      // What ran while the file was loaded is there for each of its tests.
      for (const id of runner.ran.map(idOf)) coverage[id] = { ...hits.static, ...hits.perTest[id] };
      if (bail && (errors.length > 0 || tests.some(({ failure }) => failure !== undefined))) break;
    }
    if (mutant === undefined) this.#longest = Math.max(this.#longest, ...tests.map(({ milliseconds }) => milliseconds));
    const overLimit = hitLimit !== undefined && (instrumented.hitCount ?? 0) > hitLimit;
    return { tests, errors, overLimit, coverage };
  }

  /** With what vitest gives to the runner that it starts. */
  #quietRunner(): QuietRunner {
    const runner = new QuietRunner(this.config);
    Object.defineProperty(runner, 'moduleRunner', { value: Reflect.get(this, 'moduleRunner') });
    const traces: Parameters<TestRunner['__setTraces']>[0] = Reflect.get(this, '_otel' as never);
    runner.__setTraces(traces);
    return runner;
  }
}

function outcome(test: RunnerTestCase): TestOutcome {
  const { state, duration = 0, errors } = test.result ?? {};
  return {
    id: idOf(test),
    name: nameOf(test),
    milliseconds: duration,
    line: (test.location?.line ?? 1) - 1,
    column: (test.location?.column ?? 1) - 1,
    ...(state === 'fail' && { failure: errors?.[0]?.message ?? 'Failed' }),
  };
}
