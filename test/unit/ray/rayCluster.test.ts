import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RayCluster } from '../../../src/ray/rayCluster.js';

const FIXTURE = join(import.meta.dirname, '../../fixtures/ray/messages.jsonl');

/** In the driver's place: answers each question with what a real cluster answered, and the second proposal with what is wrong. */
const DRIVER = `#!${process.execPath}
const { readFileSync } = require('node:fs');
const lines = readFileSync(${JSON.stringify(FIXTURE)}, 'utf8').split('\\n');
const answer = (type) => console.log(lines.find((line) => JSON.parse(line || '{}').type === type));
answer('ready');
let asked = 0;
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { type } = JSON.parse(line);
  if (type === 'propose' && (asked += 1) === 1) answer('proposed');
  else console.log(JSON.stringify({ type: 'proposed', values: null, failure: 'ValueError: no way' }));
});
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-ray-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('asks a cluster what Optuna proposes, and says why it proposes nothing', async () => {
  const python = join(folder, 'python.cjs');
  await writeFile(python, DRIVER, { mode: 0o755 });
  const { cluster, ready } = await RayCluster.connect({
    ...{
      python,
      address: 'auto',
      backend: null,
      dist: folder,
      namedWith: { address: '--ray', python: '--python' },
      log: (line) => expect.fail(line),
      onLost: (reason) => expect.fail(reason),
    },
    signal: new AbortController().signal,
  });
  expect(ready.optuna).toMatch(/^\d+\.\d+/);
  const history = { parameters: [], tried: [], isLargerBetter: false, seed: 1 };
  expect(await cluster.propose(history)).toEqual({ learningRate: expect.any(Number), activation: expect.any(String) });
  await expect(cluster.propose(history)).rejects.toThrow('Optuna proposed nothing: ValueError: no way');
  await cluster.close();
});
