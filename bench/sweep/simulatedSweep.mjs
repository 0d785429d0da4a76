// A sweep whose trainings are records that come at a pace, with no process behind them.
import { setTimeout as pause } from 'node:timers/promises';

const FILE = '/w/net.js';
const TEXT = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 8, activation: 'relu', inputShape: [2] }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: tf.train.adam(0.003), loss: 'meanSquaredError' });
await model.fit(xs, ys, { epochs: 9, validationSplit: 0.2 });
`;
/** @type {Readonly<Record<string, readonly (number | string)[]>>} */
const VARIED = { units: [1, 1000], learningRate: [1e-4, 0.1], activation: ['relu', 'tanh', 'sigmoid'] };
const PARALLEL = 8;
const EPOCHS = 10;
const EPOCH_MS = 100;
const BATCHES = 4;

/** @typedef {import('./gradlens.mjs').Gradlens} Gradlens */

/** A plan of so many trials, and each of their texts with the models in it: the editor finds them in another thread. */
export async function simulatedSweep(/** @type {Gradlens} */ code, /** @type {number} */ count) {
  const [model] = code.findModels(TEXT, FILE);
  if (!model) throw new Error('the net has no model');
  const parameters = code.tunablesOf(model).flatMap(({ parameter }) => {
    const values = VARIED[parameter.name];
    return values ? [{ ...parameter, values, isRange: parameter.scale !== 'choice' }] : [];
  });
  /** @type {import('../../src/protocol/sweep.js').SweepPlan['launch']} */
  const launch = { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' };
  const file = code.newSweep(
    {
      ...{ file: FILE, model: { name: model.name, line: model.line }, parameters },
      ...{ search: { kind: 'random', count, seed: 1 }, seeds: [1], epochs: null, stopEarly: false, minutes: null },
      ...{ parallel: PARALLEL, launch },
    },
    TEXT,
  );
  const known = new Map();
  const find = (/** @type {string} */ text) => {
    const found = known.get(text) ?? code.findModels(text, FILE);
    known.set(text, found);
    return found;
  };
  const source = { text: TEXT, models: find(TEXT), model: find(TEXT)[0] };
  for (const { values } of file.trials) await code.editedModel(source, parameters, values, find);
  return { file, find };
}

/**
 * Trains it. @returns {import('../../src/sweep/sweeps.js').SweepTraining}
 * @param {Gradlens} code
 * @param {Awaited<ReturnType<typeof simulatedSweep>>} simulated
 * @param {import('../../src/sweep/sweepFiles.js').SweepFiles} files
 */
export function simulatedTraining(code, { file, find }, files) {
  let started = 0;
  const sweep = new code.Sweep(file, {
    find,
    request: async ({ text }) => ({
      ...new code.SyntheticRun('').request,
      ...{ file: FILE, cwd: '/w', sources: [{ file: FILE, text }] },
    }),
    runs: {
      start: async (request) => {
        const run = new code.SyntheticRun(`run ${++started}`, request, Date.now());
        void trained(code, run, started);
        return run;
      },
      recall: async () => undefined,
      delete: async () => {},
    },
    save: (each) => files.write(each),
    log: (line) => {
      throw new Error(line);
    },
  });
  return { sweep, runs: { close: async () => {} } };
}

async function trained(
  /** @type {Gradlens} */ code,
  /** @type {import('../../test/webview/support/syntheticRun.js').SyntheticRun} */ run,
  /** @type {number} */ nth,
) {
  const fit = new code.SyntheticFit({ epochs: EPOCHS, batchesPerEpoch: BATCHES, metrics: [] }, { maxBytes: 1e6 });
  run.fits = [fit];
  for (let epoch = 1; epoch <= EPOCHS; epoch += 1) {
    await pause(EPOCH_MS * (0.8 + 0.4 * ((nth * 7 + epoch * 3) % 11)) * 0.4);
    const loss = (1 + (nth % 17)) / epoch;
    for (let batch = 0; batch < BATCHES; batch += 1)
      fit.train({ loss, norm: (layer) => 10 ** -(nth % 9) * (layer + 1) });
    fit.endEpoch({ loss, val_loss: loss * 1.1 });
    run.changes.fire({ kind: 'epoch', fit });
  }
  const verdict = /** @type {const} */ ({ kind: 'learns-well', text: 'Learns well' });
  run.state = { kind: 'ended', outcome: 'completed', exitCode: 0, message: null, verdict, endedAt: Date.now() };
  run.change();
}
