import type * as fs from 'node:fs';
import type * as tfjs from '@tensorflow/tfjs';

/** What the probe's child found, sent as JSON on its file descriptor 3. */
export type ProbeReport =
  | { readonly kind: 'trained'; readonly losses: readonly [number, number]; readonly backend: string }
  | { readonly kind: 'threw'; readonly message: string };

/**
 * Loads a tfjs-node and fits a line for two steps: the proof that its native part is there and works. Runs in a child
 * of its own (see `childScript`), for a native library that does not fit the machine may take the process with it.
 */
export async function trainOneStep(
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
