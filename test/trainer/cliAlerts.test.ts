import { describe, expect, it } from 'vitest';
import { CliRun } from './support/cliRun.js';

const NET = `const tf = require('@tensorflow/tfjs');
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
model.fit(tf.zeros([8, 2]), tf.ones([8, 1]), { epochs: 4, verbose: 0 });
`;
const CONFIG = {
  alerts: [
    { when: 'epoch > 2 and loss > 0.001', severity: 'error', message: 'still too high' },
    { when: 'loss < 0' },
    { when: 'los > 3' },
    { when: 'loss >' },
  ],
};

describe('alerts of one’s own on the command line', () => {
  it('are findings of the run, and a mistake in one is told with its place while the others count', async () => {
    await using run = await CliRun.start(['train', 'own/net.js', '--json', '--backend', 'wasm'], {
      files: { 'own/net.js': NET, 'own/.vscode/gradlens.json': JSON.stringify(CONFIG, null, 2) },
    });
    expect([await run.exited, run.stderr]).toEqual([0, expect.anything()]);
    const told = run.linesOf('finding').filter(({ rule }) => rule === 'alert');
    expect(told).toMatchObject([
      {
        state: 'open',
        severity: 'error',
        message: expect.stringMatching(/^still too high \(epoch 3, loss 0\.\d+; first at batch \d\)\.$/),
        evidence: { epoch: 3, loss: expect.any(Number) },
      },
    ]);
    const mistakes = run.stderr.split('\n').filter((line) => line.includes('gradlens.json'));
    expect(mistakes).toEqual([
      expect.stringContaining('/own/.vscode/gradlens.json:12: "los" is no figure of a training that is known'),
      expect.stringContaining('/own/.vscode/gradlens.json:15: The condition cannot be read after "loss >"'),
    ]);
  });
});
