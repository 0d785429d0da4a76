// Makes a workspace of many files, of which some hold models.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES_A_FOLDER = 50;

const javaScriptModel = `import * as tf from '@tensorflow/tfjs';
export function buildModel(units) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units, activation: 'relu', inputShape: [8] }));
  model.add(tf.layers.dropout({ rate: 0.2 }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  return model;
}
`;
const pythonModel = `from tensorflow import keras
from tensorflow.keras import layers

def build_model(units):
    model = keras.Sequential()
    model.add(layers.Dense(units, activation="relu", input_shape=(8,)))
    model.add(layers.Dropout(0.2))
    model.add(layers.Dense(1))
    model.compile(optimizer="adam", loss="mse")
    return model
`;
const javaScriptFiller = (/** @type {number} */ index) => `
export function helper${index}(rows) {
  const kept = rows.filter((row) => row.value > ${index} && row.name !== 'none');
  return kept.map(({ name, value }) => ({ name, share: value / kept.length }));
}
`;
const pythonFiller = (/** @type {number} */ index) => `

def helper_${index}(rows):
    kept = [row for row in rows if row.value > ${index} and row.name != "none"]
    return {row.name: row.value / len(kept) for row in kept}
`;

/**
 * @param {string} root
 * @param {{ files: number, share: number }} size the share of files that hold a model, from 0 to 1
 */
export function makeWorkspace(root, { files, share }) {
  for (let index = 0; index < files; index++) {
    const folder = join(root, `part${index % 7}`, `folder${Math.floor(index / FILES_A_FOLDER)}`);
    mkdirSync(folder, { recursive: true });
    const python = index % 3 === 0;
    const hasModel = Math.floor(index * share) !== Math.floor((index + 1) * share);
    const filler = Array.from({ length: 10 }, (_, part) => (python ? pythonFiller : javaScriptFiller)(index + part));
    const start = hasModel ? (python ? pythonModel : javaScriptModel) : '';
    writeFileSync(join(folder, `module${index}.${python ? 'py' : 'ts'}`), start + filler.join(''));
  }
}
