import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliRun } from './support/cliRun.js';

/** Data that look random and are the same in each run: 240 samples of two features, and a number that follows from them. */
const JS = `const tf = require('@tensorflow/tfjs');
const noise = (index) => Math.abs((Math.sin(12.9898 * index) * 43758.5453) % 1);
const points = Array.from({ length: 240 }, (_, index) => [noise(index + 1), noise(index + 1000)]);
const sums = points.map(([x, y]) => [2 * x - y]);
const seeded = (seed) => tf.initializers.glorotUniform({ seed });
`;
const PYTHON = `import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense
i = np.arange(240)
x = np.stack([np.abs(np.sin(12.9898 * (i + 1)) * 43758.5453) % 1, np.abs(np.sin(12.9898 * (i + 1000)) * 43758.5453) % 1], axis=1)
`;

/** Programs that have a fault which only a run shows, and what its first fix writes. */
const FAULTY: readonly (readonly [rule: string, file: string, text: string, written: string])[] = [
  [
    'learning-rate',
    'slow.js',
    `${JS}const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, inputShape: [2], activation: 'relu', kernelInitializer: seeded(1) }));
model.add(tf.layers.dense({ units: 1, kernelInitializer: seeded(2) }));
model.compile({ optimizer: tf.train.adam(0.000002), loss: 'meanSquaredError' });
model.fit(tf.tensor2d(points), tf.tensor2d(sums), { epochs: 12, verbose: 0 });
`,
    'tf.train.adam(0.00',
  ],
  [
    'input-scale',
    'bytes.py',
    `${PYTHON}model = Sequential()
model.add(Dense(16, input_dim=2, activation='sigmoid'))
model.add(Dense(1, activation='sigmoid'))
model.compile('sgd', 'binary_crossentropy')
model.fit(x * 255, x[:, 0] > x[:, 1], epochs=12, verbose=0)
`,
    'from tensorflow.keras.layers import Rescaling',
  ],
  [
    'target-scale',
    'prices.py',
    `${PYTHON}model = Sequential()
model.add(Dense(16, input_dim=2, activation='relu'))
model.add(Dense(1))
model.compile('adam', 'mse')
model.fit(x, 250000 + 100000 * x[:, 0], epochs=12, verbose=0)
`,
    'Rescaling(scale=',
  ],
  [
    'multi-hot-targets',
    'tags.py',
    `${PYTHON}model = Sequential()
model.add(Dense(16, input_dim=2, activation='relu'))
model.add(Dense(2, activation='softmax'))
model.compile('adam', 'categorical_crossentropy')
model.fit(x, x > 0.5, epochs=12, verbose=0)
`,
    "model.compile('adam', 'binary_crossentropy')",
  ],
  [
    'validation-range',
    'sorted.py',
    `${PYTHON}x = x[np.argsort(x[:, 0])]
y = np.sin(9 * x[:, 0])
model = Sequential()
model.add(Dense(32, input_dim=2, activation='relu'))
model.add(Dense(1))
model.compile('adam', 'mse')
model.fit(x, y, epochs=60, validation_split=0.25, verbose=0)
`,
    'np.random.RandomState(0).permutation(x), np.random.RandomState(0).permutation(y)',
  ],
];

const rulesIn = ({ stdout }: CliRun): string[] => (JSON.parse(stdout) as { rule: string }[]).map(({ rule }) => rule);

describe('what only a run shows', () => {
  it.each(FAULTY)(
    '%s in %s is mended by the edit that is offered, and then no longer found',
    async (rule, file, text, written) => {
      await using run = await CliRun.start(['check', file, '--run', '--fix', rule, '--json', '--seconds', '600'], {
        files: { [file]: text },
      });
      await run.exited;
      expect(run.stderr).toContain(`wrote 1 fix of ${rule}`);
      expect(await readFile(join(run.project, file), 'utf8')).toContain(written);
      expect(rulesIn(run)).not.toContain(rule);
    },
  );
});
