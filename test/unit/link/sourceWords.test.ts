import { expect, it } from 'vitest';
import { sourceWords } from '../../../src/trainer/link/sourceWords.js';

/** Milliseconds that also a busy machine needs for no statement here. */
const PATIENCE = 15_000;

const LOOP = 'const texts = ["so good", "so bad"];\nconst wordIndex = {};\n';

it.each([
  ['const wordIndex = { good: 1, bad: 2 };', 'wordIndex', ['', 'good', 'bad']],
  ['export const vocab = ["<pad>", "good"];', 'vocab', ['<pad>', 'good']],
  ['const vocab = new Map([["good", 1], ["bad", 0]]);', 'vocab', ['bad', 'good']],
  ['const idx2word = { 0: "good", 2: "bad" };', 'idx2word', ['good', '', 'bad']],
  [
    'const words = ["b", "a"];\nconst charToIndex = Object.fromEntries(words.map((word, i) => [word, i + 1]));',
    'charToIndex',
    ['', 'b', 'a'],
  ],
  [
    `${LOOP}for (const text of texts) for (const word of text.split(" ")) wordIndex[word] ??= Object.keys(wordIndex).length + 1;`,
    'wordIndex',
    ['', 'so', 'good', 'bad'],
  ],
  [
    `${LOOP}let next = 1;\ntexts.forEach((text) => text.split(" ").forEach((word) => { if (!(word in wordIndex)) wordIndex[word] = next++; }));`,
    'wordIndex',
    ['', 'so', 'good', 'bad'],
  ],
  [
    'const text = "abca";\nconst vocab = [...new Set(text)].sort();\nconst xs = tf.tensor1d([...text].map((c) => vocab.indexOf(c)));',
    'vocab',
    ['a', 'b', 'c'],
  ],
  [
    'function number(texts) { const index = new Map(); for (const t of texts) index.set(t, index.size); return index; }\nconst tokenIndex = number(["b", "a"]);',
    'tokenIndex',
    ['b', 'a'],
  ],
])('The words of tokens are those that a module of JavaScript numbers: %s', (text, name, list) => {
  expect(sourceWords(text, 'net.js', PATIENCE)).toEqual({ name, list });
});

it.each([
  'import { vocab } from "./words.js";',
  'const vocab = await (await fetch("words.json")).json();',
  'const vocab = fs.readFileSync("words.txt", "utf8").split("\\n");',
  'const vocab = ["good", "bad"];',
  'const vocab = ["good", "bad"];\nconst xs = texts.map((word) => vocab.indexOf(word) + 1);',
  'const vocab = ["<pad>", "good", "bad"].sort(() => Math.random() - 0.5);',
  'const wordIndex = { good: 1, bad: 2 };\nconst xs = texts.map((word) => wordIndex[word] + 3);',
  'const wordIndex = {};\nfunction add(word) { wordIndex[word] = Object.keys(wordIndex).length; }\n["a", "b"].forEach(add);',
  'const wordIndex = { a: 0, b: 1 };\nfor (const word of load()) wordIndex[word] = 2;',
  'const wordIndex = { a: 0, b: 1 };\nconst targetIndex = { c: 0, d: 1 };\nconst word2id = { c: 0, d: 1 };',
  'const vocab = ["a", "b"]; while (true);',
  'const vocabSize = 20;',
])('Nothing is taken for words that may not be what the numbers stand for: %s', (text) => {
  expect(sourceWords(text, 'net.js')).toBeNull();
});
