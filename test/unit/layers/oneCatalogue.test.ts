import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { layerNames } from '../../../src/layers/catalogue.js';

const root = new URL('../../../src/', import.meta.url);

/** Rooms where a class's name stands because something is made for that one class. */
const MAKERS = /^(?:layers|keras\/layers|tfjs)\//;

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !MAKERS.test(name))
  .map((name) => ({ name, text: withoutComments(readFileSync(new URL(name, root), 'utf8')) }));

/** What is left where each comment and each text for people is taken out; a text for people has a space. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

/** Parts of the names of layers that hardly anything else has. */
const PARTS =
  /Conv|Dense|LSTM|GRU|RNN|Pooling|Dropout|Flatten|Reshape|Embedding|(?<![a-z])Softmax|ReLU|Bidirectional|TimeDistributed|UpSampling|ZeroPadding|Cropping|Normalization|(?<![\w.])[123]D/;

it('no regular expression outside the catalogue guesses what a layer is from its name', () => {
  const guesses = files.flatMap(({ name, text }) =>
    [
      ...text.matchAll(
        /(?<=[(,=:?|&!\s[])\/(?![/*\s])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/[dgimsuvy]*(?=[\s).,;\]])/g,
      ),
    ]
      .map(([expression]) => expression)
      .filter((expression) => PARTS.test(expression))
      .map((expression) => `${name}: ${expression}`),
  );
  expect(guesses).toEqual([]);
});

it('no list outside the catalogue tells layers apart by their names', () => {
  const isName = new Set(layerNames.filter((name) => /[a-z]/.test(name) && /[A-Z]/.test(name)));
  const lists = files.flatMap(({ name, text }) => {
    const named = [...text.matchAll(/'([A-Z]\w+)'|^\s+([A-Z]\w+):/gm)].map(([, quoted, key]) => quoted ?? key ?? '');
    const classes = new Set(named.filter((each) => isName.has(each)));
    return classes.size > MOST_NAMES ? [`${name}: ${[...classes].join(', ')}`] : [];
  });
  expect(lists).toEqual([]);
});

/** Advice on one layer may name it, and another beside it. */
const MOST_NAMES = 2;
