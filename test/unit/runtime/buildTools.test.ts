import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HumanError } from '../../../src/errors/humanError.js';
import { buildFromWheel } from '../../../src/runtime/install/buildFromWheel.js';
import { whyNothingCanBeBuilt } from '../../../src/runtime/install/buildTools.js';

/** Shell scripts stand in for the tools: those of this machine work, or are not there. */
describe.skipIf(process.platform === 'win32')('building tfjs-node', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradlens-tools-'));
    vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env.PATH}`);
    await mkdir(join(folder, 'bin'));
    await provide('python3', 'exit 0');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  const provide = (tool: string, script: string) =>
    writeFile(join(folder, 'bin', tool), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const context = () => ({ folder, signal: new AbortController().signal, log: () => undefined });
  const stage = () => ({ ...context(), packageFolder: join(folder, 'package'), onProgress: () => undefined });

  it('can be where the compiler makes a small library, of which nothing stays', async () => {
    await provide('g++', '[ "$1" = --version ] || touch trial.so');
    expect(await whyNothingCanBeBuilt(context())).toBeNull();
    expect(await readdir(folder)).toEqual(['bin']);
  });

  it('cannot be where the compiler is not there', async () => {
    await provide('g++', 'exit 127');
    expect(await whyNothingCanBeBuilt(context())).toMatch(/^g\+\+ is not installed/);
  });

  it('cannot be where the compiler lacks its library, in its own words, before anything is downloaded', async () => {
    await provide(
      'g++',
      '[ "$1" = --version ] || { echo "trial.cc:1:10: fatal error: string: No such file" >&2; exit 1; }',
    );
    expect(await whyNothingCanBeBuilt(context())).toBe(
      'g++ cannot compile a small library: trial.cc:1:10: fatal error: string: No such file',
    );
  });

  it('says what the compiler said where it fails on the binding', async () => {
    await mkdir(join(folder, 'package'));
    await provide('python3', '[ "$1" = -c ] && mkdir -p "$4/lib"; exit 0');
    await provide('g++', 'echo "a.cc:1: error: broken" >&2; exit 1');
    const building = buildFromWheel(stage());
    await expect(building).rejects.toThrow(HumanError);
    await expect(building).rejects.toThrow("Compiling tfjs-node's binding failed: a.cc:1: error: broken");
  });
});
