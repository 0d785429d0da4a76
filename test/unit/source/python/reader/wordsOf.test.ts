import { expect, it } from 'vitest';
import { read } from './read.js';

const IMPORTS = `from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.layers import TextVectorization`;

const wordsOf = (text: string) =>
  read(`${IMPORTS}\n${text}\nmodel = Sequential([Embedding(5, 2, input_length=3), Flatten(), Dense(1)])\n`).values
    .words;

it.each([
  ["word_index = {'good': 1, 'bad': 2}", 'word_index', ['', 'good', 'bad']],
  ["vocab = ['<pad>', 'good', 'bad']", 'vocab', ['<pad>', 'good', 'bad']],
  [
    "texts = ['so good', 'so bad']\nvocab = sorted(set(' '.join(texts).split()))\nx = vocab.index('so')",
    'vocab',
    ['bad', 'good', 'so'],
  ],
  ["idx2word = {0: 'good', 2: 'bad'}", 'idx2word', ['good', '', 'bad']],
  ["words = ['b', 'a']\nchar_to_ix = {c: i for i, c in enumerate(words)}", 'char_to_ix', ['b', 'a']],
  [
    "texts = ['so good', 'so bad, bad']\ntok = Tokenizer(num_words=4, oov_token='<OOV>')\ntok.fit_on_texts(texts)",
    'tok',
    ['', '<OOV>', 'so', 'bad', 'good'],
  ],
  ["tok = Tokenizer()\ntok.fit_on_texts(['b a a'])\nword_index = tok.word_index", 'tok', ['', 'a', 'b']],
  ["vectorize = TextVectorization(vocabulary=['good', 'bad'])", 'vectorize', ['', '[UNK]', 'good', 'bad']],
  [
    "vectorize = TextVectorization()\nvectorize.adapt(['Good, bad!', 'good'])",
    'vectorize',
    ['', '[UNK]', 'good', 'bad'],
  ],
  ["vocab = ['good', 'bad']\nword_index = {w: i + 1 for i, w in enumerate(vocab)}", 'word_index', ['', 'good', 'bad']],
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
  "vocab = ['good', 'bad']",
  "vocab = ['good', 'bad']\nx = [vocab.index(w) + 1 for w in ['bad']]",
  "word_index = {'good': 1, 'bad': 2}\nx = [word_index[w] + 3 for w in ['bad']]",
  "source = Tokenizer()\nsource.fit_on_texts(['one two'])\ntarget = Tokenizer()\ntarget.fit_on_texts(['ein zwei'])",
  "tok = Tokenizer()\ntok.fit_on_texts(open('reviews.txt').read().split())",
  'vectorize = TextVectorization(max_tokens=100)',
  "vectorize = TextVectorization(vocabulary=['good'])\nvectorize.adapt(open('reviews.txt').read().split())",
])('Nothing is taken for words that does not say so, or of which a text could not be read: %s', (text) => {
  expect(wordsOf(text)).toBeNull();
});
