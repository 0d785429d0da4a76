import { describe, expect, it } from 'vitest';
import { guessing } from '../../../../src/diagnosis/run/guessing.js';
import { judgeFit } from '../../../../src/diagnosis/run/judgeFit.js';
import { progress } from '../../../../src/diagnosis/run/progress.js';
import { figures, type Made } from './figures.js';

const GUESS = Math.log(3);

/** Losses that come down to a share of the way from guessing among three classes to 0, and stay there; accuracy that ends so far from chance. */
function reaching(way: number, right: number | null = null, more: Partial<Made> = {}): Made {
  const losses = [1.3, 1.2, ...Array<number>(18).fill(GUESS * (1 - way))];
  const acc = right === null ? {} : { acc: losses.map(() => 1 / 3 + (2 / 3) * right) };
  return { losses, data: {}, ...more, logs: { ...acc, ...more.logs } };
}

const learned = (made: Made) => progress(figures(made)).learned;
const textOf = (made: Made) =>
  judgeFit(figures(made), (rule, error) => expect.unreachable(`${rule}: ${error}`)).verdict.text;
const same = { layers: [{}, { units: 3, outputs: { actSame: 1 } }] };

describe('how far a fit came', () => {
  it.each<[what: string, made: Made, is: string]>([
    ['a loss of guessing', reaching(0.019), 'nothing'],
    ['a loss just below it', reaching(0.021), 'some'],
    ['neither a loss nor an accuracy that is more than luck', reaching(0.019, 0.09), 'nothing'],
    ['an accuracy that is more than luck', reaching(0.019, 0.11), 'some'],
    ['a loss below guessing and an accuracy of chance', reaching(0.09, 0.019), 'nothing'],
    ['a little of both', reaching(0.09, 0.021), 'some'],
    ['a loss far below guessing and an accuracy of chance', reaching(0.11, 0.01), 'some'],
    ['a loss most of the way down', reaching(0.81), 'much'],
    ['a loss less of the way down', reaching(0.79), 'some'],
    ['half an accuracy with that', reaching(0.9, 0.41), 'much'],
    ['less of an accuracy with that', reaching(0.9, 0.39), 'some'],
    ['an accuracy most of the way up', reaching(0.3, 0.81), 'much'],
    ['an accuracy less of the way up', reaching(0.3, 0.79), 'some'],
    ['a validation that stays behind', reaching(0.9, null, { logs: { val_loss: Array(20).fill(0.9) } }), 'some'],
    ['a validation that comes along', reaching(0.9, null, { logs: { val_loss: Array(20).fill(0.1) } }), 'much'],
    ['a loss that is solved', { losses: Array(20).fill(0.9e-4), data: {} }, 'much'],
    ['a loss that is solved, whatever the input', { losses: Array(20).fill(0.9e-4), data: {}, ...same }, 'nothing'],
    ['a loss that falls to where it is solved', { losses: [1, ...Array(19).fill(0.9e-4)], data: {}, ...same }, 'much'],
    ['a loss below 0 that falls', { losses: [1, 0, ...Array(18).fill(-3)], summary: { loss: 'own' } }, 'some'],
    ['a loss below 0 that does not', { losses: Array(20).fill(-3), summary: { loss: 'own' } }, 'nothing'],
    ['a loss of its own that halves', { losses: [1, ...Array(19).fill(0.5)], summary: { loss: 'own' } }, 'some'],
    [
      'a loss of its own most of the way down',
      { losses: [1, ...Array(19).fill(0.19)], summary: { loss: 'own' } },
      'much',
    ],
    ['a step by hand that learns nothing', { ...reaching(0), summary: { kind: 'steps' } }, 'some'],
    ['too few batches', reaching(0.5, null, { perEpoch: 1, isLive: true }), 'unknown'],
  ])('by %s', (_, made, is) => expect(learned(made)).toBe(is));

  it('is open, while it trains, of what still comes down from far above guessing', () => {
    const coming = (...ends: number[]) =>
      learned({ losses: [3, 2.9, 2.8, 2.7, 2.6, 2.5, ...ends], data: {}, isLive: true });
    expect(coming(2.45, 2.42)).toBe('unknown');
    expect(coming(2.54, 2.53)).toBe('nothing');
    // Near guessing all of it has to be below what was before.
    const near = (...ends: number[]) =>
      learned({ losses: [1.4, 1.3, 1.25, 1.2, 1.15, 1.14, ...ends], data: {}, isLive: true });
    expect(near(1.11, 1.09)).toBe('unknown');
    expect(near(1.139, 1.138)).toBe('nothing');
    expect(learned({ losses: [3, 2.9, 2.8, 2.7, 2.6, 2.5, 2.45, 2.42], data: {}, isLive: true, ...same })).toBe(
      'nothing',
    );
    expect(learned({ losses: [3, 2.9, 2.8, 2.7, 2.6, 2.5, 2.45, 2.42], data: {} })).toBe('nothing');
  });

  it('is not held against the accuracy of epochs that are over, while its loss is told by batches', () => {
    const first = (epochs: number, more: Partial<Made> = {}) => {
      const losses = [1.3, ...Array<number>(epochs - 1).fill(GUESS * 0.91)];
      return learned({ losses, logs: { acc: losses.map(() => 1 / 3) }, data: {}, isLive: true, perEpoch: 40, ...more });
    };
    expect(first(3)).toBe('some');
    expect(first(4)).toBe('nothing');
    expect(first(3, { isLive: false })).toBe('nothing');
  });

  it('is held against what guessing gives in the validation, whose classes may have other shares', () => {
    const stuck = (right: number, classes?: readonly number[]): Made => {
      const { losses } = reaching(0.01);
      const validation = classes && { samples: 100, classes, labels: [2, 0, 1] };
      const logs = { acc: losses.map(() => 1 / 3), val_acc: losses.map(() => right), val_loss: losses.map(() => 1) };
      return { losses, logs, data: validation ? { validation } : {} };
    };
    expect(progress(figures(stuck(0.81, [81, 10, 9]))).accuracy).toEqual({
      name: 'val_acc',
      value: 0.81,
      chance: 0.81,
    });
    expect(learned(stuck(0.81, [81, 10, 9]))).toBe('nothing');
    expect(textOf(stuck(0.81, [81, 10, 9]))).toMatch(/^Learns nothing/);
    expect(learned(stuck(0.81, [34, 33, 33]))).toBe('some');
    expect(learned(stuck(0.81))).toBe('some');
  });

  it('is told of its last tenth, of the validation before the training', () => {
    const losses = Array.from({ length: 20 }, (_, index) => 20 - index);
    const [acc, val_acc] = [losses.map((_, index) => index / 20), losses.map((_, index) => index / 40)];
    expect(progress(figures({ losses, logs: { acc, val_acc, val_loss: losses } }))).toMatchObject({
      first: 20,
      last: 1.5,
      ownAccuracy: 0.925,
      accuracy: { name: 'val_acc', value: 0.4625 },
    });
    expect(progress(figures({ losses, logs: { acc } })).accuracy).toEqual({ name: 'acc', value: 0.925, chance: 1 / 3 });
    expect(progress(figures({ losses }))).toMatchObject({ ownAccuracy: null, accuracy: null });
  });
});

describe('what guessing costs on the validation', () => {
  const { summary } = figures({ losses: [1] });
  const of = (validation: object, more: Partial<Made['summary']> = {}) => {
    const targets = { kind: 'class-numbers', classes: [76, 24], labels: [1, 0] };
    const data = { fit: 1, inputs: null, targets, validation } as unknown as Parameters<typeof guessing>[0]['data'];
    return guessing({ summary: { ...summary, ...more }, data }).heldLoss;
  };

  it('is what the shares of the training cost where classes have others', () => {
    const sure = -(0.81 * Math.log(0.76) + 0.19 * Math.log(0.24));
    expect(of({ samples: 100, classes: [81, 19], labels: [1, 0] })).toBeCloseTo(sure, 9);
    expect(of({ samples: 100, classes: [81, 19], labels: [0, 1] })).toBeCloseTo(
      -(0.81 * Math.log(0.24) + 0.19 * Math.log(0.76)),
      9,
    );
    expect(of({ samples: 10, classes: [5, 5], labels: [2, 1] })).toBeCloseTo(-0.5 * Math.log(1e-7 * 0.76), 9);
  });

  it('is that of the training where its classes are not known, and unknown where some count for more', () => {
    const own = -(0.76 * Math.log(0.76) + 0.24 * Math.log(0.24));
    expect(of({ samples: 100, classes: [] })).toBeCloseTo(own, 9);
    expect(of({ samples: 100, classes: [81, 19] })).toBeCloseTo(own, 9);
    // Costs in percent are no crossentropy.
    expect(of({ samples: 100, classes: [81, 19], labels: [1, 0] }, { loss: 'mape' })).toBe(76);
    const setup = { data: null, samples: 100, validation: 20, epochsFrom: 'source', sourceEpochs: 1 } as const;
    expect(
      of({ samples: 100, classes: [81, 19], labels: [1, 0] }, { setup: { ...setup, classWeights: [1, 3] } }),
    ).toBeNull();
  });
});

describe('what guessing costs without targets', () => {
  const { summary } = figures({ losses: [1] });
  const of = (loss: string, units: number) => {
    const layers = summary.layers.map((layer) => ({ ...layer, outputShape: [null, units] }));
    return guessing({ summary: { ...summary, loss, layers }, data: null });
  };

  it('is told of as many classes as there are units, and of two by yes or no', () => {
    expect(of('categoricalCrossentropy', 4)).toEqual({
      loss: Math.log(4),
      accuracy: 0.25,
      heldAccuracy: 0.25,
      heldLoss: null,
      isMeasured: false,
    });
    expect(of('categoricalCrossentropy', 1)).toEqual({
      loss: Math.LN2,
      accuracy: 0.5,
      heldAccuracy: 0.5,
      heldLoss: null,
      isMeasured: false,
    });
    expect(of('binaryCrossentropy', 4)).toEqual({
      loss: Math.LN2,
      accuracy: 0.5,
      heldAccuracy: 0.5,
      heldLoss: null,
      isMeasured: false,
    });
    expect(of('binaryFocalCrossentropy', 4)).toEqual({
      loss: null,
      accuracy: 0.5,
      heldAccuracy: 0.5,
      heldLoss: null,
      isMeasured: false,
    });
    for (const loss of ['hinge', 'own'])
      expect(of(loss, 4)).toEqual({
        loss: null,
        accuracy: null,
        heldAccuracy: null,
        heldLoss: null,
        isMeasured: false,
      });
    expect(of('mse', 4)).toEqual({ loss: null, accuracy: null, heldAccuracy: null, heldLoss: null, isMeasured: false });
  });
});

describe('what guessing costs in percent', () => {
  const of = (classes: readonly number[], labels?: readonly number[]) => {
    const summary = { loss: 'mape' };
    return guessing(figures({ losses: [1], summary, data: { targets: { kind: 'class-numbers', classes, labels } } }));
  };

  it('is that of the best of the targets as an answer to all: 0 where one of them is', () => {
    expect(of([60, 40], [0, 1])).toEqual({
      loss: 40,
      accuracy: null,
      heldAccuracy: null,
      heldLoss: 40,
      isMeasured: true,
    });
    expect(of([50, 50], [1, 0])).toMatchObject({ loss: 50 });
    expect(of([75, 25], [1, 2])).toMatchObject({ loss: 12.5 });
  });

  it('is 100 at most, that of an answer of 0', () => {
    expect(of([60, 40])).toEqual({ loss: 100, accuracy: null, heldAccuracy: null, heldLoss: null, isMeasured: false });
    expect(of([], [])).toEqual({ loss: 100, accuracy: null, heldAccuracy: null, heldLoss: null, isMeasured: false });
  });

  it('has a net that answers 0 to all learn nothing, from however far it came', () => {
    const data = { targets: { kind: 'binary' as const, classes: [50, 50], labels: [0, 1] } };
    const losses = [4e7, 300, 54, 51, ...Array<number>(16).fill(50)];
    const verdictOf = (last: readonly number[]) =>
      judgeFit(figures({ losses: [...losses, ...last], summary: { loss: 'mape' }, data }), () => {}).verdict.text;
    expect(verdictOf([])).toBe('Learns nothing: loss 50.0 is guessing (50.0)');
    expect(verdictOf(Array(20).fill(4))).toBe('Learns well: loss 4.0');
  });
});

describe('the verdict, at its bounds', () => {
  const nothing = (level: number, more: Partial<Made> = {}): Made => ({
    losses: Array(20).fill(level),
    data: {},
    ...more,
  });
  const right = (above: number) => ({ logs: { acc: Array(20).fill(1 / 3 + above) } });

  it.each<[text: string, made: Made]>([
    ['Learns nothing: loss 1.15 is guessing (1.10)', nothing(1.15)],
    ['Learns nothing: loss 1.16, guessing gives 1.10', nothing(1.16)],
    ['Learns nothing: accuracy 0.36 is chance (0.33)', nothing(1.1, right(0.029))],
    ['Learns nothing: loss 1.10 is guessing (1.10)', nothing(1.1, right(0.031))],
    ['Under-fits: loss 0.99', reaching(0.1, 0.03)],
    ['Under-fits: acc 0.40', reaching(0.1, 0.1)],
    ['Learns: val_loss 0.95', reaching(0.3, null, { logs: { val_loss: [...Array(19).fill(1), 0.95] } })],
    ['Learns nothing: same output for every sample', { ...reaching(0.06), ...same }],
    ['Learns nothing: loss 1.10 is guessing (1.10)', { ...reaching(0), ...same }],
  ])('is “%s”', (text, made) => expect(textOf(made)).toBe(text));
});
