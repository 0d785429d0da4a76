import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliRun, ON_WASM } from './support/cliRun.js';

/** How the store has the run's end. */
async function storedEnd(run: CliRun): Promise<unknown> {
  const header = await readFile(join(run.store, 'runs', String(run.lines[0]?.run), 'run.json'), 'utf8');
  return (JSON.parse(header) as { end: unknown }).end;
}

it('says what is being done while nothing is written', async () => {
  const text = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);\n';
  await using run = await CliRun.start(['train', 'sleeper.mjs', '--json'], { files: { 'sleeper.mjs': text } });
  expect(await run.exited).toBe(3);
  expect(run.stderr).toMatch(/^gradlens: still loading tfjs-node and running sleeper\.mjs: no fit yet/m);
  expect(run.stdout).not.toContain('still');
});

it('a training that does not come to what was expected: exit 1, and the last line says what it came to', async () => {
  const expected = ['--expect', 'loss < 1e9', '--expect', 'loss < 0'];
  await using run = await CliRun.start(['train', 'twoModels.mjs', ...expected, ...ON_WASM]);
  expect(await run.exited).toBe(1);
  expect(run.reason).toMatch(/^gradlens: Expected loss < 0, but fit 1 ended with loss \d\S*\.$/);
  expect(run.stderr).toContain('gradlens: trained: 2 fits');
});

describe('code that cannot train', () => {
  it.each<[file: string, code: number, reason: RegExp]>([
    ['syntaxError.mjs', 1, /syntaxError\.mjs:3/],
    ['missingPackage.mjs', 1, /no-such-package/],
    ['needsBrowser.mjs', 1, /document.*needsBrowser\.mjs:4/],
    ['shapeMismatch.mjs', 1, /shape.*shapeMismatch\.mjs:\d/i],
    ['noTraining.mjs', 3, /without training a Sequential/],
  ])('%s: exit %d, with the reason as the last line', async (file, code, reason) => {
    await using run = await CliRun.start(['train', file, '--json', ...ON_WASM]);
    expect(await run.exited).toBe(code);
    expect(run.reason).toMatch(reason);
    expect(run.lines.at(-1)).toMatchObject({ type: 'end', outcome: code === 3 ? 'nothing-trained' : 'failed' });
    expect(await storedEnd(run)).toMatchObject({ outcome: code === 3 ? 'nothing-trained' : 'failed' });
    await run.untilNoTrainers();
  });

  it('says where an operation is that the embedded default lacks, and what to do', async () => {
    await using run = await CliRun.start(['train', 'spectrum.mjs', '--json', '--backend', 'wasm']);
    expect(await run.exited).toBe(3);
    expect(run.reason).toMatch(/cannot compute \w+\. Install tfjs-node.*spectrum\.mjs:6/);
    expect(run.linesOf('epoch')).toEqual([]);
  });
});

describe('code that breaks in mid-training', () => {
  it.each<[file: string, reason: RegExp]>([
    ['throwsInFit.mjs', /the code broke.*throwsInFit\.mjs:\d+/],
    ['exitsInFit.mjs', /exit code 3.*exitsInFit\.mjs:\d+/],
  ])('%s: exit 1, and what was recorded up to then is kept', async (file, reason) => {
    await using run = await CliRun.start(['train', file, '--json', ...ON_WASM], { env: { EXIT_CODE: '3' } });
    expect(await run.exited).toBe(1);
    expect(run.reason).toMatch(reason);
    expect(run.linesOf('epoch').map(({ epoch }) => epoch)).toEqual([0, 1]);
    expect(run.linesOf('fitEnd')).toMatchObject([{ outcome: 'failed', epochs: 2, batches: 8 }]);
    expect(run.lines.at(-1)).toMatchObject({ type: 'end', outcome: 'failed', fits: 1 });
    await run.untilNoTrainers();
  });

  it('process.exit(0) in mid-training: exit 0 as the code decides, and the reason says how much was trained', async () => {
    await using run = await CliRun.start(['train', 'exitsInFit.mjs', '--json', ...ON_WASM], {
      env: { EXIT_CODE: '0' },
    });
    expect(await run.exited).toBe(0);
    expect(run.reason).toContain('2 of 10 epochs');
    expect(run.linesOf('fitEnd')).toMatchObject([{ epochs: 2, batches: 8 }]);
  });

  it('out of memory: exit 1, says so and what to do', async () => {
    await using run = await CliRun.start(['train', 'outOfMemory.mjs', '--json'], {
      env: { NODE_OPTIONS: '--max-old-space-size=64' },
    });
    expect(await run.exited).toBe(1);
    expect(run.reason).toMatch(/Out of memory.*smaller batchSize/);
    expect(run.linesOf('epoch').map(({ epoch }) => epoch)).toEqual([0, 1]);
    expect(run.linesOf('fitEnd')).toMatchObject([{ outcome: 'failed', epochs: 2, batches: 8 }]);
    expect(await storedEnd(run)).toMatchObject({ outcome: 'killed' });
  });

  const whereItTurned = /^gradlens: warning: .*batch.*layer.*notANumber\.mjs:\d+:\d+\)$/im;

  it('a loss that turns NaN: says at which step, in which layer and where, and trains on', async () => {
    await using run = await CliRun.start(['train', 'notANumber.mjs', '--on-nan', 'continue', ...ON_WASM]);
    expect(await run.exited).toBe(0);
    expect(run.stderr).toMatch(whereItTurned);
  });

  it('a loss that turns NaN: exit 1 at that batch unless told otherwise, with the records', async () => {
    await using run = await CliRun.start(['train', 'notANumber.mjs', '--json', ...ON_WASM]);
    expect(await run.exited).toBe(1);
    expect(run.reason).toMatch(/ended at batch \d+.*--on-nan continue/);
    expect(run.linesOf('fitEnd')).toMatchObject([{ outcome: 'failed' }]);
    expect(run.linesOf('verdict').at(-1)).toMatchObject({ kind: 'not-a-number' });
  });

  it('a loss that turns NaN: says the same under --json, where it is the string "NaN"', async () => {
    await using run = await CliRun.start(['train', 'notANumber.mjs', '--on-nan', 'continue', '--json', ...ON_WASM]);
    expect(await run.exited).toBe(0);
    expect(run.stderr).toMatch(whereItTurned);
    expect(run.linesOf('note')).toMatchObject([{ kind: 'not-a-number', line: expect.any(Number) }]);
    expect(run.linesOf('epoch').at(-1)).toMatchObject({ logs: { loss: 'NaN' } });
    expect(run.linesOf('fitEnd')).toMatchObject([{ layers: [{ kernelNorm: 'NaN' }] }]);
  });
});

describe('what cannot be had', () => {
  it('tfjs-node that cannot be installed: exit 3, never replaced', async () => {
    await using run = await CliRun.start(['train', 'twoModels.mjs', '--json', '--backend', 'tfjs-node'], {
      emptyStore: true,
      env: {
        npm_config_registry: 'http://127.0.0.1:9/',
        npm_config_fetch_retries: '0',
        npm_config_cache: '/dev/null/cache',
      },
    });
    expect(await run.exited).toBe(3);
    expect(run.stdout).toBe('');
    expect(run.reason).toContain('tfjs-node');
  });

  it.each(['/dev/null/store', '/proc/store'])(
    'a store that cannot be written (%s): exit 3, says what to do',
    async (store) => {
      await using run = await CliRun.start(['train', 'twoModels.mjs', '--json', '--backend', 'wasm'], {
        env: { GRADLENS_STORE: store },
      });
      expect(await run.exited).toBe(3);
      expect(run.reason).toContain(`cannot write to its storage folder ${store}/runs`);
      expect(run.reason).toContain('GRADLENS_STORE');
    },
  );
});

describe('what happens around a run', () => {
  it('the file deleted in mid-run changes nothing', async () => {
    await using run = await CliRun.start(['train', 'longTraining.mjs', '--json', '--epochs', '100', ...ON_WASM]);
    await run.until(({ stdout }) => stdout.includes('"epoch"'));
    await rm(join(run.project, 'longTraining.mjs'));
    expect(await run.exited).toBe(0);
    expect(run.linesOf('fitEnd')).toMatchObject([{ outcome: 'completed', epochs: 100 }]);
  });
});
