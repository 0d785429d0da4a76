import { describe, expect, it } from 'vitest';
import { predictionsView } from '../../../src/dashboard/view/predictionsView.js';
import type { ClassesView, NumbersView } from '../../../src/protocol/dashboard/predictionsPart.js';
import { SyntheticFit, SyntheticRun } from '../../webview/support/syntheticRun.js';
import { type PredictedNet, predictedFit } from './predictedFit.js';

const viewOf = (net: PredictedNet, run = new SyntheticRun('a')) => {
  const view = predictionsView(run, predictedFit(net));
  if (!view) throw new Error('No view');
  return view;
};
const classesOf = (net: PredictedNet) => viewOf(net).outputs as ClassesView[];
const numbersOf = (net: PredictedNet) => viewOf(net).outputs as NumbersView[];
const close = (values: readonly number[]) =>
  values.map((value) => (Number.isNaN(value) ? value : expect.closeTo(value, 5)));

/** Of sample i the given share for its predicted class, and the rest for the others alike. */
const shares = (predicted: number, share: number) =>
  [0, 1, 2].map((each) => (each === predicted ? share : (1 - share) / 2));
const oneHot = (truth: number) => [0, 1, 2].map((each) => (each === truth ? 1 : 0));

// Seven samples, six of them of class 0; as scikit-learn's confusion_matrix and classification_report have it.
const TRUTH = [0, 0, 0, 0, 0, 1, 0];
const TAKEN = [0, 0, 1, 0, 2, 1, 0];
const SURE = [0.9, 0.8, 0.95, 0.4, 0.6, 0.7, 0.5];
const outputs = TAKEN.map((taken, sample) => shares(taken, SURE[sample] ?? 0));
const categorical = { loss: 'categoricalCrossentropy', activation: 'softmax', outputs };

describe('how classes are told apart', () => {
  it.each([
    ['one-hot', { ...categorical, targets: TRUTH.map(oneHot) }],
    ['as numbers', { ...categorical, loss: 'sparseCategoricalCrossentropy', targets: TRUTH.map((truth) => [truth]) }],
  ])('is counted with targets %s', (_, net) => {
    const [view] = classesOf(net);
    expect([...(view?.counts ?? [])]).toEqual([4, 1, 1, 0, 1, 0, 0, 0, 0]);
    expect([...(view?.figures ?? [])]).toEqual(close([1, 4 / 6, 6, 4, 0.5, 1, 1, 2, 0, Number.NaN, 0, 1]));
    expect(view?.summary).toBe('71% right (5 of 7 samples); always saying 0 would get 86%.');
    expect(view?.worst.map(({ number, truth, prediction, note }) => [number, truth, prediction, note])).toEqual([
      [2, '0', '1', '95% sure'],
      [4, '0', '2', '60% sure'],
    ]);
    expect(view?.leastSure.map(({ number }) => number)).toEqual([3, 6, 4, 5, 1, 0, 2]);
  });

  it('names them where names are known, and takes outputs that are no shares for logits', () => {
    const [view] = classesOf({
      ...{ loss: 'softmaxCrossEntropy', targets: [[0, 1, 0]], outputs: [[1, 3, 2]] },
      setup: { classes: ['cat', 'dog', 'owl'] },
    });
    expect(view?.names).toEqual(['cat', 'dog', 'owl']);
    expect(view?.leastSure[0]).toMatchObject({ truth: 'dog', prediction: 'dog', isRight: true, note: '67% sure' });
    expect(view?.summary).toBe('100% right (1 of 1 sample); always saying dog would get 100%.');
  });

  it.each([
    ['0.5', 'binaryCrossentropy', 'sigmoid', [0.49, 0.5, 0.9, 0.1]],
    ['0', 'sigmoidCrossEntropy', 'linear', [-0.1, 0, 4, -4]],
  ])('says yes from %s on', (_, loss, activation, values) => {
    const targets = [[1], [1], [0], [0]];
    const [view] = classesOf({ loss, activation, targets, outputs: values.map((value) => [value]) });
    expect([...(view?.counts ?? [])]).toEqual([1, 1, 1, 1]);
    expect(view?.worst.map(({ number }) => number)).toEqual([2, 0]);
  });

  it('is told of each output that says yes or no', () => {
    const views = classesOf({
      loss: 'binaryCrossentropy',
      activation: 'sigmoid',
      targets: [
        [1, 0],
        [1, 1],
      ],
      outputs: [
        [0.9, 0.8],
        [0.2, 0.7],
      ],
    });
    expect(views.map(({ name, counts }) => [name, ...counts])).toEqual([
      ['Output 1', 0, 0, 1, 1],
      ['Output 2', 0, 1, 0, 1],
    ]);
  });

  it('is told of each place of a sequence', () => {
    const [view] = classesOf({
      ...{ loss: 'sparseCategoricalCrossentropy', activation: 'softmax', output: [2, 2] },
      ...{
        targets: [
          [0, 1],
          [1, 1],
        ],
        outputs: [
          [0.9, 0.1, 0.8, 0.2],
          [0.3, 0.7, 0.4, 0.6],
        ],
      },
    });
    expect([...(view?.counts ?? [])]).toEqual([1, 0, 1, 2]);
    expect(view?.summary).toBe('75% right (3 of 4 places); always saying 1 would get 75%.');
    expect(view?.worst.map(({ number }) => number)).toEqual([0]);
  });

  it('leaves out what is not a number, and says so', () => {
    const targets = [oneHot(0), oneHot(1)];
    const [view] = classesOf({ ...categorical, targets, outputs: [shares(0, 0.9), [Number.NaN, 0, 1]] });
    expect(view).toMatchObject({ leftOut: expect.stringMatching(/^1 sample left out/), worst: [] });
    const [none] = classesOf({ ...categorical, targets, outputs: targets.map(() => [Number.NaN, 0, 1]) });
    expect(none).toMatchObject({ summary: 'No sample could be judged.', leftOut: expect.stringMatching(/^2 samples/) });
  });
});

describe('how far numbers are off', () => {
  it('is R², mean absolute and root mean squared error, as scikit-learn has them', () => {
    // sklearn: r2_score([3, -0.5, 2, 7], [2.5, 0.0, 2, 8]) = 0.9486, mean_absolute_error = 0.5
    const targets = [[3], [-0.5], [2], [7]];
    const [view] = numbersOf({ loss: 'meanSquaredError', targets, outputs: [[2.5], [0], [2], [8]] });
    expect([...(view?.figures ?? [])]).toEqual(close([0.9486081370449679, 0.5, Math.sqrt(0.375), 0.25]));
    expect(view?.worst.map(({ number, note }) => [number, note])).toEqual([
      [3, 'off by 1.00'],
      [0, 'off by -0.500'],
      [1, 'off by 0.500'],
      [2, 'off by 0'],
    ]);
    expect(view?.summary).toBe(
      'Off by 0.500 on average; R² 0.949 (1 is perfect; always saying the targets’ mean gets 0).',
    );
  });

  it.each([
    [3, 'worse than'],
    [1, 'no better than'],
  ])('says so where always saying %d does not beat their mean', (said, words) => {
    const [view] = numbersOf({ loss: 'meanSquaredError', targets: [[0], [2]], outputs: [[said], [said]] });
    expect(view?.summary).toContain(`: ${words} always saying the targets’ mean.`);
  });

  it('has no R² where all targets are the same, as those of one sample are', () => {
    const [view] = numbersOf({ loss: 'meanSquaredError', targets: [[3]], outputs: [[2]] });
    expect([...(view?.figures ?? [])]).toEqual([Number.NaN, 1, 1, -1]);
    expect(view?.summary).toBe('Off by 1.00 on average; all targets are the same.');
  });

  it('is told of each output; of more than can be, of all together', () => {
    const many = Array.from({ length: 20 }, (_, index) => index);
    const two = numbersOf({
      loss: 'meanSquaredError',
      targets: [
        [0, 1],
        [2, 3],
      ],
      outputs: [
        [0, 2],
        [2, 5],
      ],
    });
    expect(two.map(({ figures }) => figures[1])).toEqual([0, 1.5]);
    const [all] = numbersOf({ loss: 'meanSquaredError', targets: [many], outputs: [many.map((value) => value + 1)] });
    expect(all?.figures[1]).toBe(1);
    expect(all?.truth).toHaveLength(20);
  });

  it('leaves out NaN, and says how many', () => {
    const [view] = numbersOf({ loss: 'meanSquaredError', targets: [[1], [2]], outputs: [[Number.NaN], [2]] });
    expect(view?.leftOut).toBe('1 value left out: NaN or infinite.');
    expect([...(view?.truth ?? [])]).toEqual([2]);
  });
});

describe('classes by the thousand, as of a language model', () => {
  it('have no matrix, and those with the most samples in the table', () => {
    const one = (at: number) => Array.from({ length: 30_000 }, (_, index) => (index === at ? 1 : 0));
    const [view] = classesOf({
      ...{ loss: 'sparseCategoricalCrossentropy', activation: 'softmax' },
      targets: [[29_999], [29_999], [7]],
      outputs: [one(29_999), one(7), one(7)],
    });
    expect(view?.counts).toHaveLength(0);
    expect([view?.names.length, view?.names[7], view?.names.at(-1)]).toEqual([100, '7', '29999']);
    expect([...(view?.figures.slice(-4) ?? [])]).toEqual([1, 0.5, 2, 1]);
    expect(view?.summary).toBe('67% right (2 of 3 samples); always saying 29999 would get 67%.');
    expect(view?.leftOut).toBe('The table lists the 100 classes with the most samples, of 30,000.');
  });

  it('are told from logits too, and a target between two classes is none', () => {
    const logits = Array.from({ length: 200_000 }, (_, index) => (index === 3 ? 40 : 0));
    const [view] = classesOf({
      ...{ loss: 'sparseCategoricalCrossentropy', activation: 'linear' },
      targets: [[3], [2.5]],
      outputs: [logits, logits],
    });
    expect(view?.leastSure.map(({ note }) => note)).toEqual(['100% sure']);
    expect(view?.leftOut).toMatch(/^1 sample left out/);
  });
});

describe('which samples they are', () => {
  const net: PredictedNet = { loss: 'meanSquaredError', targets: [[1], [2]], outputs: [[1], [2]] };

  it('is said, with how many there are and that training samples are seen ones', () => {
    expect(viewOf({ ...net, of: 1200 })).toMatchObject({
      about: '2 of 1,200 validation samples, after 10 batches',
      asOf: 'batch 10',
    });
    const fit = predictedFit(net);
    fit.epochs.push({ fit: 1, epoch: 11, step: 10, logs: {} });
    expect(predictionsView(new SyntheticRun('a'), fit)).toMatchObject({
      about: '2 validation samples, after epoch 12',
      asOf: 'epoch 12',
    });
    expect(viewOf({ ...net, from: 'training' }).about).toBe('2 training samples, after 10 batches; no validation');
    expect(viewOf({ ...net, from: 'training' }).aboutHelp).toContain('on others it may do worse');
    expect(viewOf({ ...net, of: Number.NaN }).noise).toBeNull();
  });

  it('says noise where the data is random', () => {
    const run = new SyntheticRun('a');
    run.problems.push({ kind: 'random-data', severity: 'note', message: '', location: null, stack: null });
    expect(viewOf(net, run).noise).toContain('noise');
  });

  it('says why there are none', () => {
    const run = new SyntheticRun('a');
    expect(predictionsView(run, new SyntheticFit({ noSamples: 'Because.' }))?.about).toBe('Because.');
    const fit = new SyntheticFit({
      samples: { from: 'validation', count: 4, input: [1], inputs: 4, target: 1, output: [1], surface: 0 },
    });
    expect(predictionsView(run, fit)).toBeNull();
    fit.end = { fit: 1, outcome: 'stopped', epochs: 0, batches: 1, seconds: 1 };
    expect(predictionsView(run, fit)?.about).toBe(
      'The fit ended before the model was asked about any validation samples.',
    );
    expect(predictionsView(run, new SyntheticFit())).toBeNull();
    expect(
      viewOf({
        ...net,
        targets: [
          [1, 2],
          [1, 2],
        ],
      }),
    ).toMatchObject({ outputs: [], about: expect.stringContaining('differ in size') });
  });
});

describe('what a model makes of what lies around its samples', () => {
  it('is the class and how sure it is, with each sample at its place', () => {
    const [view] = classesOf({
      ...{
        loss: 'binaryCrossentropy',
        activation: 'sigmoid',
        inputs: [
          [1, 2],
          [3, 4],
        ],
        targets: [[0], [1]],
        outputs: [[0.25], [0.25]],
      },
      surface: { x: [0, 1], y: [2, 3], outputs: [0.25, 0.75, 0.5, Number.NaN] },
    });
    expect(view?.surface).toMatchObject({ axes: 2, names: ['x₁', 'x₂'] });
    expect([...(view?.surface?.values ?? [])]).toEqual([0, 1, 1, 0].with(3, Number.NaN));
    expect([...(view?.surface?.sure ?? [])]).toEqual([0.75, 0.75, 0.5, Number.NaN]);
    expect([...(view?.surface?.points ?? [])]).toEqual([1, 2, 0, 0, 3, 4, 1, 0]);
  });

  it('is the number itself, of one input against its target', () => {
    const [view] = numbersOf({
      ...{ loss: 'meanSquaredError', inputs: [[5]], targets: [[7]], outputs: [[6]] },
      surface: { x: [0, 1], y: null, outputs: [1, 2, 3] },
    });
    expect(view?.surface).toMatchObject({ axes: 1, sure: null, names: ['x'] });
    expect([...(view?.surface?.values ?? [])]).toEqual([1, 2, 3]);
    expect([...(view?.surface?.points ?? [])]).toEqual([5, 7, 7, 6]);
  });
});

describe('the inputs that are shown', () => {
  const pictureOf = (input: readonly number[], setup = {}) => {
    const size = input.reduce((all, length) => all * length, 1);
    const inputs = [new Array<number>(size).fill(0.5)];
    return viewOf({ loss: 'meanSquaredError', targets: [[1]], outputs: [[2]], inputs, input, setup }).inputs;
  };

  it.each([
    [[28, 28, 1], [28, 28, 1], false],
    [[8, 16, 3], [8, 16, 3], false],
    [[28, 28], [28, 28, 1], true],
    [[64], [8, 8, 1], true],
    [[4], null, false],
    [[65], null, false],
    [[10, 10, 2], null, false],
  ])('of shape %j are a picture of %j', (input, picture, isGuess) => {
    expect(pictureOf(input)).toMatchObject({ picture, isGuess });
  });

  it('are numbers where they have names', () => {
    const inputNames = Array.from({ length: 64 }, (_, index) => `column ${index}`);
    expect(pictureOf([64], { inputNames })).toMatchObject({ picture: null, names: inputNames });
  });
});

describe('tokens', () => {
  const viewWith = (inputs: readonly (readonly number[])[]) =>
    viewOf({
      ...{ loss: 'meanSquaredError', embedding: 40, noModel: null },
      ...{ inputs, targets: inputs.map(() => [1]), outputs: inputs.map(() => [2]) },
    });

  it('are what an embedding takes, never a picture, with the side that zeros fill up', () => {
    expect(viewWith([Array(64).fill(3)])).toMatchObject({
      ...{ tokens: { count: 40, padding: null, words: null } },
      ...{ inputs: { picture: null } },
    });
    const paddings = [
      [
        [0, 0, 1],
        [1, 2, 3],
      ],
      [
        [0, 0, 0],
        [4, 0, 0],
      ],
      [
        [0, 2, 3],
        [1, 0, 0],
      ],
      [
        [0, 2, 3],
        [1, 2, 0],
      ],
    ].map((inputs) => viewWith(inputs).tokens?.padding);
    expect(paddings).toEqual(['front', 'back', 'back', null]);
    expect(viewOf({ loss: 'meanSquaredError', inputs: [[1]], targets: [[1]], outputs: [[2]] }).tokens).toBeNull();
  });

  it('have the words that the source says: before the end those that are shown, then all that the embedding knows', () => {
    const words = { from: 'word_index', list: ['', 'one', 'two', 'three', 'four'] };
    const fit = predictedFit({
      ...{ loss: 'meanSquaredError', targets: [[1]], outputs: [[2]], embedding: 4, inputs: [[1, 3]] },
      setup: { words },
    });
    const run = new SyntheticRun('a');
    run.fits = [fit];
    const later = predictedFit({
      ...{ loss: 'meanSquaredError', targets: [[1]], outputs: [[2]], embedding: 4, inputs: [[1, 3]] },
    });
    const wordsOf = (of: SyntheticFit) => predictionsView(run, of)?.tokens?.words;
    expect(wordsOf(fit)).toEqual({ from: 'word_index', list: ['', 'one', '', 'three'] });
    fit.end = { fit: 1, outcome: 'completed', epochs: 1, batches: 10, seconds: 1 };
    expect(wordsOf(fit)).toEqual({ from: 'word_index', list: ['', 'one', 'two', 'three'] });
    expect(wordsOf(later)?.from).toBe('word_index');
  });

  it('may be asked about, however many they are', () => {
    const fit = predictedFit({
      ...{ loss: 'meanSquaredError', targets: [[1]], outputs: [[2]], noModel: null },
      ...{ embedding: 40, inputs: [Array(200).fill(1)] },
    });
    fit.end = { fit: 1, outcome: 'completed', epochs: 1, batches: 10, seconds: 1 };
    expect(predictionsView(new SyntheticRun('a'), fit)?.own).toMatchObject({ reason: null, shape: [200] });
  });
});

describe('why a kept model cannot be asked', () => {
  const net = { loss: 'meanSquaredError', targets: [[1]], outputs: [[2]], noModel: null };
  const reasonOf = (other: Partial<PredictedNet>, outcome: 'completed' | 'failed' = 'completed') => {
    const fit = predictedFit({ ...net, ...other });
    fit.end = { fit: 1, outcome, epochs: 1, batches: 10, seconds: 1 };
    return predictionsView(new SyntheticRun('a'), fit)?.own?.reason;
  };

  it('is that its fit did not come to its end', () => {
    expect(reasonOf({ inputs: [[1]] })).toBeNull();
    expect(reasonOf({ inputs: [[1]] }, 'failed')).toMatch(/^The fit did not come to its end/);
  });

  it('is that a sample is too large to type, and no picture as far as one is kept', () => {
    expect(reasonOf({ inputs: [Array(65).fill(1)] })).toMatch(/too many to type, and it is no picture\.$/);
    expect(reasonOf({ input: [8, 8, 1] })).toMatch(/too many to type, and none is kept that shows/);
  });
});
