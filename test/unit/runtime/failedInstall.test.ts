import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseBackend } from '../../../src/cli/chooseBackend.js';
import { lastFailure, rememberFailure } from '../../../src/runtime/install/failedInstall.js';
import { installTfjsNode } from '../../../src/runtime/installTfjsNode.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-failed-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const install = (signal = new AbortController().signal) =>
  installTfjsNode({ storeDirectory: folder, signal, onProgress: () => {}, log: () => {} });

/** No npm, so that nothing is fetched. */
async function withoutNpm(): Promise<void> {
  const empty = join(folder, 'empty');
  await mkdir(empty);
  vi.stubEnv('PATH', empty);
}

describe('an installation that failed', () => {
  it('is remembered with its reason, and forgotten when one goes well', async () => {
    await withoutNpm();
    await expect(install()).rejects.toThrow(/not on the PATH/);
    expect(await lastFailure(folder)).toMatchObject({ reason: expect.stringMatching(/not on the PATH/) });
    await rememberFailure(folder, null);
    expect(await lastFailure(folder)).toBeNull();
  });

  it('is not one where the person cancelled it', async () => {
    await withoutNpm();
    await expect(install(AbortSignal.abort())).rejects.toThrow(/abort/);
    expect(await lastFailure(folder)).toBeNull();
  });

  it('is not one where its file is damaged', async () => {
    for (const text of ['', '{', '[]', '{"at":"now"}']) {
      await writeFile(join(folder, 'install-failed.json'), text);
      expect(await lastFailure(folder)).toBeNull();
    }
  });

  it('is not tried again by a run that did not ask for tfjs-node, which says so', async () => {
    await withoutNpm();
    const said: string[] = [];
    const choose = (asked: 'tfjs-node' | null) =>
      chooseBackend({
        file: join(folder, 'net.js'),
        storeDirectory: folder,
        asked,
        signal: new AbortController().signal,
        log: (line) => said.push(line),
      });
    expect(await choose(null)).toMatchObject({ kind: 'wasm' });
    expect(said.join('\n')).toMatch(/installing it now, once/);
    said.length = 0;
    expect(await choose(null)).toMatchObject({ kind: 'wasm' });
    expect(said.join('\n')).toMatch(/could not be installed on .*not on the PATH/);
    expect(said.join('\n')).not.toMatch(/installing it now/);
    await expect(choose('tfjs-node')).rejects.toThrow(/not on the PATH/);
  });
});
