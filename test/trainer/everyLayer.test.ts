import { beforeAll, describe, expect, it } from 'vitest';
import { compiledFits, eagerReasons } from './compiled/support/stepModes.js';
import { fixture } from './support/fixture.js';
import { type Outcome, outcomesOf, relativeError } from './support/outcomes.js';
import type { RunOptions, Told } from './support/trainerRun.js';

/** Of eager steps only the training counts: what is measured of them has tests of its own. */
const UNWATCHED = { statistics: false, activationInterval: 0 };

const WAYS = {
  'tfjs-node': { backend: 'tfjs-node', compiledStep: 'off', ...UNWATCHED },
  wasm: { backend: 'wasm', ...UNWATCHED },
  compiled: { backend: 'tfjs-node', compiledStep: 'auto' },
} as const satisfies Record<string, RunOptions>;

type Way = keyof typeof WAYS;

/** With random numbers that a compiled step draws otherwise. */
const RANDOM = ['lstm, with dropout', 'noise drawn anew'];

/** Each net of the fixture, by the way it is trained and its name. */
const outcomes = {} as Record<Way, Map<string, Outcome>>;
const told = {} as Record<Way, Told>;
const missing: string[] = [];

beforeAll(async () => {
  const project = fixture('embedded', 'everyLayer.mjs');
  for (const way of Object.keys(WAYS) as Way[]) {
    const { backend, ...options } = WAYS[way];
    const run = await outcomesOf(project, backend, { epochs: 3, predictionSamples: 0, ...options });
    [outcomes[way], told[way]] = [run.byName, run.told];
    missing.push(...(run.last.missing as string[]));
  }
});

/** What the nets of a family come to otherwise than on tfjs-node, step by step; empty where all agree. */
function disagreements(family: string, way: Way): string[] {
  const nets = [...outcomes['tfjs-node'].values()].filter((net) => net.family === family);
  expect(nets.length).toBeGreaterThan(4);
  return nets.flatMap(({ name, numbers, failed }) => {
    const other = outcomes[way].get(name);
    if (!numbers || !other?.numbers)
      return `${name}: ${failed ?? 'trains'} on tfjs-node, ${other?.failed ?? 'trains'} otherwise`;
    if (way === 'compiled' && RANDOM.includes(name)) return [];
    const error = relativeError(numbers, other.numbers);
    return error < 1e-4 ? [] : `${name}: differs by ${error}`;
  });
}

const FAMILIES = ['convolutions', 'spatial', 'recurrent', 'plain', 'settings'];

describe('six steps of training op by op on tfjs-node', () => {
  it.each(FAMILIES)('agree with the embedded default: %s', (family) => {
    expect(disagreements(family, 'wasm')).toEqual([]);
  });

  it.each(FAMILIES)('agree with compiled ones: %s', (family) => {
    expect(disagreements(family, 'compiled')).toEqual([]);
  });

  it('have a net for every layer of tfjs', () => {
    expect(missing).toEqual([]);
  });

  it.each<[name: string, reason: RegExp]>([
    ['conv1d, causal', /CAUSAL padding mode .* not implemented/],
    ['elu, of another alpha', /alpha value \(0.7\) is not supported/],
    ['softmax, of an inner axis', /non-last dimension is not yet supported/],
    ['batchNormalization, of an inner axis', /reshape|must match/],
    ['resizing', /rank|array length/],
    ['randomWidth', /cannot train RandomWidth/],
    ['rnn of a convLstm2dCell', /needs an input with 3 dimensions/],
    ['centerCrop behind what learns', /gradient function not found for CropAndResize/],
  ])('fail everywhere where tfjs itself cannot train: %s', (name, reason) => {
    const { failed } = outcomes['tfjs-node'].get(name) ?? {};
    expect(failed).toMatch(reason);
    expect(outcomes.wasm.get(name)?.failed).toMatch(reason);
    expect(outcomes.compiled.get(name)?.failed).toBe(failed);
  });

  it.each(['multiHot', 'count'])('have categoryEncoding on WASM alone: %s', (mode) => {
    const name = `categoryEncoding, ${mode}`;
    expect(outcomes['tfjs-node'].get(name)?.failed).toMatch(/'DenseBincount' not registered/);
    expect(outcomes.compiled.get(name)?.failed).toMatch(/'DenseBincount' not registered/);
    expect(outcomes.wasm.get(name)?.numbers?.flat().every(Number.isFinite)).toBe(true);
  });
});

describe('nets of every layer, loss, metric and setting', () => {
  it('are compiled', () => {
    expect(eagerReasons(told.compiled)).toEqual([]);
    const nets = [...outcomes.compiled.values()].filter(({ numbers }) => numbers);
    expect(compiledFits(told.compiled)).toBe(nets.length);
  });

  it('are graphs that TensorFlow does not complain of', () => {
    expect(told.compiled.stderr).not.toMatch(/ [EF] tensorflow/);
  });
});
