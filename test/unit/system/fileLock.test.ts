import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeFileLock } from '../../../src/system/fileLock.mjs';
import { deadProcessId } from '../runtime/deadProcess.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const onWait = (): void => undefined;

describe('takeFileLock', () => {
  it('lets one in at a time, after taking over the lock of a process that is gone', async () => {
    await writeFile(file, `${await deadProcessId()} x`);
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      const lock = await takeFileLock(file, { onWait });
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
    const held = await takeFileLock(file, { onWait });
    const cancel = new AbortController();
    const waiting = takeFileLock(file, { signal: cancel.signal, onWait: () => cancel.abort() });
    await expect(waiting).rejects.toThrow(/abort/);
    expect(await readdir(folder)).toEqual(['lock']);
    await held.release();
  });

  it('waits, and can be cancelled, where the lock is there and cannot be read', async () => {
    await mkdir(file);
    const cancel = new AbortController();
    await expect(takeFileLock(file, { signal: cancel.signal, onWait: () => cancel.abort() })).rejects.toThrow();
  });

  it('keeps to a live owner when the clock is set, so that its lock looks an hour old', async () => {
    const held = await takeFileLock(file, { onWait });
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await utimes(file, anHourAgo, anHourAgo);
    const cancel = new AbortController();
    await expect(takeFileLock(file, { signal: cancel.signal, onWait: () => cancel.abort() })).rejects.toThrow(/abort/);
    await held.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('takes over the lock of a process whose id another one has now', async () => {
    await writeFile(file, `${process.pid} x another-boot:1`);
    const lock = await takeFileLock(file, { onWait: () => expect.fail('It waits.') });
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });
});
