import { describe, expect, it } from 'vitest';
import { targetForm } from '../../../src/datasets/targetForm.js';
import type { TargetDescription } from '../../../src/datasets/types.js';

const classes: TargetDescription = { kind: 'classes', labels: ['a', 'b', 'c'], counts: null };
const tokens: TargetDescription = { kind: 'tokens', length: 5, vocabulary: 9 };

describe('the form of a target', () => {
  it.each([
    [classes, 'categoricalCrossentropy', [3], undefined, { kind: 'onehot', classes: 3, shape: [3] }],
    [classes, 'categoricalCrossentropy', [10], undefined, { kind: 'onehot', classes: 10, shape: [10] }],
    [classes, 'sparseCategoricalCrossentropy', [3], undefined, { kind: 'asIs', shape: [1] }],
    [classes, 'meanSquaredError', [3], undefined, { kind: 'onehot', classes: 3, shape: [3] }],
    [classes, 'binaryCrossentropy', [1], undefined, { kind: 'asIs', shape: [1] }],
    [classes, 'meanSquaredError', [1], 'index', { kind: 'asIs', shape: [1] }],
    [tokens, 'sparseCategoricalCrossentropy', [5, 9], undefined, { kind: 'asIs', shape: [5, 1] }],
    [tokens, 'categoricalCrossentropy', [5, 9], undefined, { kind: 'onehot', classes: 9, shape: [5, 9] }],
    [classes, null, [], undefined, { kind: 'asIs', shape: [1] }],
    [classes, null, [2], undefined, { kind: 'onehot', classes: 3, shape: [3] }],
    [classes, 'meanSquaredError', [1], 'onehot', { kind: 'onehot', classes: 3, shape: [3] }],
    [classes, 'categoricalCrossentropy', [3], 'index', { kind: 'asIs', shape: [1] }],
    [{ ...classes, labels: ['a'] }, 'categoricalCrossentropy', [1], undefined, { kind: 'asIs', shape: [1] }],
    [
      { ...classes, labels: ['a'] },
      'categoricalCrossentropy',
      [2],
      undefined,
      { kind: 'onehot', classes: 2, shape: [2] },
    ],
    [{ ...tokens, vocabulary: 1 }, 'meanSquaredError', [5, 1], 'onehot', { kind: 'asIs', shape: [5, 1] }],
    [tokens, 'meanSquaredError', [5, 1], undefined, { kind: 'asIs', shape: [5, 1] }],
    [tokens, 'meanSquaredError', [null, 2], undefined, { kind: 'onehot', classes: 9, shape: [5, 9] }],
    [
      { kind: 'numbers', shape: [5, 5, 3] },
      'meanSquaredError',
      [5, 5, 3],
      undefined,
      { kind: 'asIs', shape: [5, 5, 3] },
    ],
  ] as const)('%j for %s of %j, as %s', (target, loss, output, targetAs, form) => {
    expect(targetForm(target, { loss, output, lastActivation: null }, targetAs)).toEqual(form);
  });
});
