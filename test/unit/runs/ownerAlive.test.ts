import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { RunHeader } from '../../../src/protocol/runFile.js';
import { isOwnerAlive } from '../../../src/runs/stored/ownerAlive.js';
import { processIdentity } from '../../../src/system/processIdentity.mjs';

const header = (ownerPid: number, owner: string | null, startedAt: number): RunHeader => ({
  id: 'a',
  file: '/net.js',
  cwd: '/',
  model: null,
  startedAt,
  backend: { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/' },
  end: null,
  ownerPid,
  owner,
});

describe('the owner of a run', () => {
  it('lives whatever the clock said when the run began', async () => {
    const owner = await processIdentity(process.pid);
    for (const startedAt of [0, Date.now() - 3_600_000, Date.now() + 3_600_000]) {
      expect(await isOwnerAlive(header(process.pid, owner, startedAt))).toBe(true);
    }
  });

  it.runIf(process.platform === 'linux')('is not another process that was given its id', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      const { pid = 0 } = child;
      expect(await processIdentity(pid)).not.toBe(await processIdentity(process.pid));
      expect(await isOwnerAlive(header(pid, await processIdentity(process.pid), 0))).toBe(false);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  it('is gone once its process is', async () => {
    const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    await once(child, 'exit');
    expect(await isOwnerAlive(header(child.pid ?? 0, null, 0))).toBe(false);
  });
});
