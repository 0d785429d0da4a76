import { describe, expect, it } from 'vitest';
import { findModels } from '../../../../src/source/findModels.js';
import { questionsOf } from '../../../../src/source/slice/proposals.js';
import { sliceModel } from '../../../../src/source/slice/sliceModel.js';

/** The rows of a slice with their lines, without those that were made, and its questions with their proposals. */
function sliceOf(code: string, file = 'net.js') {
  const [model] = findModels(code, file);
  const slice = model && sliceModel(code, model);
  if (!model || !slice) throw new Error('no model');
  const rows = slice.code.split('\n').map((row, index) => [slice.lines[index], row] as const);
  return {
    rows: rows.filter(([line]) => line !== 0).map(([line, row]) => `${line}:${row}`),
    code: slice.code,
    questions: Object.fromEntries(questionsOf(slice, model, code).map(({ name, proposal }) => [name, proposal])),
    compiles: slice.compiles,
  };
}

describe('a slice', () => {
  it('keeps what makes and compiles the model, at its lines and columns, and nothing else', () => {
    const { rows, questions, compiles } = sliceOf(`import * as tf from '@tensorflow/tfjs';
import { show } from './page';
const UNITS = 8;
async function run() {
  const data = await fetch('/data').then((r) => r.json());
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: UNITS, inputShape: [2] }));
  show(model);
  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  await model.fit(data.xs, data.ys);
}
run();`);
    expect(rows).toEqual([
      '3:      UNITS = 8',
      '6:        model = tf.sequential()',
      '7:  model.add(tf.layers.dense({ units: UNITS, inputShape: [2] }));',
      "9:  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });",
    ]);
    expect(questions).toEqual({});
    expect(compiles).toBe(true);
  });

  it('asks for parameters and for values of the page, with what the project gives them or what suits them', () => {
    const { questions } = sliceOf(`function build(units, rate = 0.25, { classes }) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units, inputShape: [document.getElementById('width').value] }));
  model.add(tf.layers.dropout({ rate }));
  model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
}
build(24);`);
    expect(questions).toEqual({ units: '24', width: '10', rate: '0.25', classes: '3' });
  });

  it('asks once for one value, and by the shape of the data', () => {
    const { code, questions } = sliceOf(`export function build(xs) {
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ filters: 4, kernelSize: 3, inputShape: [xs.shape[1], xs.shape[2], xs.shape[1]] }));
  return model;
}`);
    expect(Object.values(questions)).toEqual(['28', '28']);
    expect(code).not.toContain('xs.shape');
  });

  it('takes the state of React as a proposal', () => {
    const { questions, rows } = sliceOf(
      `import { useState } from 'react';
export function Net() {
  const [units, setUnits] = useState(12);
  const train = () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [2] })] });
  };
  return <button onClick={train}>{units}</button>;
}`,
      'Net.jsx',
    );
    expect(questions).toEqual({ units: '12' });
    expect(rows).toHaveLength(1);
  });

  it('runs the arm of a branch that makes the model where the condition is not known', () => {
    const { code, questions } = sliceOf(`let model;
async function init(saved) {
  if (saved) { model = await tf.loadLayersModel(saved); } else {
    model = tf.sequential();
    model.add(tf.layers.dense({ units: 1, inputShape: [1] }));
  }
}`);
    expect(questions).toEqual({});
    expect(code).not.toContain('loadLayersModel');
    expect(code).toContain('model.add(');
  });

  it('follows this through the class', () => {
    const { code, questions } = sliceOf(`class Net {
  hidden = 6;
  constructor(size) { this.size = size; }
  dense(units) { return tf.layers.dense({ units, inputShape: [this.size] }); }
  build() {
    this.model = tf.sequential();
    this.model.add(this.dense(this.hidden));
  }
  finish() { this.model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' }); }
}`);
    expect(questions).toEqual({ size: '10' });
    expect(code).toContain('gradlensModel().compile');
  });

  it('is free of types', () => {
    const { rows } = sliceOf(
      `function build(units: number): tf.Sequential {
  const model: tf.Sequential = tf.sequential() as tf.Sequential;
  model!.add(tf.layers.dense({ units: units as number, inputShape: <number[]>[1] }));
  return model;
}`,
      'net.ts',
    );
    expect(rows.join('\n')).not.toMatch(/: tf|as |!|<number/);
  });

  it('makes an instance of a class that is a Sequential', () => {
    const { code } = sliceOf(`class Net extends tf.Sequential {
  constructor() { super(); this.add(tf.layers.dense({ units: 1, inputShape: [1] })); }
}`);
    expect(code).toMatch(/class Net extends tf\.Sequential[\s\S]*new Net\(\);/);
  });
});
