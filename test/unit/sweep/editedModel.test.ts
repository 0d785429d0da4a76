import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SweepParameter, SweepValue } from '../../../src/protocol/sweep.js';
import { findModels } from '../../../src/source/findModels.js';
import { editedModel, keptModel, movedValues } from '../../../src/sweep/editedModel.js';
import { tunablesOf } from '../../../src/sweep/tunables.js';
import { inJavaScript, inPython, type Program } from '../diagnosis/programs.js';

const HIDDEN = [
  'dense({ units: 16, inputShape: [4], activation: "relu" })',
  'dense({ units: 8, activation: "tanh" })',
  'dropout({ rate: 0.3 })',
  'dense({ units: 8, activation: "tanh" })',
  'dense({ units: 8, activation: "tanh" })',
  'dense({ units: 3, activation: "softmax" })',
];
const IN_PYTHON = [
  'Dense(16, "relu", input_shape=(4,))',
  'Dense(8, activation="tanh")',
  'Dropout(0.3)',
  'Dense(8, activation="tanh")',
  'Dense(8, activation="tanh")',
  'Dense(3, activation="softmax")',
];
const JS = inJavaScript(
  HIDDEN,
  'optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy"',
  'xs, ys, { epochs: 9 }',
);
const PY = inPython(IN_PYTHON, 'optimizer="adam", loss="categorical_crossentropy"', 'x, y, epochs=9, batch_size=16');

function sourceOf({ file, text }: Program) {
  const models = findModels(text, file);
  const [model] = models;
  if (!model) return expect.fail(`no model in ${text}`);
  return { text, models, model };
}

/** The lines of a program that a value changes, as they are then. */
async function changed(program: Program, values: Readonly<Record<string, SweepValue>>): Promise<string[]> {
  const source = sourceOf(program);
  const parameters = tunablesOf(source.model).map(({ parameter }) => parameter);
  for (const id of Object.keys(values)) expect(parameters.map((each) => each.id)).toContain(id);
  const { text } = await editedModel(source, parameters, values, findModels);
  const before = program.text.split('\n');
  return text.split('\n').filter((line, index) => line !== before[index]);
}

const offered = (program: Program): SweepParameter[] =>
  tunablesOf(sourceOf(program).model).flatMap(({ parameter, isProposed }) => (isProposed ? [parameter] : []));

describe('what can be varied of a model', () => {
  it.each([...JS, ...PY])('is its literals but those of its last layer, with values around them: $file', (program) => {
    const found = offered(program);
    const first = program.text.split('\n').findIndex((line) => line.includes('16')) + 1;
    expect(found.map(({ id, own }) => `${id} ${own}`)).toEqual([
      `units@${first} 16`,
      `activation@${first} relu`,
      `units@${first + 1} 8`,
      `activation@${first + 1} tanh`,
      'dropout 0.3',
      `units@${first + 3} 8`,
      `activation@${first + 3} tanh`,
      `units@${first + 4} 8`,
      `activation@${first + 4} tanh`,
      `depth@${first + 1} 1`,
      `depth@${first + 3} 2`,
      'optimizer adam',
      `learningRate ${program.file.endsWith('.py') || program.file.endsWith('added.py') ? 0.001 : 0.003}`,
      `batchSize ${program.file.endsWith('.py') ? 16 : 32}`,
      'epochs 9',
      'data 1',
    ]);
    expect(found.find(({ name }) => name === 'learningRate')?.values).toHaveLength(3);
    expect(found[0]).toMatchObject({ scale: 'log', values: [4, 16, 64], whole: true });
  });

  it('is one place where several layers take their options from it', async () => {
    const file = join(import.meta.dirname, '..', '..', '..', 'examples', 'vanishing.js');
    const found = offered({ file, text: await readFile(file, 'utf8') });
    expect(found.filter(({ name }) => name === 'activation').map(({ own }) => own)).toEqual(['sigmoid', 'sigmoid']);
    expect(found.filter(({ name }) => name === 'depth')).toMatchObject([{ id: 'depth', own: 18, values: [5, 9, 18] }]);
  });
});

describe('a trial of a model', () => {
  it('has its values where the file has its own, in the language of the file', async () => {
    const [added, listed] = JS as [Program, Program];
    expect(await changed(added, { 'units@4': 32, 'activation@4': 'elu', dropout: 0.5, learningRate: 0.01 })).toEqual([
      'model.add(tf.layers.dense({ units: 32, activation: "elu" }));',
      'model.add(tf.layers.dropout({ rate: 0.5 }));',
      'model.compile({ optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" });',
    ]);
    expect(await changed(listed, { optimizer: 'sgd', learningRate: 0.01, batchSize: 8 })).toEqual([
      'model.compile({ optimizer: tf.train.sgd(0.01), loss: "categoricalCrossentropy" });',
      'await model.fit(xs, ys, { epochs: 9, batchSize: 8 });',
    ]);
    const [python] = PY as [Program];
    expect(await changed(python, { optimizer: 'rmsprop', learningRate: 0.01, batchSize: 8 })).toEqual([
      'model.compile(optimizer=RMSprop(learning_rate=0.01), loss="categorical_crossentropy")',
      'model.fit(x, y, epochs=9, batch_size=8)',
    ]);
  });

  it.each([...JS, ...PY])(
    'is as deep as that, with the values of its layers, on the same lines: $file',
    async (program) => {
      const [depth, units] = offered(program)
        .filter(({ name, own }) => (name === 'depth' && own === 2) || name === 'units')
        .toSorted((one) => (one.name === 'depth' ? -1 : 1))
        .flatMap(({ id }, index) => (index === 0 || index === 4 ? [id] : []));
      if (!depth || !units) return expect.fail('it has both');
      const source = sourceOf(program);
      const parameters = tunablesOf(source.model).map(({ parameter }) => parameter);
      const edited = (values: Record<string, SweepValue>) => editedModel(source, parameters, values, findModels);
      const deep = await edited({ [depth]: 4, [units]: 5 });
      const sizes = deep.model.layers.map(
        (layer) => layer.arguments?.list.find(({ value }) => typeof value === 'number')?.value,
      );
      expect(sizes).toEqual([16, 8, 0.3, 8, 5, 5, 5, 3]);
      const flat = await edited({ [depth]: 1 });
      expect(flat.model.layers).toHaveLength(5);
      for (const { text, model } of [deep, flat]) {
        expect(text.split('\n')).toHaveLength(program.text.split('\n').length);
        expect(model.compileLine).toBe(source.model.compileLine);
      }
    },
  );
});

describe('values that are put into a file for good', () => {
  const [added] = JS as [Program];
  const before = sourceOf(added);
  const parameters = tunablesOf(before.model).map(({ parameter }) => parameter);
  const put = async (text: string, values: Readonly<Record<string, SweepValue>>) => {
    const source = sourceOf({ ...added, text });
    const given = parameters.filter(({ id }) => Object.hasOwn(values, id));
    const moved = movedValues(before.model, source.model, given, values);
    const { edited, left } = await keptModel(source, moved.parameters, moved.values, findModels);
    return { text: edited.text, left: left.map(({ id }) => id) };
  };

  it('go where their lines have moved to', async () => {
    const moved = added.text.replace('const model', '// One line more.\nconst model');
    expect(moved).not.toBe(added.text);
    const { text } = await put(moved, { 'units@4': 32, epochs: 20 });
    const lines = moved.split('\n');
    expect(text.split('\n').filter((line, index) => line !== lines[index])).toEqual([
      'model.add(tf.layers.dense({ units: 32, activation: "tanh" }));',
      'await model.fit(xs, ys, { epochs: 20 });',
    ]);
  });

  it('are refused where there are more or fewer of them, and those that have no place are told', async () => {
    const fewer = added.text.replace('model.add(tf.layers.dense({ units: 8, activation: "tanh" }));', '');
    await expect(put(fewer, { 'units@4': 32 })).rejects.toThrow(/changed since the sweep.*units@4 32/);
    expect(await put(added.text.replace('epochs: 9', 'epochs: many'), { epochs: 20 })).toMatchObject({ left: [] });
    expect((await put(added.text.replace(/await model\.fit.*/, ''), { epochs: 20 })).left).toEqual(['epochs']);
  });
});
