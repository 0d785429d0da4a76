import type { MismatchModel } from '../../../src/datasets/mismatch/types.js';
import type { DatasetDescription, TargetDescription } from '../../../src/datasets/types.js';
import { findModels } from '../../../src/source/findModels.js';

const js = `const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, inputShape: [5], activation: 'relu' }));
model.add(tf.layers.dense({ activation: 'sigmoid', units: 1 }));
model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
`;

const python = `from keras.models import Sequential; from keras.layers import Dense, LSTM; model = Sequential([
    LSTM(8, return_sequences=True, input_shape=(10, 3)),
    Dense(2, activation="softmax")])
model.compile(loss="sparse_categorical_crossentropy")
`;

const tokens = `from keras.models import Sequential; from keras.layers import Input, Dense, Embedding, Flatten; model = Sequential([
    Input((5,)), Embedding(40, 8), Flatten(), Dense(1, activation='sigmoid')])
model.compile(loss="binary_crossentropy")
`;

const sized = `const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, inputDim: 5 }));
model.add(tf.layers.dense({ units: 1 }));
model.add(tf.layers.activation({ activation: 'sigmoid' }));
model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
`;

/** Models with the units of their layers. */
const sources: Readonly<Record<string, { readonly text: string; readonly units: readonly (number | null)[] }>> = {
  'net.js': { text: js, units: [16, 1] },
  'net.py': { text: python, units: [null, 2] },
  'tokens.py': { text: tokens, units: [null, null, null, 1] },
  'sized.js': { text: sized, units: [16, 1, null] },
};

export const sourceOf = (file: string): string => sources[file]?.text ?? '';

export function model(some: Partial<MismatchModel> = {}, file = 'net.js'): MismatchModel {
  const [found] = findModels(sourceOf(file), file);
  const layers = (found?.layers ?? []).map((source, index) => {
    const { className, span } = source;
    return { className, location: { file, ...span.start }, source, units: sources[file]?.units[index] ?? null };
  });
  return {
    input: [5],
    output: [1],
    vocabulary: null,
    loss: 'binaryCrossentropy',
    lastActivation: 'sigmoid',
    layers,
    compiles: found?.compiles ?? [],
    ...some,
  };
}

export function data(target: TargetDescription, some: Partial<DatasetDescription> = {}): DatasetDescription {
  const all = { name: 'data.csv', rows: 10, validationRows: 0, inputShape: [5], inputNames: null, inputRange: null };
  return { ...all, target, ...some };
}

export function classes(...labels: string[]): TargetDescription {
  return { kind: 'classes', labels, counts: null };
}
