import { describe, expect, it } from 'vitest';
import { CliRun, ON_WASM } from './support/cliRun.js';

const training = ({ stdout }: CliRun) => stdout.includes('"type":"epoch"');

describe.skipIf(process.platform === 'win32')('ending the command line', () => {
  it.each([
    ['SIGINT', 'tfjs-node'],
    ['SIGTERM', 'wasm'],
    ['SIGHUP', 'wasm'],
  ] as const)(
    '%s ends the fit after its batch, lets the code go on, and exits 130 with all records, on %s',
    async (signal, backend) => {
      await using run = await CliRun.start(['train', 'longTraining.mjs', '--json', '--backend', backend]);
      await run.until(training);
      run.child.kill(signal);
      expect(await run.exited).toBe(130);
      expect(run.stderr).toContain('the code after the fit');
      const [end] = run.linesOf('fitEnd');
      expect(end).toMatchObject({ outcome: 'stopped' });
      expect(end?.epochs).toBe(run.linesOf('epoch').length);
      expect(run.lines.at(-1)).toMatchObject({ type: 'end', outcome: 'stopped' });
      expect(run.reason).toContain('stopped');
      expect(await run.trainers()).toEqual([]);
    },
  );

  it('a second Ctrl-C kills code that does not end', async () => {
    await using run = await CliRun.start(['train', 'endlessLoop.mjs', '--json', ...ON_WASM]);
    await run.until(({ stdout }) => stdout.includes('"epoch":1'));
    await run.interrupt();
    await run.interrupt();
    expect(await run.exited).toBe(130);
    expect(run.linesOf('epoch').map(({ epoch }) => epoch)).toEqual([0, 1]);
    expect(run.lines.at(-1)).toMatchObject({ type: 'end', outcome: 'killed' });
    expect(run.reason).toContain('interrupted: ');
    expect(await run.trainers()).toEqual([]);
  });

  it('one Ctrl-C kills an endless loop after the grace period', async () => {
    await using run = await CliRun.start(['train', 'endlessLoop.mjs', '--json', ...ON_WASM]);
    await run.until(({ stdout }) => stdout.includes('"epoch":1'));
    run.child.kill('SIGINT');
    expect(await run.exited).toBe(130);
    expect(run.linesOf('fitEnd')).toMatchObject([{ outcome: 'stopped', epochs: 2, batches: 8 }]);
    expect(run.reason).toContain('did not finish in time');
    expect(await run.trainers()).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('a process killed from outside', () => {
  it.each([
    ['longTraining.mjs', 'tfjs-node'],
    ['endlessLoop.mjs', 'wasm'],
  ])('the command line killed: the trainer of %s on %s ends itself', async (file, backend) => {
    await using run = await CliRun.start(['train', file, '--json', '--backend', backend]);
    await run.until(({ stdout }) => stdout.includes('"epoch":1'));
    expect(await run.trainers()).toHaveLength(1);
    run.child.kill('SIGKILL');
    await run.untilNoTrainers();
  });

  it('the trainer killed: exit 1, says so, and what it wrote is read back', async () => {
    await using run = await CliRun.start(['train', 'longTraining.mjs', '--json', ...ON_WASM]);
    await run.until(training);
    for (const pid of await run.trainers()) process.kill(pid, 'SIGKILL');
    expect(await run.exited).toBe(1);
    expect(run.reason).toMatch(/killed from outside/);
    const epochs = run.linesOf('epoch').map(({ epoch }) => epoch);
    expect(epochs).toEqual(epochs.map((_epoch, index) => index));
    const [end] = run.linesOf('fitEnd');
    expect(end).toMatchObject({ outcome: 'failed', epochs: epochs.length });
    expect(end?.batches).toBeGreaterThanOrEqual(epochs.length * 4);
    expect(run.lines.at(-1)).toMatchObject({ type: 'end', outcome: 'killed' });
  });

  it('nobody reads stdout any more: training goes on to its end', async () => {
    await using run = await CliRun.start(['train', 'longTraining.mjs', '--json', '--epochs', '200', ...ON_WASM]);
    await run.until(training);
    run.child.stdout?.destroy();
    expect(await run.exited).toBe(0);
    expect(run.reason).toMatch(/trained: 1 fit, 200 epochs/);
  });
});
