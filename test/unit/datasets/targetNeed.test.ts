import { describe, expect, it } from 'vitest';
import { classLabels } from '../../../src/datasets/classLabels.js';
import { type TargetNeed, targetNeed } from '../../../src/datasets/targetNeed.js';

describe('what a model’s targets are to be', () => {
  const need = (loss: string | null, lastActivation: string | null, ...output: number[]) => {
    const found = targetNeed({ loss, lastActivation, output });
    if (found.kind === 'classes') return `${found.classes} classes as ${found.as}`;
    return found.kind === 'numbers' ? found.reach : found.kind;
  };

  it.each<[string, string | null, string | null, number[]]>([
    ['5 classes as index', 'sparseCategoricalCrossentropy', 'softmax', [5]],
    ['5 classes as onehot', 'categoricalCrossentropy', null, [9, 5]],
    ['3 classes as onehot', 'categoricalHinge', null, [3]],
    ['binary', 'binaryCrossentropy', 'softmax', [5]],
    ['signs', 'hinge', 'tanh', [1]],
    ['signs', 'squaredHinge', null, [1]],
    ['4 classes as onehot', 'kullbackLeiblerDivergence', 'softmax', [4]],
    ['unit', 'kullbackLeiblerDivergence', 'sigmoid', [4]],
    ['4 classes as onehot', 'meanSquaredError', 'softmax', [4]],
    ['shares', 'meanSquaredError', 'softmax', [1]],
    ['binary', null, 'sigmoid', [1]],
    ['unit', 'meanSquaredError', 'sigmoid', [1]],
    ['positive', 'poisson', 'linear', [1]],
    ['positive', 'meanSquaredLogarithmicError', 'tanh', [1]],
    ['symmetric', 'meanSquaredError', 'tanh', [1]],
    ['positive', 'meanSquaredError', 'relu', [1]],
    ['all', 'meanSquaredError', 'linear', [1]],
    ['all', null, null, []],
    ['all', 'a function', 'of one’s own', [1]],
  ])('is %s for %s after %s of %j', (wanted, loss, activation, output) => {
    expect(need(loss, activation, ...output)).toBe(wanted);
  });
});

describe('numbers as classes', () => {
  const binary: TargetNeed = { kind: 'binary' };
  const classes: TargetNeed = { kind: 'classes', as: 'index', classes: 5 };
  const labels = (values: readonly number[], need: TargetNeed = classes, units = 5) => {
    const counts = new Map<number, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    const found = classLabels(counts, need, [units]);
    return found && { ...found.described, of: values.map((value) => found.indexOf(value)) };
  };

  it('stand for themselves where the model has an output for each, or where there is no gap', () => {
    expect(labels([3, 1, 3])).toEqual({ labels: ['0', '1', '2', '3'], counts: [0, 1, 0, 2], of: [3, 1, 3] });
    expect(labels([4])?.labels).toEqual(['0', '1', '2', '3', '4']);
    expect(labels([2, 0, 1], classes, 1)).toEqual({ labels: ['0', '1', '2'], counts: [1, 1, 1], of: [2, 0, 1] });
  });

  it('are counted in order where they are others', () => {
    expect(labels([8, 3, 8, 5])).toEqual({ labels: ['3', '5', '8'], counts: [1, 1, 2], of: [2, 0, 2, 1] });
    expect(labels([-1, 1, 1], binary, 1)).toEqual({ labels: ['-1', '1'], counts: [1, 2], of: [0, 1, 1] });
    expect(labels([5])?.labels).toEqual(['5']);
  });

  it('are none where they are fractions, or more than a yes or no', () => {
    expect(labels([])).toBeNull();
    expect(labels([1, 1.5])).toBeNull();
    expect(labels([1, 3, 7], binary, 1)).toBeNull();
    expect(labels([0, 1, 2], binary, 1)?.labels).toHaveLength(3);
    expect(labels([1, 3, 7], binary, 3)?.labels).toEqual(['1', '3', '7']);
    expect(labels([1, 3], binary, 1)?.labels).toEqual(['1', '3']);
  });
});
