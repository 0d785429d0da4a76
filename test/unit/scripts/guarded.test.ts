import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { GuardedChild, run, waitForOutput } from '../../../scripts/lib/guarded.mjs';
import { at } from '../../../scripts/lib/root.mjs';

/** Starts a child of its own that outlives it, prints that child's process id, and never ends. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  console.log('grandchild ' + child.pid);
  setInterval(() => {}, 1000);
`;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** What has ended keeps its number until the system has taken note. */
const untilGone = (pid: number) => expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);

describe('a guarded child', () => {
  it('gives its exit code', async () => {
    expect(await run(process.execPath, ['-e', 'process.exit(3)'])).toBe(3);
    expect(await run(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(128 + 9);
  });

  it('ends with everything that it started', async () => {
    const child = new GuardedChild(process.execPath, ['-e', PARENT], { output: 'pipe' });
    const [, pid] = await waitForOutput(child, /grandchild (\d+)/, 10_000);
    expect(isAlive(Number(pid))).toBe(true);
    await child.stop();
    await untilGone(Number(pid));
  });

  it('ends when the process that started it is killed', async () => {
    const owner = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { run } from ${JSON.stringify(at('scripts/lib/guarded.mjs'))}; await run(process.execPath, ['-e', ${JSON.stringify(PARENT)}]);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [text] = await once(owner.stdout, 'data');
    const pid = Number(/grandchild (\d+)/.exec(String(text))?.[1]);
    owner.kill('SIGKILL');
    await untilGone(pid);
  });

  it('is reported with its output where it ends before it is ready', async () => {
    const child = new GuardedChild(process.execPath, ['-e', 'console.error("no port"); process.exit(2)'], {
      output: 'pipe',
    });
    await expect(waitForOutput(child, /ready/, 10_000)).rejects.toThrow(/ended with code 2:\nno port/);
  });
});
