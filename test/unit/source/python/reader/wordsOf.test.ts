import { expect, it } from 'vitest';
import { read } from './read.js';

const wordsOf = (text: string) =>
  read(`${text}\nmodel = Sequential([Embedding(5, 2, input_length=3), Flatten(), Dense(1)])\n`).values.words;

it.each([
  ["word_index = {'good': 1, 'bad': 2}", 'word_index', ['', 'good', 'bad']],
  ["vocab = ['<pad>', 'good', 'bad']", 'vocab', ['<pad>', 'good', 'bad']],
  ["texts = ['so good', 'so bad']\nvocab = sorted(set(' '.join(texts).split()))", 'vocab', ['bad', 'good', 'so']],
  ["idx2word = {0: 'good', 2: 'bad'}", 'idx2word', ['good', '', 'bad']],
  ["words = ['b', 'a']\nchar_to_ix = {c: i for i, c in enumerate(words)}", 'char_to_ix', ['b', 'a']],
])('The words of tokens are those of a variable that is named so: %s', (text, name, list) => {
  expect(wordsOf(text)).toEqual({ name, list });
});

it.each([
  "labels = ['good', 'bad']",
  "word_index = {'good': 1, 'bad': 1}",
  "word_index = {'good': 0.5, 'bad': 1}",
  'vocab = [1, 2]',
  "vocab = ['two words', 'one']",
  'vocab_size = 20',
])('Nothing is taken for words that does not say so, or of which a text could not be read: %s', (text) => {
  expect(wordsOf(text)).toBeNull();
});
