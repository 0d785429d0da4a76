import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../../scripts/lib/build.mjs';
import { at } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { ensureTfjsNode } from '../../scripts/lib/tfjsNode.mjs';

/** Each in a process of its own, one after the other in every round, so that a busy moment hits all of them alike. */
const BACKENDS = ['tfjs-node', 'embedded', 'published'];
const STEPS = at('bench', 'embedded', 'steps.mjs');

/** Prints a table and writes it to bench/results; resolves to the exit code. */
export async function compareBackends(/** @type {string[]} */ argv) {
  const { values } = parseArgs({ args: argv, options: { rounds: { type: 'string', default: '3' } } });
  const rounds = Number(values.rounds);
  await ensureBuild();
  const { store } = await ensureTfjsNode();
  /** @type {Map<string, Map<string, number[]>>} by net, then by backend */
  const samples = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const backend of BACKENDS) {
      const env = { ...process.env, GRADLENS_STORE: store, TF_CPP_MIN_LOG_LEVEL: '2' };
      /** @type {Record<string, number | null>} */
      const steps = JSON.parse(execFileSync(process.execPath, [STEPS, backend], { env, encoding: 'utf8' }));
      for (const [net, milliseconds] of Object.entries(steps)) {
        const ofNet = samples.get(net) ?? new Map(BACKENDS.map((each) => [each, []]));
        if (milliseconds !== null) ofNet.get(backend)?.push(milliseconds);
        samples.set(net, ofNet);
      }
    }
  }
  const figures = Object.fromEntries(
    [...samples].map(([net, ofNet]) => [
      net,
      Object.fromEntries([...ofNet].map(([backend, times]) => [backend, times.length > 0 ? median(times) : null])),
    ]),
  );
  for (const [net, { embedded = null, published = null, 'tfjs-node': native = null }] of Object.entries(figures)) {
    const before =
      published === null ? 'does not train' : `${published} (embedded is ${ratio(published, embedded)} times as fast)`;
    say(
      `${net}: embedded ${embedded} ms a step; published WASM ${before}; tfjs-node ${native} (${ratio(embedded, native)} times as fast)`,
    );
  }
  mkdirSync(at('bench', 'results'), { recursive: true });
  writeFileSync(join(at('bench', 'results'), 'embedded.json'), `${JSON.stringify({ rounds, figures }, null, 2)}\n`);
  return 0;
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) * 10) / 10;
}

/** @param {number | null} slow @param {number | null} fast */
function ratio(slow, fast) {
  return slow === null || fast === null ? '?' : (slow / fast).toFixed(1);
}
