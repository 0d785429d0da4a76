import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { HumanError } from '../../src/errors/humanError.js';
import { type InstallOptions, type InstallProgress, installTfjsNode } from '../../src/runtime/installTfjsNode.js';
import { ownTfjsNode } from '../../src/runtime/ownTfjsNode.js';
import { resolveBackend } from '../../src/runtime/resolveBackend.js';

/** Real installations, with the official download out of reach, so that the build from the wheel is what is tried. */
const canBuild = process.platform === 'linux' && process.arch === 'x64';

describe.skipIf(!canBuild)('installTfjsNode', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'gradlens-runtime-'));
  });
  beforeEach(() => void vi.stubEnv('TFJS_NODE_CDN_STORAGE', 'http://127.0.0.1:9/'));
  afterEach(() => void vi.unstubAllEnvs());
  afterAll(() => rm(root, { recursive: true, force: true }));

  const ignore = (): void => undefined;
  const options = (store: string, onProgress: (progress: InstallProgress) => void = ignore): InstallOptions => ({
    storeDirectory: join(root, store),
    signal: new AbortController().signal,
    onProgress,
    log: ignore,
  });
  /** Puts a shell script in the place of g++. */
  const useCompiler = async (script: string): Promise<void> => {
    const tools = await mkdtemp(join(root, 'tools-'));
    await writeFile(join(tools, 'g++'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    vi.stubEnv('PATH', `${tools}${delimiter}${process.env.PATH}`);
  };
  const leftIn = (store: string): Promise<string[]> => readdir(join(root, store, 'tfjs-node'));

  it('builds one that trains, once for two that ask at the same time', async () => {
    const seen: InstallProgress[][] = [[], []];
    const installed = await Promise.all(
      seen.map((progress) => installTfjsNode(options('good', (each) => progress.push(each)))),
    );
    const path = ownTfjsNode(join(root, 'good'));
    const backend = { kind: 'tfjs-node', version: '4.22.0', origin: 'gradlens', path };
    expect(installed).toEqual([backend, backend]);
    const stepsOf = seen.map((progress) => [...new Set(progress.map(({ step }) => step))].join(' '));
    expect(stepsOf.sort()).toEqual(['packages official download unpack compile verify', 'wait']);
    const download = seen.flat().findLast(({ step }) => step === 'download');
    expect(download?.message).toMatch(/^Downloading TensorFlow 2\.15: \d+ of 207 MB, [\d.]+ MB\/s$/);
    expect(await leftIn('good')).toEqual(['4.22.0']);
    expect(await resolveBackend(resolveOptions('good'))).toEqual({ backend, notes: [] });
  });

  it('does nothing where a copy that loads is there', async () => {
    const onProgress = vi.fn();
    await installTfjsNode(options('good', onProgress));
    expect(onProgress).not.toHaveBeenCalled();
  });

  it("serves as a project's copy from another folder", async () => {
    const packages = join(root, 'project', 'node_modules', '@tensorflow');
    await mkdir(packages, { recursive: true });
    const path = ownTfjsNode(join(root, 'good'));
    await symlink(path, join(packages, 'tfjs-node'));
    const { backend } = await resolveBackend({ ...resolveOptions('empty'), file: join(root, 'project', 'a.js') });
    expect(backend).toEqual({ kind: 'tfjs-node', version: '4.22.0', origin: 'project', path });
  });

  it('leaves nothing when it is cancelled in the middle of the download', async () => {
    const cancel = new AbortController();
    const onProgress = ({ bytes }: InstallProgress): void => {
      if (bytes !== undefined && bytes > 0) cancel.abort();
    };
    const installing = installTfjsNode({ ...options('cancelled', onProgress), signal: cancel.signal });
    await expect(installing).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await leftIn('cancelled')).toEqual([]);
    await expect.poll(() => processesIn(join(root, 'cancelled'))).toEqual([]);
  });

  it('names the reason of both ways where the tools are missing, and leaves nothing', async () => {
    await useCompiler('exit 127');
    const installing = installTfjsNode(options('no-tools'));
    await expect(installing).rejects.toThrow(/own installer failed \(.*127\.0\.0\.1:9\).*g\+\+ is not installed/);
    await expect(installing).rejects.toThrow(HumanError);
    expect(await leftIn('no-tools')).toEqual([]);
    await expect.poll(() => processesIn(join(root, 'no-tools'))).toEqual([]);
  });

  it('ends with the process that started it, and the next one cleans up', async () => {
    const store = join(root, 'killed');
    const host = spawn(process.execPath, [await bundleHost(join(root, 'host.mjs')), store], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => host.stdout.once('data', resolve));
    expect(await processesIn(store)).not.toEqual([]);
    host.kill('SIGKILL');
    await expect.poll(() => processesIn(store)).toEqual([]);
    expect(await leftIn('killed')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^staging-/), 'install.lock']),
    );

    const cancel = new AbortController();
    const next = installTfjsNode({ ...options('killed', () => cancel.abort()), signal: cancel.signal });
    await expect(next).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await leftIn('killed')).toEqual([]);
  });

  it('says that a storage folder cannot be written', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(installTfjsNode(options('file'))).rejects.toThrow(/cannot write to its storage folder .*file/);
  });

  const resolveOptions = (store: string) => ({
    file: join(root, 'elsewhere.js'),
    storeDirectory: join(root, store),
    embeddedDirectory: join(root, 'embedded'),
    preference: 'tfjs-node' as const,
    load: true,
    log: ignore,
  });
});

/** A program that installs into its first argument and prints something once a child of its runs. */
async function bundleHost(outfile: string): Promise<string> {
  const entry = `
    import { installTfjsNode } from './src/runtime/installTfjsNode.js';
    const onProgress = ({ step, fraction }) => step === 'packages' && fraction > 0 && console.log('installing');
    await installTfjsNode({ storeDirectory: process.argv[2], signal: new AbortController().signal, onProgress, log() {} });`;
  await build({
    stdin: { contents: entry, resolveDir: join(import.meta.dirname, '..', '..') },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  });
  return outfile;
}

/** Command lines of the processes that work in a folder or name it, from /proc; zombies are gone. */
async function processesIn(folder: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    ids.map(async (id) => {
      const [cwd, commandLine] = await Promise.all([
        readlink(`/proc/${id}/cwd`).catch(() => ''),
        readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''),
      ]);
      return cwd.startsWith(folder) || commandLine.includes(folder) ? [commandLine.replaceAll('\0', ' ')] : [];
    }),
  );
  return found.flat();
}
