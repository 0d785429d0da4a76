import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withFix } from '../unit/diagnosis/programs.js';
import { fixesFor } from '../unit/diagnosis/run/runFixTable.js';
import { CliRun } from './support/cliRun.js';

interface SickNet {
  readonly rule: string;
  /** What its data are made by, of fixtures/diagnosis/problems.js. */
  readonly data: string;
  readonly layers: readonly string[];
  readonly optimizer: string;
  readonly loss: string;
  readonly fit: string;
}

const RINGS = 'const { inputs: x, labels: y } = rings();';
const curve = (of: string) => `const { inputs: x, targets: y } = curve({ f: ([x]) => ${of} });`;
const relu = (inputs: number, more = '') =>
  `dense({ units: 16, activation: 'relu', inputShape: [${inputs}]${more}, kernelInitializer: tf.initializers.heNormal({ seed: 1 }) })`;
const last = (activation: string, units = 1) =>
  `dense({ units: ${units}, activation: '${activation}', kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) })`;
const deep = (more: string, seed: number) =>
  `dense({ units: 12, activation: 'sigmoid'${more}, kernelInitializer: tf.initializers.glorotUniform({ seed: ${seed} }) })`;
const YES = { loss: 'binaryCrossentropy', fit: 'epochs: 15' };
const NUMBERS = { loss: 'meanSquaredError', fit: 'epochs: 15' };

const NETS: readonly SickNet[] = [
  {
    rule: 'vanishing-gradient',
    data: RINGS,
    layers: [
      deep(', inputShape: [2]', 11),
      ...[12, 13, 14, 15, 16, 17, 18, 19, 20].map((seed) => deep('', seed)),
      last('sigmoid'),
    ],
    optimizer: 'tf.train.sgd(0.1)',
    ...YES,
  },
  {
    rule: 'dead-layer',
    data: RINGS,
    layers: [relu(2, ', biasInitializer: tf.initializers.constant({ value: -10 })'), last('sigmoid')],
    optimizer: 'tf.train.sgd(0.1)',
    ...YES,
  },
  {
    rule: 'target-range',
    data: curve('2 * x - 5'),
    layers: [relu(1), last('relu')],
    optimizer: 'tf.train.adam(0.01)',
    ...NUMBERS,
  },
  {
    rule: 'target-scale',
    data: curve('300000 + 100000 * x'),
    layers: [relu(1), last('linear')],
    optimizer: 'tf.train.adam(0.01)',
    ...NUMBERS,
  },
  {
    rule: 'multi-hot-targets',
    data: 'const { inputs: x, targets: y } = tags();',
    layers: [relu(4), last('softmax', 4)],
    optimizer: 'tf.train.adam(0.01)',
    loss: 'categoricalCrossentropy',
    fit: 'epochs: 15',
  },
  {
    rule: 'validation-range',
    data: `const all = ${/curve\(.*\)/.exec(curve('Math.sin(6 * x)'))?.[0]};\nconst [x, y] = sortedBy(all.inputs, all.inputs, all.targets);`,
    layers: [relu(1), last('linear')],
    optimizer: 'tf.train.adam(0.02)',
    ...NUMBERS,
    fit: 'epochs: 40, validationSplit: 0.25',
  },
  { rule: 'same-output', data: RINGS, layers: [relu(2), last('softmax')], optimizer: 'tf.train.adam(0.01)', ...YES },
  {
    rule: 'learning-rate',
    data: RINGS,
    layers: [relu(2), last('sigmoid')],
    optimizer: 'tf.train.adam(1e-6)',
    ...YES,
    fit: 'epochs: 20',
  },
  {
    rule: 'oscillation',
    data: curve('x + 5'),
    layers: [last('linear').replace('units: 1', 'units: 1, inputShape: [1]')],
    optimizer: 'tf.train.sgd(1)',
    ...NUMBERS,
    fit: 'epochs: 60, batchSize: 400',
  },
  {
    rule: 'input-scale',
    data: 'const { inputs: x, labels: y } = rings({ scale: 3000 });',
    layers: [relu(2).replace('relu', 'tanh'), last('sigmoid')],
    optimizer: 'tf.train.sgd(0.1)',
    ...YES,
  },
  {
    rule: 'small-batch-normalization',
    data: 'const { inputs: x, labels: y } = rings({ count: 200 });',
    layers: [relu(2).replace("activation: 'relu', ", ''), 'batchNormalization()', 'reLU()', last('sigmoid')],
    optimizer: 'tf.train.adam(0.01)',
    ...YES,
    fit: 'epochs: 4, batchSize: 1',
  },
];

const programOf = ({ data, layers, optimizer, loss, fit }: SickNet, index: number) => ({
  file: `/w/net${index}.mjs`,
  text: `import * as tf from '@tensorflow/tfjs';
import { curve, rings, sortedBy, tags } from './problems.js';
${data}
const model = tf.sequential();
${layers.map((layer) => `model.add(tf.layers.${layer});\n`).join('')}model.compile({ optimizer: ${optimizer}, loss: '${loss}', metrics: ['accuracy'] });
await model.fit(x, y, { ${fit}, verbose: 0 });
`,
});
type Program = ReturnType<typeof programOf>;

const PROBLEMS = readFileSync(fileURLToPath(new URL('../fixtures/diagnosis/problems.js', import.meta.url)), 'utf8');

interface Found {
  readonly rule: string;
  readonly category: string;
  readonly evidence: Readonly<Record<string, number>>;
  readonly layer: number | null;
}

/** What a run of all programs has found of each at its end, loud or not. */
async function found(programs: readonly Program[]): Promise<Found[][]> {
  const files = Object.fromEntries(programs.map(({ text }, index) => [`own/net${index}.mjs`, text]));
  const imports = programs.slice(1).map((_, index) => `await import('./net${index + 1}.mjs');\n`);
  await using run = await CliRun.start(['train', 'own/all.mjs', '--json', '--on-nan', 'continue', '--seed', '1'], {
    files: {
      ...files,
      'own/all.mjs': `${programs[0]?.text}${imports.join('')}`,
      'own/problems.js': PROBLEMS,
      'own/package.json': '{"type":"module"}',
    },
  });
  expect([await run.exited, run.linesOf('fit').length], run.stderr).toEqual([0, programs.length]);
  const open = new Map(run.linesOf('finding').map((line) => [String(line.id), line]));
  return programs.map((_, index) =>
    [...open.values()]
      .filter(({ fit, state }) => fit === index + 1 && state === 'open')
      .map((line) => {
        const layer = Number(String(line.id).split(':')[2]);
        return { ...(line as unknown as Found), layer: Number.isNaN(layer) ? null : layer - 1 };
      }),
  );
}

it('what a run finds is gone with the first edit that is offered for it', async () => {
  const sick = NETS.map(programOf);
  const before = await found(sick);
  expect(before.map((findings) => findings.map(({ rule }) => rule))).toEqual(
    NETS.map(({ rule }) => expect.arrayContaining([rule])),
  );
  const mended = sick.map((program, index) => {
    const finding = before[index]?.find(({ rule }) => rule === NETS[index]?.rule);
    const [fix] = finding ? fixesFor(program, finding as Parameters<typeof fixesFor>[1], []) : [];
    if (!fix) throw new Error(`nothing is offered for ${program.text}`);
    expect(fix.edits.length, program.text).toBeGreaterThan(0);
    return withFix(program, fix);
  });
  const after = await found(mended);
  const left = after.map((findings, index) =>
    findings.map(({ rule }) => rule).filter((rule) => rule === NETS[index]?.rule),
  );
  expect(left, mended.map(({ text }) => text).join('\n')).toEqual(NETS.map(() => []));
});
