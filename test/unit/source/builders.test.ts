import { describe, expect, it } from 'vitest';
import { findModels } from '../../../src/source/findModels.js';

const DENSE = 'tf.layers.dense({ units: 1, inputShape: [1] })';
const builderOf = (code: string) => findModels(code, 'net.js')[0]?.builder;

describe('what builds a model', () => {
  it('is nothing for one that is made as the file loads', () => {
    expect(builderOf(`const model = tf.sequential({ layers: [${DENSE}] });`)).toBeNull();
    expect(builderOf('(async () => { const model = tf.sequential(); })();')).toBeNull();
  });

  it('is the innermost named function, with its parameters and its export', () => {
    const code = `export const build = async (units = 10, { rate, shape: [rows] }) => {
      const model = tf.sequential();
      list.forEach(() => model.add(${DENSE}));
      return model;
    };`;
    expect(builderOf(code)).toEqual({
      kind: 'function',
      name: 'build',
      exportedAs: 'build',
      parameters: [
        { name: 'units', defaultValue: '10' },
        { name: '{ rate, shape: [rows] }', defaultValue: null },
      ],
      returnsModel: true,
    });
  });

  it.each([
    ['export default function build() { return tf.sequential(); }', 'default'],
    ['function build() { return tf.sequential(); } module.exports = { make: build };', 'make'],
    ['const build = () => tf.sequential(); exports.build = build;', 'build'],
    ['const build = () => tf.sequential(); export { build as net };', 'net'],
    ['const build = () => tf.sequential();', null],
  ])('of %j is exported as %s', (code, name) => {
    expect(builderOf(code)).toMatchObject({ name: 'build', exportedAs: name, returnsModel: true });
  });

  it.each([
    ['export default (tf) => tf.sequential();', 'default', 'default'],
    ['module.exports = function (tf) { return tf.sequential(); };', 'default', 'default'],
    ['module.exports = { make() { return tf.sequential(); } };', 'make', 'make'],
    ['module.exports = { make: () => tf.sequential() };', 'make', 'make'],
  ])('of %j is %s, exported as %s', (code, name, exportedAs) => {
    expect(builderOf(code)).toMatchObject({ kind: 'function', name, exportedAs, returnsModel: true });
  });

  it('is a method, a class whose constructor makes it, or a class that is a Sequential', () => {
    expect(builderOf('class Net { build(n) { this.model = tf.sequential(); } } exports.Net = Net;')).toMatchObject({
      kind: 'method',
      name: 'Net.build',
      exportedAs: 'Net',
      returnsModel: false,
    });
    expect(builderOf('export class Net { constructor(n) { this.model = tf.sequential(); } }')).toMatchObject({
      kind: 'class',
      name: 'Net',
      parameters: [{ name: 'n', defaultValue: null }],
    });
    expect(builderOf('class Net extends tf.Sequential {}')).toMatchObject({
      kind: 'class',
      name: 'Net',
      exportedAs: null,
    });
  });
});

describe('a layer that is made more than once', () => {
  const repeated = (code: string) => findModels(code, 'net.js')[0]?.layers.map((layer) => [layer.line, layer.repeated]);

  it('is marked in loops, callbacks and helpers that a loop calls', () => {
    const code = `const block = () => ${DENSE};
const model = tf.sequential();
model.add(${DENSE});
for (let i = 0; i < 3; i++) model.add(${DENSE});
[1, 2].forEach(() => model.add(${DENSE}));
while (more()) { model.add(block()); }`;
    expect(repeated(code)).toEqual([
      [3, false],
      [4, true],
      [5, true],
      [1, true],
    ]);
  });

  it('is not where the whole model is made in the loop', () => {
    expect(
      repeated(`for (const size of sizes) {\n  const model = tf.sequential();\n  model.add(${DENSE});\n}`),
    ).toEqual([[3, false]]);
  });
});

describe('scripts of pages and components', () => {
  it('have their models at the lines of the page', () => {
    const page = `<html><body>
<script src="tf.js"></script>
<script type="application/json">{ "model": "tf.sequential()" }</script>
<script>const layers = tf.layers;</script>
<p>tf.sequential() in the text</p>
<script type="module">
  const model = tf.sequential();
  model.add(layers.dense({ units: 2, inputShape: [3] }));
</script></body></html>`;
    expect(findModels(page, 'page.html')).toMatchObject([{ line: 7, layers: [{ line: 8, className: 'Dense' }] }]);
  });

  it.each(['Net.vue', 'Net.svelte'])('have their models in %s', (file) => {
    const component = `<template><p>{{ loss }}</p></template>
<script setup lang="ts">
import * as tf from '@tensorflow/tfjs';
const model: tf.Sequential = tf.sequential();
</script>`;
    expect(findModels(component, file)).toMatchObject([{ line: 4, name: 'model' }]);
  });
});
