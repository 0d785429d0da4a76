import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SeededRun } from '../../../../src/trainer/seed/seededRun.js';

const { random } = Math;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

afterEach(() => {
  Math.random = random;
});

const { dense, dropout, batchNormalization, activation, gaussianNoise, simpleRNN, bidirectional, repeatVector } =
  tf.layers;

/** The layers of a net, by labels of the test's own. */
type Net = Readonly<Record<string, tf.layers.Layer>>;

const base = (): Net => ({
  first: dense({ units: 6, inputShape: [4], activation: 'sigmoid' }),
  second: dense({ units: 6, activation: 'sigmoid' }),
  third: dense({ units: 6, activation: 'sigmoid' }),
  dropped: dropout({ rate: 0.5 }),
  last: dense({ units: 2 }),
});

/** The base net with a layer more. */
function withAfter(place: string, more: tf.layers.Layer): Net {
  const labels = Object.entries(base());
  return Object.fromEntries(
    labels.flatMap(([label, layer]) =>
      label === place
        ? [
            [label, layer],
            ['new', more],
          ]
        : [[label, layer]],
    ),
  );
}

/** What each layer starts from, or, without weights, makes of ones while it trains. */
function numbersOf(net: Net): Record<string, string> {
  const model = tf.sequential();
  for (const layer of Object.values(net)) model.add(layer);
  return Object.fromEntries(
    Object.entries(net).map(([label, layer]) => {
      const input = tf.ones([1, ...(layer.input as tf.SymbolicTensor).shape.slice(1)] as number[]);
      const isRandom = layer.weights.length === 0;
      const tensors = isRandom ? [layer.apply(input, { training: true }) as tf.Tensor] : layer.getWeights();
      return [label, tensors.map((tensor) => tensor.dataSync().join()).join(' ')];
    }),
  );
}

/** The same with a seed, after whatever else is drawn. */
function seeded(make: () => Net, seed = 7, before: () => void = () => {}): Record<string, string> {
  new SeededRun(tf, seed);
  before();
  return numbersOf(make());
}

describe('what a seed gives to each layer', () => {
  it('is the same again, and something else for another seed and another layer', () => {
    const [once, again, other] = [seeded(base), seeded(base), seeded(base, 8)];
    expect(again).toEqual(once);
    for (const label of Object.keys(once)) expect(other[label], label).not.toBe(once[label]);
    expect(new Set(Object.values(once)).size).toBe(Object.keys(once).length);
  });

  it.each<[what: string, make: () => Net, changed: readonly string[]]>([
    ['a dropout before another one', () => withAfter('first', dropout({ rate: 0.1 })), []],
    ['a batch normalization', () => withAfter('third', batchNormalization()), []],
    ['an activation', () => withAfter('third', activation({ activation: 'relu' })), []],
    ['noise', () => withAfter('second', gaussianNoise({ stddev: 1 })), []],
    ['a layer with other outputs', () => withAfter('first', dense({ units: 9 })), ['second']],
    ['a layer with other outputs, last', () => withAfter('last', dense({ units: 1 })), []],
    ['another activation', () => ({ ...base(), second: dense({ units: 6, activation: 'relu' }) }), []],
    ['another initializer', () => ({ ...base(), second: dense({ units: 6, kernelInitializer: 'zeros' }) }), ['second']],
    ['other inputs', () => ({ ...base(), first: dense({ units: 6, inputShape: [5] }) }), ['first']],
    ['a name', () => ({ ...base(), last: dense({ units: 2, name: 'last' }) }), ['last']],
  ])('stays as it was with %s', (_what, make, changed) => {
    const [plain, edited] = [seeded(base), seeded(make)];
    expect(Object.keys(plain).filter((label) => plain[label] !== edited[label])).toEqual(changed);
  });

  it('goes by the name that it was given, wherever it stands', () => {
    const named = (name: string) => dense({ units: 6, inputShape: [6], name });
    const [plain, edited] = [
      seeded(() => ({ a: named('a'), b: named('b') })),
      seeded(() => ({ new: named('new'), a: named('a'), b: named('b') })),
    ];
    expect(edited).toMatchObject(plain);
  });

  it('does not depend on what the program and tfjs draw, on other models, and on the weights of a seed of their own', () => {
    const other = () => {
      Math.random();
      tf.randomNormal([3]);
      const [first] = Object.values(base());
      tf.sequential({ name: 'other', layers: first ? [first] : [] });
    };
    expect(seeded(base, 7, other)).toEqual(seeded(base));
    const own = () => ({
      ...base(),
      last: dense({ units: 2, kernelInitializer: tf.initializers.heNormal({ seed: 3 }) }),
    });
    expect(seeded(own, 7).last).toBe(seeded(own, 8).last);
  });

  it('is apart for the layers inside of others, and for models of one making', () => {
    const layer = () => simpleRNN({ units: 2 });
    const both = () => ({
      repeated: repeatVector({ n: 2, inputShape: [3] }),
      both: bidirectional({ layer: layer() as never }),
    });
    const [forward, , , backward] = (seeded(both).both ?? '').split(' ');
    expect(forward).not.toBe(backward);
    new SeededRun(tf, 7);
    const folds = [numbersOf(base()), numbersOf(base())];
    new SeededRun(tf, 7);
    const edited = [numbersOf(withAfter('first', dense({ units: 6 }))), numbersOf(base())];
    expect(folds[0]?.first).not.toBe(folds[1]?.first);
    expect(edited[1]).toEqual(folds[1]);
  });
});

describe('the shuffles of a seed', () => {
  it('are apart for each fit, each dataset, and the program', async () => {
    const drawn = async (more: boolean) => {
      const run = new SeededRun(tf, 7);
      const order = () => Array.from({ length: 9 }, (_, index) => index);
      const shuffled = (shuffle: (order: number[]) => void) => {
        const own = order();
        shuffle(own);
        return own;
      };
      const [first, second] = [run.shuffleOfFit(), run.shuffleOfFit()];
      const longer = more ? [shuffled(first), tf.util.createShuffledIndices(5)] : [];
      const data = (seed?: string) => tf.data.array(order()).shuffle(9, seed).toArray();
      const fits = [shuffled(second), await data(), await data()];
      return { orders: [...fits.slice(0, 3)], own: await data('5'), program: tf.util.createShuffledIndices(9), longer };
    };
    const [plain, more] = [await drawn(false), await drawn(true)];
    expect(more.orders).toEqual(plain.orders);
    expect(new Set(plain.orders.map(String)).size).toBe(3);
    Math.random = random;
    expect(plain.own).toEqual(
      await tf.data
        .array(Array.from({ length: 9 }, (_, index) => index))
        .shuffle(9, '5')
        .toArray(),
    );
  });
});

it('threads have numbers of their own', () => {
  const first = (place: string) => {
    new SeededRun(tf, 7, place);
    return Math.random();
  };
  expect(new Set([first(''), first('thread 1'), first('thread 2')]).size).toBe(3);
  expect(first('thread 1')).toBe(first('thread 1'));
});
