import { expect, it } from 'vitest';
import { explainMismatch } from '../../../src/datasets/mismatch/explainMismatch.js';
import type { Mismatch, MismatchModel } from '../../../src/datasets/mismatch/types.js';
import type { DatasetDescription, TargetDescription } from '../../../src/datasets/types.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { classes, data, model } from './mismatchParts.js';

type Form = DataSpec['targetAs'];

const numbers = (shape: number[], ...range: [] | [number, number]): TargetDescription =>
  range.length === 0 ? { kind: 'numbers', shape } : { kind: 'numbers', shape, range };

const targets: Record<string, TargetDescription> = {
  'one class': classes('only'),
  'two classes': classes('no', 'yes'),
  'three digits': classes('0', '1', '2'),
  'five names': classes('a', 'b', 'c', 'd', 'e'),
  'six names': classes('a', 'b', 'a name of 20 letters', 'a name of 21 letters.', 'e', 'f'),
  'a number': numbers([1]),
  'a share': numbers([1], 0, 1),
  'a large number': numbers([1], -0.123456, 98765.4),
  'two numbers': numbers([2], -1, 1),
  'a picture of numbers': numbers([2, 2], 0, 1),
  'numbers for each step': numbers([10, 1], 0, 5),
  tokens: { kind: 'tokens', length: 10, vocabulary: 9 },
  'two tokens': { kind: 'tokens', length: 10, vocabulary: 2 },
};

const ends = (output: (number | null)[], loss: string | null, lastActivation: string | null, file?: string) =>
  model({ output, loss, lastActivation, ...(file === 'net.py' ? { input: [10, 3] } : {}) }, file);

const models: Record<string, MismatchModel> = {
  'a sigmoid': model(),
  'a sigmoid without a known loss': ends([1], null, 'sigmoid'),
  'one number': ends([1], 'meanSquaredError', null),
  'one number from -1 to 1': ends([1], 'meanAbsoluteError', 'tanh'),
  'one number from 0 on': ends([1], 'meanSquaredError', 'relu'),
  'a hinge': ends([1], 'hinge', 'tanh'),
  'a softmax over one': ends([1], 'categoricalCrossentropy', 'softmax'),
  'a softmax over two, in Python': ends([2], 'categoricalCrossentropy', 'softmax', 'net.py'),
  'two shares without a known loss': ends([2], null, 'softmax'),
  'five by index': ends([5], 'sparseCategoricalCrossentropy', 'softmax'),
  'one by index': ends([1], 'sparseCategoricalCrossentropy', null),
  'any number': ends([null], 'meanSquaredError', null),
  'two for each of ten, in Python': ends([10, 2], 'sparseCategoricalCrossentropy', 'softmax', 'net.py'),
  'two for each of ten': ends([10, 2], 'categoricalCrossentropy', 'softmax'),
  'nine for each of any': ends([null, 9], 'sparseCategoricalCrossentropy', 'softmax'),
  'one number that is compiled twice': ends([1], 'binaryCrossentropy', 'sigmoid', 'sized.js'),
  'one for each of ten': ends([10, 1], 'meanSquaredError', null),
};

/** All that is said of a misfit, on one line. */
function told({ severity, message, short, location, fixes, dataFixes }: Mismatch): string {
  const edits = fixes.map(({ title, newText, span }) => `${title} @${span.start.line}:${span.start.column} ${newText}`);
  const changes = dataFixes.map(({ title, change }) => `${title} ${JSON.stringify(change)}`);
  return `${[`${severity} @${location?.line ?? 'nowhere'} ${message}`, short, ...edits, ...changes].join(' | ')}`;
}

/** What is told of some data for a model; names of those of which the same is told stand together. */
function linesOf(
  title: string,
  of: MismatchModel,
  some: Record<string, DatasetDescription>,
  targetAs?: Form,
): string[] {
  const names = new Map<string, string[]>();
  for (const [name, description] of Object.entries(some)) {
    const text = explainMismatch(description, of, targetAs).map(told).join('\n  ') || 'fits';
    names.set(text, [...(names.get(text) ?? []), name]);
  }
  return [`${title}:`, ...[...names].map(([text, same]) => `- ${same.join(', ')}\n  ${text}`)];
}

const fitting = ({ input }: MismatchModel, target: TargetDescription): DatasetDescription =>
  data(target, { inputShape: (input ?? []).map((size) => size ?? 1) });

it('What is told of each kind of target for each end of a model', async () => {
  const lines = Object.entries(models).flatMap(([end, of]) => {
    const all = Object.entries(targets).map(([name, target]) => [name, fitting(of, target)]);
    return linesOf(end, of, Object.fromEntries(all));
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/targetMisfits.txt');
});

it('What is told of classes in a form that the loss does not take', async () => {
  const two = { 'two classes': classes('no', 'yes'), 'two tokens': targets['two tokens'] ?? classes() };
  const lines = Object.entries(models).flatMap(([end, of]) => {
    const all = Object.fromEntries(Object.entries(two).map(([name, target]) => [name, fitting(of, target)]));
    return (['index', 'onehot'] as const).flatMap((form) => linesOf(`${end}, as ${form}`, of, all, form));
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/formMisfits.txt');
});

it('What is told of inputs', async () => {
  const read = (some: Record<string, Partial<DatasetDescription>>) =>
    Object.fromEntries(Object.entries(some).map(([name, one]) => [name, data(classes('no', 'yes'), one)]));
  const shapes = read({
    'five numbers': { inputShape: [5] },
    'six numbers': { inputShape: [6] },
    'a sequence': { inputShape: [20, 4] },
    'a picture': { inputShape: [4, 4, 3] },
  });
  const starts: Record<string, MismatchModel> = {
    'five numbers': model(),
    'five numbers by their count': model({}, 'sized.js'),
    'five tokens, in Python': model({}, 'tokens.py'),
    'five numbers of no known layer': model({ layers: [] }),
    'any shape': model({ input: null }),
    'ten steps of three, in Python': model({ input: [10, 3] }, 'net.py'),
    'steps of three, in Python': model({ input: [null, 3] }, 'net.py'),
    'a picture': model({ input: [null, null, 1] }),
  };
  const columns = (...inputNames: string[]) => ({ inputShape: [inputNames.length], inputNames });
  const named = read({
    'six columns with a counter': columns('a', ' Unnamed: 0 ', 'c', 'd', 'e', 'f'),
    'six columns without': columns('ids', 'no.', 'c', 'd', 'e', 'rows'),
    'seven columns with a counter': columns('id', 'b', 'c', 'd', 'e', 'f', 'g'),
    'eight columns': columns('1', '2', '3', '4', '5', '6', '7', '8'),
    'nine columns': columns('1', '2', '3', '4', '5', '6', '7', '8', '9'),
  });
  const ranges = read({
    'no known numbers': {},
    'ids up to 39': { inputRange: [0, 39] },
    'ids up to 40': { inputRange: [0, 40] },
    'fractions from 0': { inputRange: [0, 1.23456] },
    'fractions from above': { inputRange: [0.5, 3] },
    'numbers from -1': { inputRange: [-1, 3] },
  });
  const lines = [
    ...Object.entries(starts).flatMap(([start, of]) => linesOf(start, of, shapes)),
    ...linesOf('five columns', model(), named),
    ...linesOf('five columns in a list', model({ input: [5, 1] }), named),
    ...linesOf('a vocabulary of 40', model({ vocabulary: 40 }, 'tokens.py'), ranges),
    ...linesOf('a vocabulary of 40 without an embedding', model({ vocabulary: 40 }), ranges),
    ...linesOf('a vocabulary of 40 of no known layer', model({ vocabulary: 40, layers: [] }), ranges),
  ];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('told/inputMisfits.txt');
});
