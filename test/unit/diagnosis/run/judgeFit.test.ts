import { describe, expect, it } from 'vitest';
import { causesOf } from '../../../../src/diagnosis/run/causes.js';
import { judgeFit } from '../../../../src/diagnosis/run/judgeFit.js';
import type { Severity } from '../../../../src/protocol/severity.js';
import type { BrokenNumbers } from '../../../../src/protocol/trainer.js';
import { falling, figures, flat, type Made } from './figures.js';
import { foundBy } from './foundBy.js';
import { guessing, number, one, SICK_FITS } from './sickFits.js';

const judge = (made: Made) => {
  const { verdict, found } = judgeFit(figures(made), (rule, error) => {
    throw new Error(`rule ${rule} failed`, { cause: error });
  });
  return { verdict, findings: causesOf(found) };
};
const textOf = (made: Made) => judge(made).verdict.text;
const rulesOf = (made: Made) => judge(made).findings.map(({ rule, severity }) => `${severity} ${rule}`);

const learning = { losses: falling(1.1, 0.05, 20), logs: { acc: falling(0.33, 0.99, 20) }, data: {} };

/** Class numbers, for three units. */
const numbered = (labels: readonly number[]): Pick<Made, 'data' | 'summary'> => ({
  data: { targets: { kind: 'class-numbers', labels, min: Math.min(...labels), max: Math.max(...labels) } },
  summary: { loss: 'sparseCategoricalCrossentropy' },
});

/** What is learned of three classes, all alike on the validation from the first epoch on. */
const heldClasses = (held: { val_loss: number; val_acc: number }, classWeights?: number[]): Made => ({
  losses: falling(1.1, 0.4, 20),
  logs: { acc: falling(0.4, 0.85, 20), val_acc: Array(20).fill(held.val_acc), val_loss: Array(20).fill(held.val_loss) },
  summary: classWeights
    ? { setup: { data: null, samples: 300, validation: 60, epochsFrom: 'source', sourceEpochs: 20, classWeights } }
    : {},
  data: {},
});

/** Numbers that are learned, with a validation of other targets. */
const validated = (held: number, spread: { variance: number; deviation: number }, loss = 'mse'): Made => ({
  losses: falling(1.1, 0.05, 20),
  logs: { val_loss: falling(1.1, held, 20) },
  data: {
    targets: { kind: 'numbers', variance: 1.1, deviation: 1.1 },
    validation: { samples: 20, classes: [], ...spread },
  },
  summary: { loss },
});

describe('the verdict', () => {
  it.each<[string, Made]>([
    ['Learns nothing: accuracy 0.33 is chance (0.33)', guessing],
    [
      'Learns nothing: accuracy 0.31 is chance (0.33)',
      { ...guessing, logs: { acc: flat(0.31, 20), val_acc: flat(0.35, 20), val_loss: flat(1.1, 20) } },
    ],
    [
      'Learns nothing: accuracy 0.23 is below chance (0.33)',
      { ...guessing, logs: { acc: Array(20).fill(0.23), val_acc: flat(0.35, 20), val_loss: flat(1.1, 20) } },
    ],
    ['Learns nothing: loss 1.10 is guessing (1.10)', { losses: flat(1.0986, 20) }],
    ['Learns nothing: loss 5.00, guessing gives 1.10', { losses: flat(5, 20) }],
    [
      'Learns nothing: loss 0.221 is guessing (0.220)',
      { losses: flat(0.22, 20), summary: number, data: { targets: { kind: 'numbers', classes: [] } } },
    ],
    ['Learns nothing: loss 0.700 does not fall', { losses: Array(20).fill(0.7), summary: { loss: 'loss' } }],
    ['Learns well: acc 0.98', learning],
    ['Learns well: loss 0.061', { losses: falling(1.1, 0.05, 12), data: {} }],
    [
      'Learns well: val_loss 0.060',
      { losses: falling(1.1, 0.05, 20), logs: { val_loss: falling(1.1, 0.05, 20).map(() => 0.06) }, data: {} },
    ],
    [
      'Learns well: loss 0.061',
      {
        losses: falling(1.1, 0.05, 12),
        logs: { acc: flat(0, 12) },
        summary: { loss: 'mean_squared_error' },
        data: { targets: { kind: 'numbers', classes: [], variance: 1 } },
      },
    ],
    ['Learns well: loss 1.0e-7', { losses: Array(20).fill(1e-7), data: {} }],
    [
      'Learns nothing: same output for every sample',
      {
        losses: Array(20).fill(1e-7),
        layers: [{ activation: 'softmax', units: 1, outputs: { actSame: 1 } }],
        data: {},
      },
    ],
    [
      'Learns nothing: same output for every sample',
      {
        losses: falling(0.7, 0.01, 20),
        layers: [{ activation: 'softmax', units: 1, outputs: { actSame: 1 } }],
        data: {},
      },
    ],
    ['Learns well: loss 0.017', { losses: falling(0.7, 0.01, 20), layers: [one('sigmoid')], data: {} }],
    [
      'Learns: acc 0.70',
      {
        losses: falling(1.1, 0.6, 20),
        logs: { acc: falling(0.33, 0.7, 20), val_acc: Array(20).fill(1), val_loss: Array(20).fill(0.01) },
        data: { validation: { samples: 4, classes: [4], labels: [0] } },
      },
    ],
    ['Learns, but feature 4 is the target', { ...learning, data: { inputs: { targetFeature: 3 } } }],
    [
      'Learns nothing: unscaled targets, about 300,000',
      {
        losses: flat(1e11, 20),
        summary: { loss: 'meanSquaredError', optimizer: 'Adam' },
        layers: [{}, { units: 1 }],
        data: { targets: { kind: 'numbers', classes: [], mean: 3e5, std: 7e4, variance: 5e9 } },
      },
    ],
    [
      'Learns, but 80% of validation is training data',
      {
        ...learning,
        data: { validation: { samples: 60, classes: [], shared: { compared: 60, share: 0.8, chance: 0.1 } } },
      },
    ],
    ['Learns, but class 3 has no unit', { ...learning, ...numbered([1, 2, 3]) }],
    ['Learns well: acc 0.98', { ...learning, ...numbered([0, 1, 2]) }],
    ['Learns, but val_loss 0.22, guessing gives 0.19', validated(0.21, { variance: 0.19, deviation: 1 })],
    ['Learns, but val_loss 0.22, guessing gives 0.19', validated(0.21, { variance: 1, deviation: 0.19 }, 'mae')],
    ['Learns, but val_loss 1.2, guessing gives 1.1', heldClasses({ val_loss: 1.2, val_acc: 0.3 })],
    ['Learns: val_acc 0.60', heldClasses({ val_loss: 1.2, val_acc: 0.6 })],
    ['Learns, but val_loss 1.1 is guessing (1.1)', heldClasses({ val_loss: 1.09, val_acc: 0.3 })],
    ['Learns: val_loss 1.1', { ...heldClasses({ val_loss: 1.09, val_acc: 0.3 }), isLive: true }],
    ['Learns: val_loss 1.1', heldClasses({ val_loss: 1.08, val_acc: 0.3 })],
    ['Learns: val_loss 1.2', heldClasses({ val_loss: 1.2, val_acc: 0.3 }, [1, 4, 4])],
    ['Learns, but val_loss 0.22 is guessing (0.21)', validated(0.21, { variance: 0.21, deviation: 0.1 })],
    ['Learns well: val_loss 0.22', validated(0.21, { variance: 0.23, deviation: 0.1 })],
    ['Learns well: val_loss 0.22', validated(0.21, { variance: 0.1, deviation: 0.1 }, 'huber')],
    [
      'Learns, but its outputs are no probabilities',
      { ...learning, summary: { loss: 'categoricalCrossentropy' }, layers: [{}, { activation: 'sigmoid', units: 3 }] },
    ],
    [
      'Learns well: acc 0.98',
      { ...learning, summary: { loss: 'binaryCrossentropy' }, layers: [{}, { activation: 'sigmoid', units: 3 }] },
    ],
    ['Learns: acc 0.70', { losses: falling(1.1, 0.6, 20), logs: { acc: falling(0.33, 0.7, 20) }, data: {} }],
    ['Under-fits: acc 0.45', { losses: falling(1.1, 0.95, 40), logs: { acc: falling(0.33, 0.45, 40) }, data: {} }],
    ['Diverges: loss 9.00, at first 1.10', { losses: [1.1, 2, 4, 8, 9, 9, 9, 9, 9, 9], data: {} }],
    [
      'Diverges: loss 1.10, at best 0.300',
      { losses: [1.1, 0.8, 0.5, 0.3, ...flat(1.0986, 16)], logs: { acc: flat(0.33, 20) }, data: {} },
    ],
    [
      'Over-fits since epoch 4',
      {
        losses: falling(1.1, 0.1, 12),
        logs: { val_loss: [1.1, 0.9, 0.7, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4] },
        data: {},
      },
    ],
    [
      'Learns nothing: loss 0.173 does not fall',
      { losses: Array(20).fill(0.1733), summary: { loss: 'binary_focal_crossentropy' } },
    ],
    [
      'Learns nothing: same output for every sample',
      {
        losses: falling(1.1, 0.6, 20),
        layers: [{ activation: 'softmax', units: 3, outputs: { actSame: 1 } }],
        data: {},
      },
    ],
    [
      'Learns nothing: accuracy 0.33 is chance (0.33)',
      {
        losses: falling(1.1, 0.6, 20),
        logs: { acc: flat(0.33, 20) },
        layers: [{ activation: 'softmax', units: 3, outputs: { actSame: 1 } }],
        data: {},
      },
    ],
    ['Undecided: random data', { ...guessing, isRandom: true }],
    ['Undecided: custom training loop', { ...guessing, summary: { kind: 'steps' } }],
    ['Undecided: too few batches', { losses: [1.05], perEpoch: 2 }],
    ['Undecided: too few batches so far', { losses: flat(1.0986, 3), isLive: true }],
  ])('is “%s”', (text, made) => {
    expect(textOf(made)).toBe(text);
    expect(text.split(' ').length).toBeLessThanOrEqual(8);
  });

  it('waits, while it trains, for some seconds before it says that nothing is learned, and not with what is good or diverges', () => {
    const told = (seconds: number, made: Made) =>
      judge({ ...made, isLive: true, perBatch: (seconds * 1000) / (made.losses.length * 10 - 1) });
    const plateau = { losses: flat(1.0986, 30), data: {}, logs: { acc: flat(0.33, 30) } };
    expect(told(2.9, plateau)).toEqual({
      verdict: { kind: 'undecided', text: 'Undecided: too early to tell' },
      findings: [],
    });
    expect(told(3, plateau).verdict.kind).toBe('learns-nothing');
    expect(told(3, plateau).findings).toMatchObject([{ rule: 'no-progress', severity: 'error' }]);
    expect(told(1, { ...plateau, losses: falling(1.1, 0.6, 30) }).verdict.kind).toBe('learns');
    expect(told(1, { losses: [1, 1.1, 2, 8, 60, 900], data: {} }).verdict.kind).toBe('diverges');
  });

  it('waits for 40 batches while it trains, and for 10 at the end', () => {
    expect(judge({ losses: flat(1.0986, 3), isLive: true }).verdict.kind).toBe('undecided');
    expect(judge({ losses: flat(1.0986, 4), isLive: true }).verdict.kind).toBe('learns-nothing');
    expect(judge({ losses: flat(1.0986, 1) }).verdict.kind).toBe('learns-nothing');
    expect(judge({ losses: flat(1.0986, 1), perEpoch: 9 }).verdict.kind).toBe('undecided');
  });

  it.each<[string, BrokenNumbers | undefined]>([
    ['NaN at batch 38, first in the loss', { fit: 1, step: 37, isInfinite: false, first: 'loss', layer: null }],
    ['Infinite at batch 3, first in layer 1', { fit: 1, step: 2, isInfinite: true, first: 'layer', layer: 'layer_1' }],
    ['Infinite at batch 3: the outputs exploded', { fit: 1, step: 2, isInfinite: true, first: 'outputs', layer: null }],
    ['NaN at batch 1, already in the targets', { fit: 1, step: 0, isInfinite: false, first: 'targets', layer: null }],
    ['NaN at batch 8', { fit: 1, step: 7, isInfinite: false, first: null, layer: null }],
    ['NaN', undefined],
  ])('says where numbers broke, even of steps: %s', (text, broke) => {
    const problem = {
      kind: 'not-a-number',
      severity: 'warning',
      message: 'They broke.',
      location: null,
      stack: null,
    } as const;
    const broken = { losses: [1, Number.NaN], summary: { kind: 'steps' as const }, problems: [{ ...problem, broke }] };
    expect(judge(broken)).toMatchObject({
      verdict: { kind: 'not-a-number', text },
      findings: [{ rule: 'not-a-number' }],
    });
    expect(judge({ ...broken, losses: [1, 0.9] }).verdict.kind).toBe(
      broke?.first === null ? 'not-a-number' : 'undecided',
    );
  });

  it('says that the loss broke at the end where nobody told of it', () => {
    expect(textOf({ losses: [1, 0.5, Number.NaN] })).toBe('NaN, first in the loss');
    expect(textOf({ losses: [1, 0.5, Number.POSITIVE_INFINITY] })).toBe('Infinite, first in the loss');
    const untold = { losses: Array(5).fill(Number.NaN), summary: { kind: 'steps' as const } };
    expect(judge(untold).verdict.kind).toBe('undecided');
  });

  it('waits, while it trains, for a loss that still comes down to that of guessing', () => {
    const coming = { losses: falling(1.9, 1.2, 8), logs: { acc: flat(0.33, 8) }, data: {} };
    expect(judge({ ...coming, isLive: true })).toEqual({
      verdict: { kind: 'undecided', text: 'Undecided: too early to tell' },
      findings: [],
    });
    expect(judge(coming).verdict.kind).toBe('learns-nothing');
    const layers = [{}, { activation: 'softmax', units: 3, outputs: { actSame: 1 } }];
    expect(judge({ ...coming, layers, isLive: true }).verdict.kind).toBe('learns-nothing');
    const level = { ...coming, losses: [...coming.losses, ...flat(1.2, 8)], isLive: true };
    expect(judge(level).verdict.kind).toBe('learns-nothing');
    const rough = { ...coming, losses: [2.43, 2.31, 2.24, 2.16, 1.97, 1.91, 2.04], isLive: true };
    expect(judge(rough).verdict.kind).toBe('undecided');
  });

  it('takes chance from the targets: a rare class is no success', () => {
    const rare = {
      losses: flat(0.13, 20),
      logs: { acc: Array(20).fill(0.97) },
      data: { targets: { kind: 'binary' as const, classes: [291, 9] } },
      summary: { loss: 'binaryCrossentropy' },
    };
    expect(textOf(rare)).toBe('Learns nothing: accuracy 0.97 is chance (0.97)');
    // That a class is rare keeps no crossentropy from falling: it is possible, and stands beside what is certain.
    expect(rulesOf(rare)).toEqual(['error no-progress', 'hint class-imbalance']);
    const setup = { data: null, samples: 300, validation: 0, epochsFrom: 'source', sourceEpochs: 20 } as const;
    const summary = { ...rare.summary, setup: { ...setup, classWeights: [0.515, 16.7] } };
    const data = { targets: { ...rare.data.targets, labels: [0, 1] } };
    const weighed = { ...rare, losses: flat(Math.LN2, 20), summary, data };
    expect(textOf(weighed)).toBe('Learns nothing: accuracy 0.97 is chance (0.97)');
    expect(rulesOf(weighed)).toEqual(['error no-progress']);
    // Rare ones that count for more cost some of the accuracy; guessing costs ln 2 then.
    const found = { ...weighed, losses: falling(0.9, 0.3, 20), logs: { acc: Array(20).fill(0.95) } };
    expect(textOf(found)).toBe('Learns: loss 0.31');
  });
});

describe('classes that the validation lacks', () => {
  const learns = { losses: falling(1.1, 0.6, 20), logs: { acc: falling(0.4, 0.7, 20), val_acc: flat(0.5, 20) } };
  const told = (samples: number, labels: number[], made: Partial<Made> = {}, classes = [100, 100, 100]) => {
    const validation = { samples, classes: labels.map(() => 1), labels };
    const data = { targets: { classes, labels: classes.map((_, label) => label) }, validation };
    const found = judge({ ...learns, data, ...made }).findings.filter(({ rule }) => rule === 'validation-classes');
    return found.map(({ severity, message }) => `${severity}: ${message}`);
  };

  it('are told with how unlikely that is', () => {
    expect(told(30, [2])).toEqual([
      'warning: The validation data contain only one class: all 30 samples are of class 2, one of 3 classes (a random draw would do so with a probability of 5e-15; no coincidence below 0.001).',
    ]);
    expect(told(60, [1, 2])).toEqual([
      'warning: The validation data lack classes: their 60 samples cover 2 of the 3 classes (a random draw would do so with a probability of 3e-11; no coincidence below 0.001).',
    ]);
    // What is trained on may lack those in turn: they count among all classes, too.
    expect(told(30, [2], {}, [100, 100])).toEqual([
      expect.stringMatching(/all 30 samples are of class 2, one of 3 classes \(.* a probability of \de-\d+;/),
    ]);
    expect(told(30, [1], {}, [100])).toEqual([
      expect.stringMatching(/all 30 samples are of class 1, one of 2 classes \(.* a probability of \de-\d+;/),
    ]);
  });

  it('are no fault where all are there, chance may be why, data are random or the net learns well', () => {
    expect(told(30, [0, 1, 2])).toEqual([]);
    // A class of one in a hundred is easily missed, a handful of samples is soon of one class.
    expect(told(60, [0, 1], {}, [198, 99, 3])).toEqual([]);
    expect(told(5, [0])).toEqual([]);
    expect(told(30, [2], { isRandom: true })).toEqual([]);
    expect(told(0, [])).toEqual([]);
    expect(told(30, [0, 1, 2], {}, [100, 100])).toEqual([]);
    const well = { losses: falling(1.1, 0.05, 20), logs: { acc: falling(0.33, 0.99, 20) } };
    expect(told(30, [2], well)).toEqual([expect.stringMatching(/^hint: /)]);
  });

  it('explain a validation loss that rises', () => {
    const rising = { val_loss: [1.1, 0.9, 0.7, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4] };
    const data = { targets: { labels: [0, 1, 2] }, validation: { samples: 60, classes: [60], labels: [2] } };
    const { findings, verdict } = judge({ losses: falling(1.1, 0.1, 12), logs: rising, data });
    expect(verdict.kind).toBe('learns');
    expect(findings.map(({ rule, follows }) => [rule, follows.map((each) => each.rule)])).toEqual([
      ['validation-classes', ['over-fitting']],
    ]);
  });
});

describe('findings', () => {
  it('of steps made by hand take nothing for granted of the loss, which one of two adversaries need not lower', () => {
    const steps = { summary: { kind: 'steps' as const } };
    const rising = { losses: [0.7, 0.9, 1.5, 2.5, 3, 3, 3, 3, 3, 3], data: {} };
    const constant = { targets: { kind: 'binary' as const, classes: [0, 300] } };
    for (const made of [rising, { losses: flat(0.8, 20), data: constant }, guessing]) {
      expect(rulesOf(made)).not.toEqual([]);
      expect(rulesOf({ ...made, ...steps })).toEqual([]);
    }
    const opposed = SICK_FITS.filter(([finding]) =>
      /oscillation|learning-rate|under-fitting|stopped-early/.test(finding),
    );
    expect(opposed.length).toBeGreaterThan(3);
    for (const [, , made] of opposed)
      expect(rulesOf({ ...made, summary: { ...made.summary, kind: 'steps' } })).toEqual([]);
    const dead = { ...guessing, layers: [{ activation: 'relu', outputs: { actZeros: 1 } }, one('softmax')] };
    expect(rulesOf({ ...dead, ...steps })).toEqual(['warning dead-layer']);
  });

  const tiny = { gradNorm: 1e-11, gradMeanAbs: 1e-12 };
  const middle = { gradNorm: 1e-5, gradMeanAbs: 1e-6 };
  const sigmoid = { activation: 'sigmoid', outputs: { actMean: 0.5, actStd: 0.01, actZeros: 0 } };

  it('name the layer through which the gradient vanishes, and why', () => {
    const layers = [
      { ...sigmoid, ...tiny },
      { ...sigmoid, ...middle },
      { activation: 'softmax', units: 3 },
    ];
    const [finding, ...others] = judge({ ...guessing, layers }).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'vanishing-gradient', category: 'activation', severity: 'error', layer: 0 });
    expect(finding?.why).toContain('layer 1 (Dense, sigmoid), whose sigmoid passes on 0.25');
    expect(finding?.follows.map(({ rule }) => rule)).toEqual(['no-progress']);
  });

  it('stand under what they follow from, each once, and none is lost', () => {
    const layers = [
      { ...sigmoid, ...tiny },
      { ...sigmoid, ...one('sigmoid'), outputs: { actMean: 0.5, actStd: 0 } },
    ];
    const { findings } = judge({
      losses: flat(Math.LN2, 20),
      summary: { loss: 'binaryCrossentropy' },
      data: { targets: { kind: 'binary', classes: [150, 150] } },
      layers,
    });
    expect(findings.map(({ rule }) => rule)).toEqual(['vanishing-gradient']);
    expect(findings[0]?.follows.map(({ rule }) => rule)).toEqual(['same-output', 'no-progress']);
  });

  it('are in the order of the rules, whichever of them was told first', () => {
    const live = { ...guessing, isLive: true };
    const first = judgeFit(figures(live), () => expect.unreachable());
    const bytes = { inputs: { min: 0, max: 255, mean: 60, std: 68 } };
    const { found } = judgeFit(figures({ ...live, data: bytes, perEpoch: 11 }), () => expect.unreachable(), first);
    expect([first.found, found].map((all) => all.map(({ rule }) => rule))).toEqual([
      ['no-progress'],
      ['input-scale', 'no-progress'],
    ]);
  });

  it('are more severe at once, and less so only after some judgements', () => {
    const of = (actDead: number, perEpoch: number) =>
      figures({
        losses: falling(1.1, 0.6, 20),
        data: {},
        isLive: true,
        perEpoch,
        layers: [{ activation: 'relu', outputs: { actDead } }, one('softmax')],
      });
    const told = (first: number, then: number) => {
      const before = judgeFit(of(first, 10), () => expect.unreachable());
      return judgeFit(of(then, 11), () => expect.unreachable(), before).found.map(({ severity }) => severity);
    };
    expect([told(0.6, 0.8), told(0.8, 0.6), told(0.8, 0)]).toEqual([['warning'], ['warning'], ['warning']]);
  });

  it('give way to a verdict as soon as there is one', () => {
    const before = judgeFit(figures({ losses: falling(1.1, 0.6, 3), isLive: true }), () => expect.unreachable());
    const now = judgeFit(figures({ losses: falling(1.1, 0.6, 20), isLive: true }), () => expect.unreachable(), before);
    expect([before, now].map(({ verdict }) => verdict.kind)).toEqual(['undecided', 'learns']);
  });

  it('have the most severe of several causes, also by way of what is between', () => {
    const found = (rule: string, severity: Severity) => foundBy(rule, { severity });
    const told = (...all: ReturnType<typeof found>[]) =>
      causesOf(all).map(({ rule, follows }) => [rule, ...follows.map((each) => each.rule)]);
    const [few, nothing] = [found('few-steps', 'warning'), found('no-progress', 'error')];
    const same = found('same-output', 'error');
    expect(told(same, few, nothing)).toEqual([['same-output', 'few-steps', 'no-progress']]);
    expect(told(few, nothing)).toEqual([['few-steps', 'no-progress']]);
    expect(told(found('vanishing-gradient', 'error'), found('oscillation', 'error'))).toHaveLength(1);
    // What follows only from what follows itself is not lost.
    expect(told(found('dead-layer', 'error'), same, few, found('first-loss', 'hint'), nothing)).toEqual([
      ['dead-layer', 'same-output', 'few-steps', 'first-loss', 'no-progress'],
    ]);
  });

  it('have too few steps under what more of them would not mend, and beside all else', () => {
    const few = foundBy('few-steps');
    const told = (rule: string, severity: Severity) => causesOf([foundBy(rule, { severity }), few]).length;
    const unmended = ['target-range', 'dead-layer', 'saturated-layer', 'vanishing-gradient', 'same-output'];
    expect(unmended.map((rule) => told(rule, 'error'))).toEqual(unmended.map(() => 1));
    expect(unmended.map((rule) => told(rule, 'hint'))).toEqual(unmended.map(() => 2));
    expect(['input-scale', 'learning-rate', 'over-fitting'].map((rule) => told(rule, 'warning'))).toEqual([2, 2, 2]);
  });

  it('are not that a layer is frozen where its bias moves, nor that its units do the same where all samples are', () => {
    const frozen = [{ updateNorm: 0 }, {}, { activation: 'softmax', units: 3 }];
    const made = figures({ ...guessing, layers: frozen });
    const bias = { name: 'layer_1/bias', weight: 'bias', layer: 0, shape: [8] };
    const [kernel, moving, ...others] = made.summary.variables;
    const variables = [kernel, moving && { ...bias, name: moving.name }, ...others].flatMap((each) => each ?? []);
    const summary = { ...made.summary, variables };
    const { found } = judgeFit({ ...made, summary, primary: [0, null, 2] }, () => expect.unreachable());
    expect(found.map(({ rule }) => rule)).toEqual(['no-progress']);
    const layers = (actSame: number) => [
      { activation: 'tanh', rank: 1, outputs: { actSame } },
      { activation: 'softmax', units: 3, outputs: { actSame } },
    ];
    expect(rulesOf({ ...guessing, layers: layers(0.2) })).toEqual(['warning rank-collapse']);
    expect(rulesOf({ ...guessing, layers: layers(1) })).toEqual(['error same-output']);
  });

  it('are no oscillation where the weights hardly move, whichever way the gradients point', () => {
    const still = { gradCosine: -0.9, updateNorm: 1e-6 };
    expect(rulesOf({ ...guessing, layers: [still, { ...still, activation: 'softmax', units: 3 }] })).not.toContain(
      'error oscillation',
    );
  });

  it('are a hint, not a warning, of a loss that only falls back to where it was', () => {
    const late = (...losses: number[]) => rulesOf({ losses, data: {} });
    expect(late(1.1, 0.9, 0.55, 0.6, 0.9, 0.95, 0.6, 0.58)).toEqual(['hint stopped-early']);
    expect(late(1.1, 0.9, 0.85, 0.8, 0.9, 0.95, 0.6, 0.58)).toEqual(['warning stopped-early']);
  });

  it('name the loss that still falls: that of validation where there is one', () => {
    const told = (made: Made) => {
      const found = judge({ ...made, data: {} }).findings.find(({ rule }) => rule === 'stopped-early');
      return [found?.message, found?.lesson[1]].map(
        (text) => /last quarter .*?(the loss|val_loss) fell/.exec(text ?? '')?.[1],
      );
    };
    const losses = [1.1, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5];
    expect(told({ losses })).toEqual(['the loss', 'the loss']);
    expect(told({ losses, logs: { val_loss: losses } })).toEqual(['val_loss', 'val_loss']);
  });

  it('blame small weights where the activation passes the gradient on', () => {
    const linear = { activation: null };
    const layers = [
      { ...linear, ...tiny },
      { ...linear, ...middle },
      { activation: 'softmax', units: 3 },
    ];
    expect(judge({ ...guessing, layers }).findings[0]).toMatchObject({ category: 'initialization' });
  });

  it.each(SICK_FITS)('are %s for %s', (expected, _, made) => {
    expect(rulesOf(made)[0]).toBe(expected);
  });

  it('do not have a loss over-fit behind answers that are always the same', () => {
    const made = (actSame: number): Made => ({
      losses: falling(1.1, 0.6, 20),
      logs: { val_loss: falling(1, 3, 20) },
      layers: [{ activation: 'softmax', units: 1, outputs: { actSame, actStd: 1 - actSame } }],
      data: {},
    });
    expect(rulesOf(made(0))).toContain('warning over-fitting');
    expect(rulesOf(made(1))).not.toContain('warning over-fitting');
  });

  it('are none of a net that learns well, whatever single figures look like', () => {
    const layers = [
      { ...sigmoid, ...tiny, updateNorm: 1e-7, outputs: { actSaturated: 0.9, actZeros: 1 } },
      { activation: 'softmax', units: 3 },
    ];
    expect(
      rulesOf({ ...learning, layers, data: { inputs: { mean: 100, std: 60 }, targets: { classes: [500, 40, 300] } } }),
    ).toEqual([]);
  });

  it('are none of data on random numbers, but for gradients', () => {
    const layers = [
      { ...sigmoid, ...tiny },
      { activation: 'softmax', units: 3 },
    ];
    expect(rulesOf({ ...guessing, isRandom: true, data: { inputs: { mean: 100 } }, layers })).toEqual([
      'error vanishing-gradient',
    ]);
    expect(rulesOf({ ...guessing, isRandom: true })).toEqual([]);
  });

  it('tell a rising loss over the same answers from over-fitting', () => {
    const rising = [1.1, 0.9, 0.7, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4];
    const made = { losses: falling(1.1, 0.01, 12), data: {}, logs: { val_loss: rising, acc: falling(0.3, 1, 12) } };
    expect(rulesOf({ ...made, logs: { ...made.logs, val_acc: falling(0.3, 0.9, 12) } })).toEqual(['hint over-fitting']);
    const worse = [0.3, 0.6, 0.7, 0.9, 0.8, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7];
    expect(rulesOf({ ...made, logs: { ...made.logs, val_acc: worse } })).toEqual(['warning over-fitting']);
    const chance = rising.map((_, index) => 0.33 + 0.03 * (index % 2));
    expect(rulesOf({ ...made, logs: { ...made.logs, val_acc: chance } })).toEqual(['warning over-fitting']);
  });

  it('tell, before epochs can be compared, that nothing is learned though single batches are below guessing', () => {
    const losses = Array.from({ length: 45 }, (_, batch) => 1.1 + 0.03 * Math.sin(12.9898 * (batch + 1) ** 2));
    const fit = figures({ losses, perEpoch: 1, data: {}, isLive: true });
    const { verdict } = judgeFit({ ...fit, epochs: [] }, () => {});
    expect(verdict.kind).toBe('learns-nothing');
  });

  it.each<[number, string, number[], number[]]>([
    [2, 'a clear rise', [1.1, 0.9, 0.7, 0.6, 0.7, 0.85], []],
    [5, 'a faint one', [1.1, 0.9, 0.7, 0.6, 0.61, 0.62, 0.63, 0.635, 0.64], [1, 2, 3, 4]],
    [4, 'one that comes down again but stays above it', [1.1, 0.9, 0.7, 0.6, 0.9, 0.8, 0.7, 0.65], [1]],
  ])('tell of over-fitting %d epochs after the best one of %s', (later, _, val_loss, before) => {
    const over = (epochs: number) =>
      rulesOf({
        losses: falling(1.1, 0.05, 20).slice(0, 4 + epochs),
        logs: { val_loss: val_loss.slice(0, 4 + epochs) },
        data: {},
        isLive: true,
      });
    expect(over(later)).toEqual(['warning over-fitting']);
    for (const epochs of before) expect(over(epochs)).toEqual([]);
  });

  it.each<[string, number[], number[]?]>([
    ['a rise that is as large as the noise', [1.1, 0.8, 1, 0.7, 0.9, 0.6, 0.8, 0.63, 0.85, 0.65, 0.78]],
    ['a peak that has gone by', [1.1, 0.9, 0.7, 0.6, 0.8, 0.7, 0.62, 0.61]],
    ['next to nothing over next to nothing', [1.1, 0.5, 0.1, 0.01, 0.02, 0.03, 0.04]],
    ['a rise while the training loss hardly falls', [1.1, 0.9, 0.7, 0.6, 0.7, 0.8], [1.1, 0.9, 0.7, 0.6, 0.597, 0.594]],
  ])('do not tell of over-fitting after %s', (_, val_loss, losses = falling(1.1, 0.05, 20)) => {
    const made = { losses: losses.slice(0, val_loss.length), logs: { val_loss }, data: {}, isLive: true };
    expect(rulesOf(made)).toEqual([]);
  });

  it('hold the loss against that of the best epoch where not every one is validated', () => {
    const val_loss = [2, Number.NaN, 1, Number.NaN, 0.5, Number.NaN, 0.8, Number.NaN, 0.9, Number.NaN, 1, Number.NaN];
    const early = [1, 0.9, 0.8, 0.7, 0.6];
    const over = (last: number) => judge({ losses: [...early, ...flat(last, 7)], logs: { val_loss } }).findings;
    expect(over(0.5)).toMatchObject([{ rule: 'over-fitting', evidence: { epoch: 5 } }]);
    expect(over(0.7).map(({ rule }) => rule)).not.toContain('over-fitting');
  });

  it('tell of over-fitting with the losses of its own epochs where a fit goes on from earlier ones', () => {
    const val_loss = [2, 1, 0.5, 0.6, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5];
    const fit = figures({ losses: falling(1, 0.1, 12), logs: { val_loss }, summary: { initialEpoch: 20 } });
    const epochs = fit.epochs.map((each) => ({ ...each, epoch: each.epoch + 20 }));
    const { found } = judgeFit({ ...fit, epochs }, () => {});
    const [over] = found.filter(({ rule }) => rule === 'over-fitting');
    expect(over?.lesson[1]).toMatch(/lowest in epoch 23, .* went from 0\.\d+ to 0\.\d+\./);
  });

  it('tell over-fitting from the few samples that a net which is nearly always right gets wrong', () => {
    const over = (last: number) =>
      judge({
        losses: falling(1.1, 0.004, 12),
        data: {},
        logs: { val_loss: [0.9, 0.4, 0.1, 0.05, 0.02, 0.009, 0.02, 0.03, last, last, last, last] },
      });
    expect(over(0.1).findings).toMatchObject([{ rule: 'over-fitting', severity: 'hint' }]);
    expect(over(0.1).verdict.kind).toBe('learns-well');
    expect(over(0.2).findings).toMatchObject([{ rule: 'over-fitting', severity: 'warning' }]);
  });

  it('have numbers and thresholds, and words for people', () => {
    const { findings } = judge({ ...guessing, data: { inputs: { min: 0, max: 255, mean: 60, std: 68 } } });
    expect(findings[0]?.evidence).toEqual({ min: 0, max: 255, mean: 60, std: 68, threshold: 10 });
    expect(findings[0]?.help).toBe('Divide the inputs by 255.');
  });

  it('of the other rules come where one throws, and who asked is told', () => {
    const faults: string[] = [];
    const data = {
      get inputs(): never {
        throw new Error('torn');
      },
    };
    const broken = { ...figures(guessing), data: data as never };
    const { found } = judgeFit(broken, (rule) => faults.push(rule));
    expect(faults).toEqual(['leaked-target', 'input-scale']);
    expect(found.map(({ rule }) => rule)).toEqual(['no-progress']);
  });
});
