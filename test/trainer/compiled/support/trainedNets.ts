import type { RecordBatch } from '../../../../src/protocol/streams/batches.js';
import type { CompiledStep } from '../../../../src/protocol/trainer.js';
import { fixture } from '../../support/fixture.js';
import { runToEnd } from '../../support/trainerRun.js';

/** One random net after training. */
export interface TrainedNet {
  readonly seed: number;
  /** Layers, optimizer, loss, and the way of training, for people. */
  readonly what: string;
  /** History, or what each `trainOnBatch` gave; in the order of its keys. */
  readonly numbers: Readonly<Record<string, readonly number[]>>;
  readonly weights: readonly Float32Array[];
  readonly failed: string | null;
  /** Whether whole steps ran as one call; null where that was not told. */
  readonly mode: string | null;
  readonly records: readonly RecordBatch[];
}

interface Line {
  readonly seed?: number;
  readonly what?: string;
  readonly numbers?: Record<string, number[]>;
  readonly weights?: string[];
  readonly failed?: string;
}

/**
 * Trains the random nets of some seeds, all in one trainer.
 * @param scale of what they work on: a number near 1 shows how far rounding alone takes them apart
 */
export async function trainedNets(
  seeds: readonly number[],
  compiledStep: CompiledStep,
  scale = 1,
): Promise<TrainedNet[]> {
  const project = { ...fixture('compiled', 'differential.mjs'), 'seeds.json': JSON.stringify({ seeds, scale }) };
  const unread = { histogramInterval: 0, activationInterval: 0, predictionSamples: 0 };
  const run = await runToEnd(project, { ...unread, backend: 'tfjs-node', compiledStep });
  const lines = run.stdout.split('\n').filter((line) => line.startsWith('{'));
  const nets = lines.map((line): Line => JSON.parse(line, (_, value) => (value === 'NaN' ? Number.NaN : value)));
  if (run.exit.code !== 0 || nets.at(-1)?.seed !== undefined)
    throw new Error(`The nets were not trained.\n${run.stderr}`);
  return nets.slice(0, -1).map(({ seed = Number.NaN, what = '', numbers = {}, weights = [], failed = null }) => {
    const fit = run.fits.find(({ layers }) => layers.at(-1)?.name === `seed${seed}`)?.fit;
    const modes = run.stepModes.filter((each) => each.fit === fit);
    const last = modes.find(({ mode }) => mode === 'eager') ?? modes.at(-1);
    return {
      seed,
      what,
      numbers,
      weights: weights.map(decoded),
      failed,
      mode: last ? (last.reason ?? last.mode) : null,
      records: run.records.filter((each) => each.fit === fit),
    };
  });
}

function decoded(text: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float32Array(bytes.buffer);
}
