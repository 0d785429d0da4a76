import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runGuarded } from '../../../src/runtime/install/guardedCommand.js';
import { isAlive } from '../../../src/system/isAlive.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-install-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ignoreLine = (): void => undefined;
const options = (signal = new AbortController().signal) => ({
  cwd: folder,
  signal,
  idleLimit: 20_000,
  onLine: ignoreLine,
});

/** Prints its id and that of its child, both of which would run for ever. */
const FOREVER = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  console.log(process.pid + ' ' + child.pid);
  setInterval(() => {}, 1000);`;

describe('runGuarded', () => {
  it("gives the command's lines, exit code and environment", async () => {
    const script = 'console.log(process.env.GRADLENS_TEST); console.error("to stderr"); process.exit(7)';
    const result = await runGuarded(process.execPath, ['-e', script], { ...options(), env: { GRADLENS_TEST: 'a b' } });
    expect(result).toMatchObject({ exitCode: 7, hung: false });
    expect([...result.lines].sort()).toEqual(['a b', 'to stderr']);
  });

  it('tells that there is no such command by exit code 127', async () => {
    expect(await runGuarded('gradlens-no-such-command', [], options())).toMatchObject({ exitCode: 127 });
  });

  it('ends the whole tree when cancelled', async () => {
    const cancel = new AbortController();
    let ids: number[] = [];
    const running = runGuarded(process.execPath, ['-e', FOREVER], {
      ...options(cancel.signal),
      onLine: (line) => {
        ids = line.split(' ').map(Number);
        cancel.abort();
      },
    });
    await expect(running).rejects.toThrow(/abort/);
    expect(ids).toHaveLength(2);
    await expect.poll(() => Promise.all(ids.map(isRunning))).toEqual([false, false]);
  });

  it('ends the whole tree when nothing moves', async () => {
    const result = await runGuarded(process.execPath, ['-e', FOREVER], { ...options(), idleLimit: 1_000 });
    expect(result.hung).toBe(true);
    const ids = (result.lines[0] ?? '').split(' ').map(Number);
    expect(ids).toHaveLength(2);
    await expect.poll(() => Promise.all(ids.map(isRunning))).toEqual([false, false]);
  });

  it('does not take a growing file for standstill, and reports its size', async () => {
    const file = join(folder, 'grows');
    const script = `let n = 0; setInterval(() => { require('node:fs').appendFileSync(${JSON.stringify(file)}, 'x'); if (++n === 40) process.exit(0) }, 100)`;
    const sizes: number[] = [];
    const watch = { folder, onBytes: (bytes: number) => sizes.push(bytes) };
    const result = await runGuarded(process.execPath, ['-e', script], { ...options(), idleLimit: 2_500, watch });
    expect(result).toMatchObject({ exitCode: 0, hung: false });
    expect(Math.max(...sizes)).toBeGreaterThan(5);
  });
});

/** A killed process may stay as a zombie for as long as its new parent takes to collect it. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return status === null ? process.platform !== 'linux' && isAlive(pid) : !/\) Z /.test(status);
}
