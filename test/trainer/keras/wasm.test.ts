import { describe } from 'vitest';
import { agreesWithKeras } from './support/agreesWithKeras.js';

describe('a Keras model on the embedded default', () => {
  agreesWithKeras('wasm');
});
