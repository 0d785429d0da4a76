import { describe, expect, it } from 'vitest';
import { sweepArguments } from '../../../src/cli/sweep/sweepArguments.js';
import { variedParameter } from '../../../src/cli/sweep/varied.js';
import type { SweepParameter } from '../../../src/protocol/sweep.js';
import { findModels } from '../../../src/source/findModels.js';
import { openAnswers, plannedTrials } from '../../../src/sweep/trialPlan.js';
import { tunablesOf } from '../../../src/sweep/tunables.js';
import { inJavaScript } from '../diagnosis/programs.js';

const [, net] = inJavaScript(
  [
    'dense({ units: 8, activation: "tanh", inputShape: [2] })',
    'dense({ units: 8, activation: "relu" })',
    'dense({ units: 1 })',
  ],
  'optimizer: tf.train.adam(0.003), loss: "meanSquaredError"',
  'xs, ys, { epochs: 9 }',
);
const tunables = findModels(net?.text ?? '', '/w/net.ts').flatMap(tunablesOf);
const varied = (text: string, isRandom = false): SweepParameter => variedParameter(text, tunables, isRandom);
const trialsOf = (texts: readonly string[], random: number | null = null, seeds = [1]) =>
  plannedTrials({
    parameters: texts.map((text) => varied(text, random !== null)),
    search: random === null ? { kind: 'grid' } : { kind: 'random', count: random, seed: 1 },
    seeds,
  });

describe('--vary', () => {
  it.each<[string, Partial<SweepParameter>]>([
    ['learningRate=1e-4..1e-1:log', { kind: 'learningRate', scale: 'log', values: [0.0001, 0.001, 0.01, 0.1] }],
    ['lr=0.1..0.5:linear:3', { scale: 'linear', values: [0.1, 0.3, 0.5] }],
    ['units@3=8..64:log:4', { id: 'units@3', line: 3, values: [8, 16, 32, 64] }],
    ['data=0.1,0.3,1', { kind: 'data', scale: 'log', values: [0.1, 0.3, 1] }],
    ['epochs=1..3', { kind: 'epochs', values: [1, 2, 3] }],
    ['activation@4=relu, elu', { kind: 'literal', scale: 'choice', values: ['relu', 'elu'] }],
    ['optimizer', { values: ['sgd', 'adam', 'rmsprop', 'adagrad'] }],
    ['width=2,4', { kind: 'open', name: 'width', values: [2, 4] }],
  ])('%s', (text, expected) => {
    expect(varied(text)).toMatchObject(expected);
  });

  it.each([
    ['units=1,2', '2 have that name. Choose one: units@3 (8), units@4 (8).'],
    ['units@5=1,2', 'no units that can be varied is there. There are units@3 (8), units@4 (8).'],
    ['units@3=1,x', '"x" is not a number'],
    ['units@3=0.5,2', '"0.5" is not a whole number from 1'],
    ['activation@3=3', '"3" is not a name'],
    ['learningRate=0..1:log', 'A log scale starts above 0'],
    ['learningRate=1..0.1', 'A range goes from a number to a larger one'],
    ['width', '--vary width needs values'],
    ['=3', '--vary needs NAME[@LINE][=VALUES]'],
  ])('%s is refused', (text, reason) => {
    expect(() => varied(text)).toThrow(reason);
  });

  it('comes with seeds from one to another, and with what to go on with alone', () => {
    expect(
      sweepArguments(['net.js', '--vary', 'units@7=8', '--vary=epochs=2', '--seed', '3..5', '--epochs', '2']),
    ).toMatchObject({
      kind: 'new',
      vary: ['units@7=8', 'epochs=2'],
      seeds: [3, 4, 5],
      train: { epochs: 2, seed: null },
    });
    expect(sweepArguments(['--resume', '2026', '--json'])).toEqual({
      kind: 'resume',
      id: '2026',
      json: true,
      parallel: null,
      minutes: null,
      retryFailed: false,
      ray: null,
    });
    expect(sweepArguments(['--resume', '2026', '--retry-failed', '--minutes', '5'])).toMatchObject({
      minutes: 5,
      retryFailed: true,
    });
    expect(() => sweepArguments(['net.js', '--retry-failed'])).toThrow('--retry-failed goes with --resume');
    expect(() => sweepArguments(['net.js', '--resume', '2026'])).toThrow('sweep --resume takes nothing but its id');
    expect(() => sweepArguments(['net.js', '--seed', '3..1'])).toThrow('--seed: Seeds are 1 to 100 whole numbers');
  });
});

describe('--ray', () => {
  it('has Optuna propose what is tried', () => {
    expect(sweepArguments(['net.js', '--vary', 'units', '--ray', 'auto', '--optuna', '40'])).toMatchObject({
      search: { kind: 'optuna', count: 40, seed: 1 },
    });
  });

  it('names a cluster, and the Python that speaks to it, for a new sweep and for what is left of one', () => {
    expect(sweepArguments(['net.js', '--vary', 'units', '--ray', 'auto'])).toMatchObject({
      ray: { address: 'auto', python: null },
      parallel: null,
    });
    expect(
      sweepArguments(['--resume', '2026', '--ray', 'ray://head:10001', '--python', '/venv/bin/python']),
    ).toMatchObject({ ray: { address: 'ray://head:10001', python: '/venv/bin/python' } });
  });

  it('finds the cluster that has a dashboard', () => {
    expect(sweepArguments(['net.js', '--vary', 'units', '--ray', 'http://head:8265/'])).toMatchObject({
      ray: { address: 'ray://head:10001' },
    });
  });

  it.each([
    [['--ray', 'somewhere'], '--ray needs auto, HOST:6379, ray://HOST:10001 or http://HOST:8265, not "somewhere".'],
    [['--python', '/venv/bin/python'], '--python names the Python for --ray'],
    [['--optuna', '9'], '--optuna goes with --ray'],
    [['--ray', 'auto', '--optuna', '9', '--random', '9'], 'Use --random or --optuna, not both.'],
  ])('is refused: %s', (args, reason) => {
    expect(() => sweepArguments(['net.js', '--vary', 'units', ...args])).toThrow(reason);
  });
});

describe('the trials of a plan', () => {
  it('are all combinations with each seed, the last parameter first', () => {
    const trials = trialsOf(['units@3=8,16', 'activation@4=relu,elu'], null, [1, 2]);
    expect(trials.map(({ values, seed }) => [...Object.values(values), seed].join(' '))).toEqual([
      '8 relu 1',
      '8 relu 2',
      '8 elu 1',
      '8 elu 2',
      '16 relu 1',
      '16 relu 2',
      '16 elu 1',
      '16 elu 2',
    ]);
    expect(trials.map(({ trial, status }) => `${trial} ${status}`)[7]).toBe('8 waiting');
  });

  it('are drawn at random from ranges, evenly on their scale, the same each time, and none twice', () => {
    const rates = trialsOf(['learningRate=1e-4..1e-1:log', 'units@3=8,16'], 60).map(({ values }) =>
      Number(values.learningRate),
    );
    expect(rates).toEqual(
      trialsOf(['learningRate=1e-4..1e-1:log', 'units@3=8,16'], 60).map(({ values }) => values.learningRate),
    );
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(1e-4);
    expect(Math.max(...rates)).toBeLessThanOrEqual(0.1);
    for (const decade of [-4, -3, -2]) {
      expect(rates.filter((rate) => Math.floor(Math.log10(rate)) === decade).length).toBeGreaterThan(10);
    }
    expect(
      new Set(trialsOf(['units@3=8,16', 'epochs=1..3'], 40).map(({ values }) => JSON.stringify(values))).size,
    ).toBe(6);
    expect(trialsOf(['units@3=8,16', 'epochs=1..3'], 40)).toHaveLength(6);
  });

  it('are left open where Optuna proposes them, no more than there are combinations', () => {
    const search = { kind: 'optuna', count: 40, seed: 1 } as const;
    const open = plannedTrials({ parameters: [varied('units@3=8,16', true)], search, seeds: [1, 2] });
    expect(open.map(({ values, seed }) => [values, seed])).toEqual([
      [{}, 1],
      [{}, 2],
      [{}, 1],
      [{}, 2],
    ]);
    const parameters = [varied('width=2,4', true)];
    expect(plannedTrials({ parameters: [varied('units@3=8..16', true)], search, seeds: [1] })).toHaveLength(40);
    expect(openAnswers({ parameters }, { values: {} })).toEqual({ width: '2' });
  });

  it('are refused where they are more than anybody looks at', () => {
    expect(() => trialsOf(['units@3=1..1000:linear:1000', 'epochs=1,2'])).toThrow(
      'That is 2,000 trials, and 1,000 are the most',
    );
  });
});
