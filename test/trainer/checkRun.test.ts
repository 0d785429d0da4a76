import { describe, expect, it } from 'vitest';
import { CliRun } from './support/cliRun.js';

const NET = `const tf = require('@tensorflow/tfjs');
const model = tf.sequential();
model.add(tf.layers.dense({ units: 1, activation: 'softmax', inputShape: [2] }));
model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
`;
/** Of 64 samples, which class 1 has a quarter of. */
const DATA = `const inputs = tf.randomNormal([64, 2], 0, 1, 'float32', 1);
const labels = tf.range(0, 64).mod(tf.scalar(4)).equal(tf.scalar(0)).toFloat().reshape([64, 1]);
`;
const FILES = {
  'sick.js': `${NET}${DATA}console.log('the program speaks');
model.fit(inputs, labels, { epochs: 100000, batchSize: 32, verbose: 0 });
`,
  'throws.js': `${NET}${DATA}throw new Error('out of luck');
model.fit(inputs, labels);
`,
  'noData.js': NET,
  'misfit.js': `${NET}${DATA}const other = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [2] })] });
model.fit(inputs.slice([0, 0], [64, 1]), labels);
`,
};
const { 'sick.js': sick } = FILES;

const findingsOf = ({ stdout }: CliRun) =>
  (JSON.parse(stdout) as { file: string; rule: string; severity: string; confirmedByRun: boolean; evidence: object }[])
    .filter(({ severity }) => severity !== 'hint')
    .map(({ file, rule, confirmedByRun, evidence }) => ({
      file: file.slice(file.lastIndexOf('/') + 1),
      rule,
      confirmedByRun,
      evidence,
    }));

describe('check --run', () => {
  it('trains what can be trained until the findings are settled, and says what source and run show', async () => {
    const names = Object.keys(FILES);
    await using run = await CliRun.start(['check', ...names, '--run', '--json', '--seconds', '600'], { files: FILES });
    expect(await run.exited).toBe(1);
    const softmax = { rule: 'softmax-of-one-unit', evidence: { units: 1 } };
    expect(findingsOf(run)).toMatchObject([
      { rule: 'data-shape', file: 'misfit.js', confirmedByRun: true },
      { ...softmax, file: 'misfit.js', confirmedByRun: null },
      { ...softmax, file: 'noData.js', confirmedByRun: null },
      { ...softmax, file: 'sick.js', confirmedByRun: true, evidence: { units: 1, std: 0 } },
      { ...softmax, file: 'throws.js', confirmedByRun: null },
    ]);
    expect(run.stderr).toContain('the program speaks');
    expect(run.stderr).toContain('noData.js:2: model was not run, only its source was read: This model has no data');
    expect(run.stderr).toContain('throws.js:2: model: Error: out of luck');
    expect(run.reason).toContain('checked 5 models');
  });

  it('says of a run on random data that it was one', async () => {
    await using run = await CliRun.start(['check', 'noData.js', '--run', '--json', '--yes', '--seconds', '600'], {
      files: FILES,
    });
    expect(await run.exited).toBe(1);
    expect(findingsOf(run)).toMatchObject([
      { rule: 'softmax-of-one-unit', confirmedByRun: true, evidence: { data: 'random' } },
    ]);
  });

  it('refuses a value that no model leaves open', async () => {
    await using run = await CliRun.start(['check', 'throws.js', '--run', '--set', 'width=3'], { files: FILES });
    expect(await run.exited).toBe(2);
    expect(run.reason).toContain('--set width: the source leaves no such value open');
  });

  it.skipIf(process.platform === 'win32')(
    'tells what it has, and exits with 130, where it is interrupted',
    async () => {
      const files = { 'a.js': sick, 'b.js': sick };
      await using run = await CliRun.start(['check', 'a.js', 'b.js', '--run', '--json'], { files });
      await run.until(({ stderr }) => stderr.includes('the program speaks'));
      run.child.kill('SIGINT');
      expect(await run.exited).toBe(130);
      expect(findingsOf(run).map(({ file }) => file)).toEqual(['a.js', 'b.js']);
      expect(run.stderr.match(/the program speaks/g)).toHaveLength(1);
      expect(await run.trainers()).toEqual([]);
    },
  );
});
