import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BackendInfo, BackendKind } from '../../../src/protocol/backend.js';
import { workerBackend } from '../../../src/ray/worker/workerBackend.js';

const embedded: BackendInfo = { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/here/embedded' };

let folder: string;
let said: string[];
/** On a machine without npm. */
const backendOf = (asked: BackendKind | null) =>
  workerBackend({
    asked,
    embedded,
    file: join(folder, 'net.js'),
    signal: new AbortController().signal,
    say: (text) => said.push(text),
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-ray-test-'));
  said = [];
  vi.stubEnv('GRADLENS_STORE', join(folder, 'store'));
  vi.stubEnv('PATH', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

it('is WASM where tfjs-node cannot be made ready, which is tried once and said', async () => {
  expect(await backendOf(null)).toEqual(embedded);
  const why = expect.stringMatching(/^trains on the embedded WASM backend, as it has no tfjs-node: .*npm/);
  expect(said).toEqual(['makes tfjs-node ready, once: Installing the npm packages of tfjs-node', why]);
  expect(await backendOf(null)).toEqual(embedded);
  expect(said.slice(2)).toEqual([said[1]]);
});

it('is what was asked for, or none', async () => {
  expect(await backendOf('wasm')).toEqual(embedded);
  expect(said).toEqual([]);
  await expect(backendOf('tfjs-node')).rejects.toThrow('npm');
});
