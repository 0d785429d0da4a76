import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireInstallLock } from '../../../src/runtime/install/installLock.js';
import { deadProcessId } from './deadProcess.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-install-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ignoreWait = (): void => undefined;

describe('acquireInstallLock', () => {
  it('lets one in at a time, after taking over the lock of a process that is gone', async () => {
    await writeFile(join(folder, 'install.lock'), `${await deadProcessId()} x`);
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      const lock = await acquireInstallLock(folder, new AbortController().signal, ignoreWait);
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
      await lock.release();
    };
    await Promise.all([work(), work(), work(), work()]);
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('waits for a live owner, says so, and can be cancelled', async () => {
    const held = await acquireInstallLock(folder, new AbortController().signal, ignoreWait);
    const cancel = new AbortController();
    const waiting = acquireInstallLock(folder, cancel.signal, () => cancel.abort());
    await expect(waiting).rejects.toThrow(/abort/);
    expect(await readdir(folder)).toEqual(['install.lock']);
    await held.release();
  });

  it('keeps to a live owner when the clock is set, so that its lock looks an hour old', async () => {
    const held = await acquireInstallLock(folder, new AbortController().signal, ignoreWait);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await utimes(join(folder, 'install.lock'), anHourAgo, anHourAgo);
    const cancel = new AbortController();
    await expect(acquireInstallLock(folder, cancel.signal, () => cancel.abort())).rejects.toThrow(/abort/);
    await held.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('takes over the lock of a process whose id another one has now', async () => {
    await writeFile(join(folder, 'install.lock'), `${process.pid} x another-boot:1`);
    const lock = await acquireInstallLock(folder, new AbortController().signal, () => expect.fail('It waits.'));
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });
});
