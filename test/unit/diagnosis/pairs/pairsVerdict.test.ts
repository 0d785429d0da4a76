import { describe, expect, it } from 'vitest';
import type { Pair, PairedRun } from '../../../../src/diagnosis/pairs/pairedRun.js';
import { pairsVerdict } from '../../../../src/diagnosis/pairs/pairsVerdict.js';
import { chanceOfWins, decides } from '../../../../src/diagnosis/pairs/signTest.js';
import { sampleFit } from '../../runFiles/sampleFit.js';

type Logs = Readonly<Record<string, number>>;
interface Given {
  readonly loss?: string;
  readonly units?: number;
  readonly targetSpread?: number;
}

/** A training whose last logs these are, after epochs that came there steadily. */
function ran(last: Logs, { loss = 'meanSquaredError', units = 3, targetSpread = 1 }: Given = {}): PairedRun {
  const epochs = [4, 3, 2, 1, 0].map((left) =>
    Object.fromEntries(Object.entries(last).map(([name, value]) => [name, value * (1 + left / 10)])),
  );
  const layers = sampleFit().layers.map((layer) => ({ ...layer, outputShape: [null, units] }));
  return { summary: { loss, metrics: [], layers }, logs: epochs, targetSpread, hasRival: false, failure: null };
}

const failed = (failure: string): PairedRun => ({
  summary: null,
  logs: [],
  targetSpread: null,
  hasRival: false,
  failure,
});

const pairs = (...given: readonly (readonly [PairedRun, PairedRun])[]): Pair[] =>
  given.map(([before, after], index) => ({
    seed: index + 1,
    before: withTime(before, index),
    after: withTime(after, index),
  }));

/** No two trainings log all the same, unless nothing is left to chance. */
const withTime = (run: PairedRun, time: number): PairedRun => ({
  ...run,
  logs: run.logs.map((logs) => ({ ...logs, time })),
});

const losses = (...given: readonly (readonly [number, number])[]) =>
  pairs(...given.map(([was, is]) => [ran({ loss: was }), ran({ loss: is })] as const));

const SAME = { before: '', after: '' };
const textOf = (given: Pair[], texts = SAME) => pairsVerdict(given, texts, given.length).text;

describe('the verdict over pairs', () => {
  it('counts those that agree, by the validation loss where there is one', () => {
    const given = [1, 2, 3].map(
      () => [ran({ loss: 0.4, val_loss: 0.42 }), ran({ loss: 0.5, val_loss: 0.11 })] as const,
    );
    expect(pairsVerdict(pairs(...given), SAME, 3)).toEqual({
      better: 3,
      worse: 0,
      undecided: 0,
      decided: 'better',
      neitherTrains: false,
      measure: { name: 'val_loss', higherIsBetter: false },
      text: 'better in 3 of 3: val_loss 0.420 to 0.110',
    });
  });

  it.each<[string, Pair[], string]>([
    ['all worse', losses([1, 2], [1, 3], [1, 4]), 'worse in 3 of 3: loss 1.00 to 3.00'],
    [
      'all as before',
      losses([1, 1], [1, 1.001], [1, 1]),
      'no difference that three seeds could show: loss 1.00 to 1.00',
    ],
    [
      'both ways',
      losses([1, 0.5], [1, 2], [1, 0.4]),
      'no difference that three seeds could show: better in 2, worse in 1 of 3, loss 1.00 to 0.500',
    ],
    [
      'two better, one undecided',
      losses([1, 0.5], [1, 1], [1, 0.5]),
      'no difference that three seeds could show: better in 2, worse in 0 of 3, loss 1.00 to 0.500',
    ],
    [
      'one of each',
      losses([1, 0.5], [1, 2]),
      'no difference that two seeds could show: better in 1, worse in 1 of 2, loss 1.00 to 2.00',
    ],
    ['a single one', losses([1, 0.1]), 'better in 1 of 1: loss 1.00 to 0.100, which one seed cannot tell from chance'],
    [
      'seven of nine',
      losses(...Array.from({ length: 9 }, (_, at) => [1, at < 7 ? 0.5 : 2] as const)),
      'better in 7 of 9: loss 1.00 to 0.500',
    ],
  ])('says what %s show', (_, given, text) => expect(textOf(given)).toBe(text));

  it('puts the number of seeds into words', () => {
    const same = (count: number) => losses(...Array.from({ length: count }, () => [1, 1] as const));
    const words = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => / that (.*) could /.exec(textOf(same(count)))?.[1]);
    expect(words.join()).toBe(
      'one seed,two seeds,three seeds,four seeds,five seeds,six seeds,seven seeds,eight seeds,nine seeds,10 seeds',
    );
  });

  it('counts no difference of less than a hundredth, of the loss or of all samples', () => {
    const steady = (name: string, level: number): PairedRun => ({ ...ran({}), logs: Array(6).fill({ [name]: level }) });
    const counted = (name: string, was: number, is: number) =>
      pairsVerdict(pairs([steady(name, was), steady(name, is)]), SAME, 1).undecided === 0;
    expect([counted('loss', 2, 1.985), counted('loss', 2, 1.975)]).toEqual([false, true]);
    expect([counted('acc', 0.5, 0.509), counted('acc', 0.5, 0.511)]).toEqual([false, true]);
  });

  it('does not count what is within the noise of the runs themselves', () => {
    const noisy = (middle: number): PairedRun => ({
      ...ran({}),
      logs: Array.from({ length: 20 }, (_, at) => ({ loss: middle + (at % 2 === 0 ? 0.2 : -0.2) })),
    });
    const given = [1, 2, 3].map(() => [noisy(1), noisy(0.9)] as const);
    expect(pairsVerdict(pairs(...given), SAME, 3)).toMatchObject({ better: 0, undecided: 3, decided: null });
    const clear = [1, 2, 3].map(() => [noisy(3), noisy(0.9)] as const);
    expect(pairsVerdict(pairs(...clear), SAME, 3)).toMatchObject({ better: 3 });
  });

  it('counts a run whose numbers broke, or that fails, as the worse one', () => {
    const broken = ran({ loss: Number.NaN });
    expect(textOf(pairs([broken, ran({ loss: 1 })], [broken, ran({ loss: 2 })], [broken, ran({ loss: 3 })]))).toBe(
      'better in 3 of 3: loss NaN to 2.00',
    );
    expect(pairsVerdict(pairs([broken, broken], [ran({ loss: 1 }), broken]), SAME, 2)).toMatchObject({
      better: 0,
      worse: 1,
      undecided: 1,
    });
    const fails = failed('Shapes differ.');
    expect(textOf(pairs([fails, ran({ loss: 1 })]))).toBe(
      'better in 1 of 1: it fails as it is, and trains with the edit',
    );
    expect(textOf(pairs([ran({ loss: 1 }), fails]))).toBe(
      'worse in 1 of 1: with the edit it does not train: Shapes differ.',
    );
    expect(textOf(pairs([fails, fails]))).toBe('neither trains, with the edit or without it: Shapes differ.');
  });

  it('says where seeds change nothing', () => {
    const [one] = losses([1, 0.5]);
    if (!one) throw new Error('there is one');
    expect(textOf([1, 2, 3].map((seed) => ({ ...one, seed })))).toBe(
      'better in 3 of 3: loss 1.00 to 0.500 (the same in all: the source sets its own seeds)',
    );
  });

  it('says how many pairs there were when it was stopped', () => {
    expect(pairsVerdict([], SAME, 3).text).toBe('stopped before a pair was complete');
    expect(pairsVerdict(losses([1, 0.1]), SAME, 3).text).toMatch(/^stopped after 1 of 3 pairs: better in 1 of 1: /);
  });
});

describe('what pairs are compared by', () => {
  const verdict = (was: PairedRun, is: PairedRun, texts = SAME) =>
    pairsVerdict(pairs([was, is], [was, is], [was, is]), texts, 3);

  it('is a metric where the edit changes the loss, and nothing where they have none in common', () => {
    const squared = { loss: 'mse' };
    const cross = { loss: 'categorical_crossentropy' };
    expect(verdict(ran({ loss: 0.1, acc: 0.3 }, squared), ran({ loss: 0.9, acc: 0.97 }, cross)).text).toBe(
      'better in 3 of 3: acc 0.300 to 0.970',
    );
    expect(verdict(ran({ loss: 0.1 }, squared), ran({ loss: 0.9 }, cross))).toMatchObject({
      decided: null,
      text: 'the pairs cannot be compared: the edit changes the loss from mse to categorical_crossentropy',
    });
    expect(verdict(ran({ loss: 2 }, squared), ran({ loss: 1 }, { loss: 'meanSquaredError' }))).toMatchObject({
      better: 3,
    });
  });

  it('is no loss that does not see the edit at all', () => {
    expect(verdict(ran({ loss: 0.7, acc: 0.5 }), ran({ loss: 0.7, acc: 0.75 })).text).toBe(
      'better in 3 of 3: acc 0.500 to 0.750',
    );
  });

  it('is no accuracy that counts something else with each loss', () => {
    const binary = ran({ loss: 0.1, acc: 0.9 }, { loss: 'binaryCrossentropy' });
    const classes = ran({ loss: 0.5, acc: 0.8 }, { loss: 'categoricalCrossentropy' });
    expect(verdict(binary, classes).text).toMatch(/^the pairs cannot be compared: /);
    expect(verdict(ran({ acc: 0.5 }, { units: 1, loss: 'hinge' }), ran({ acc: 0.8 }, { units: 2 })).text).toContain(
      '"acc" counts each output by itself',
    );
  });

  it('is no loss on another scale of the targets', () => {
    const scaled = ran({ loss: 0.1 }, { targetSpread: 1 });
    expect(verdict(ran({ loss: 900 }, { targetSpread: 30 }), scaled).text).toContain('the scale of the targets');
    const [wide, alike] = [ran({ loss: 1 }, { targetSpread: 30 }), ran({ loss: 0.5 }, { targetSpread: 30.02 })];
    expect(verdict(wide, alike).better).toBe(3);
    expect(verdict(wide, ran({ loss: 0.5 }, { targetSpread: 30.04 })).measure).toBeNull();
    expect(verdict(wide, { ...alike, targetSpread: null }).better).toBe(3);
  });

  it.each<[string, string, Logs, string]>([
    ['dense({ units: 3 })', "dense({ units: 3, kernelRegularizer: 'l2' })", { loss: 1, acc: 0.5 }, 'acc'],
    ['l2: regularizer(0.1)', 'l2: regularizer(0.01)', { loss: 1, val_loss: 1 }, 'the penalty'],
    ['Dropout(0.9)', 'Dropout(0.5)', { loss: 1, val_loss: 1 }, 'val_loss'],
    ['Dropout(0.9)', 'Dropout(0.5)', { loss: 1 }, 'dropout'],
    ['', 'class_weight={0: 1}', { loss: 1, val_loss: 1 }, 'val_loss'],
    ['validation_split=0.1', 'validation_split=0.2', { loss: 1, val_loss: 1 }, 'loss 1'],
    ["Dropout(0.9), relu='a'", "Dropout(0.9), relu='b'", { loss: 1 }, 'loss 1'],
  ])('goes by what the edit touches: %s to %s', (before, after, logs, told) => {
    expect(verdict(ran(logs), ran(logs), { before, after }).text).toContain(told);
  });

  it('is not better for a lower score', () => {
    expect(verdict(ran({ r2_score: 0.9 }), ran({ r2_score: 0.2 }))).toMatchObject({ worse: 3 });
  });
});

describe('the sign test', () => {
  it('gives the chance that wins are luck', () => {
    expect([chanceOfWins(3, 3), chanceOfWins(8, 9), chanceOfWins(0, 0)]).toEqual([0.125, 10 / 512, 1]);
  });

  it('lets no fewer than three pairs decide', () => {
    expect([decides(1, 0), decides(2, 0), decides(3, 0), decides(4, 1), decides(6, 1), decides(7, 2)]).toEqual([
      false,
      false,
      true,
      false,
      true,
      true,
    ]);
  });
});

describe('the metric that pairs are compared by', () => {
  const measured = (name: string) => {
    const [was, is] = [ran({ loss: 0, [name]: 1 }), ran({ loss: 0, [name]: 2 })];
    // Without a loss in common only the metric is left.
    const without = (run: PairedRun): PairedRun => ({ ...run, logs: run.logs.map(({ loss: _, ...logs }) => logs) });
    return pairsVerdict(pairs([without(was), without(is)]), SAME, 1).measure;
  };

  it.each<[name: string, higherIsBetter: boolean | null]>([
    ['acc', true],
    ['accuracy', true],
    ['categoricalAccuracy', true],
    ['sparse_categorical_accuracy', true],
    ['accuracy_1', true],
    ['auc', true],
    ['precision', true],
    ['precision_1', true],
    ['recall', true],
    ['recall_2', true],
    ['f1', true],
    ['f1_score', true],
    ['f_score', true],
    ['fscore', true],
    ['f1score', true],
    ['r2score', true],
    ['r2_score', true],
    ['mean_iou', true],
    ['mean_io_u', null],
    ['iou_1', true],
    ['cosine_similarity', true],
    ['cosineSimilarity', true],
    ['mse', false],
    ['mae', false],
    ['mape', false],
    ['msle', false],
    ['rmse', false],
    ['meanSquaredError', false],
    ['mean_squared_error', false],
    ['mean_absolute_error', false],
    ['root_mean_squared_error', false],
    ['categorical_crossentropy', false],
    ['crossentropy', false],
    ['val_mae', false],
    ['auc_of_mine', null],
    ['my_acc', null],
    ['not_mse', null],
    ['mse_of_mine', null],
    ['time', null],
  ])('%s: higher is better %j', (name, higherIsBetter) => {
    expect(measured(name)?.higherIsBetter ?? null).toBe(higherIsBetter);
  });
});
