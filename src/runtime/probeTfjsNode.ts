import { spawn } from 'node:child_process';
import type * as fs from 'node:fs';
import { text } from 'node:stream/consumers';
import type * as tfjs from '@tensorflow/tfjs';
import { firstLine } from '../errors/errorText.js';
import { restoreRemovedUtil } from '../system/nodeCompatibility.js';
import { childScript } from './childScript.js';

/** Loading takes under a second on a quiet machine; a first load from a cold or distant disk takes many. */
const PROBE_LIMIT = 60_000;

/** What the probe's child found, sent as JSON on its file descriptor 3. */
type ProbeReport =
  | { readonly kind: 'trained'; readonly losses: readonly [number, number]; readonly backend: string }
  | { readonly kind: 'threw'; readonly message: string };

export type ProbeResult = { readonly loads: true } | { readonly loads: false; readonly reason: string };

/**
 * Whether the tfjs-node in `directory` loads and trains on this machine, tried in a child process that runs on the
 * same Node as the trainer will. The reason is one line; the rest goes to the log.
 */
export async function probeTfjsNode(
  directory: string,
  { log, signal }: { log: (line: string) => void; signal?: AbortSignal | undefined },
): Promise<ProbeResult> {
  const bound = AbortSignal.timeout(PROBE_LIMIT);
  const { NODE_OPTIONS: _ignored, ...env } = process.env;
  const script = childScript(trainOneStep, 'require', JSON.stringify(directory), restoreRemovedUtil.toString());
  const child = spawn(process.execPath, ['-e', script], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2' },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    signal: signal ? AbortSignal.any([signal, bound]) : bound,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  const [, , stderr, reports] = child.stdio;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, killedBy) => resolve(killedBy ? `ended by ${killedBy}` : `exit code ${code}`));
  });
  const [end, errors, report] = await Promise.all([ended, readAll(stderr), readAll(reports)]);
  signal?.throwIfAborted();
  if (bound.aborted) return { loads: false, reason: `it did not load within ${PROBE_LIMIT / 1000} s` };
  const result = judge(report, end);
  if (!result.loads) log(`${directory}: ${end}\n${report}\n${errors}`);
  return result;
}

function judge(report: string, end: string): ProbeResult {
  if (!report) return { loads: false, reason: `the process that loaded it ended without a result (${end})` };
  const found = JSON.parse(report) as ProbeReport;
  if (found.kind === 'threw') return { loads: false, reason: firstLine(found.message) };
  const [first, second] = found.losses;
  if (found.backend !== 'tensorflow')
    return { loads: false, reason: `it trains on ${found.backend}, not on TensorFlow` };
  if (!(second < first)) return { loads: false, reason: `a training step took the loss from ${first} to ${second}` };
  return { loads: true };
}

async function readAll(stream: unknown): Promise<string> {
  return text(stream as NodeJS.ReadableStream).catch(() => '');
}

/**
 * Loads a tfjs-node and fits a line for two steps: the proof that its native part is there and works. Runs in a child
 * of its own (see `childScript`), for a native library that does not fit the machine may take the process with it.
 */
async function trainOneStep(
  load: (id: string) => unknown,
  directory: string,
  restoreRemovedUtil: (util: object) => void,
): Promise<void> {
  const { writeSync } = load('node:fs') as typeof fs;
  const report = (value: ProbeReport): void => {
    writeSync(3, JSON.stringify(value));
  };
  try {
    restoreRemovedUtil(load('node:util') as object);
    const tf = load(directory) as typeof tfjs;
    await tf.ready();
    const x = tf.tensor2d([[0], [1], [2], [3]]);
    const y = tf.tensor2d([[0], [2], [4], [6]]);
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })],
    });
    model.compile({ optimizer: tf.train.sgd(0.01), loss: 'meanSquaredError' });
    const first = Number(await model.trainOnBatch(x, y));
    const second = Number(await model.trainOnBatch(x, y));
    report({ kind: 'trained', losses: [first, second], backend: tf.getBackend() });
    process.exit(0);
  } catch (error) {
    report({ kind: 'threw', message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}
