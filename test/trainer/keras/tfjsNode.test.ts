import { describe } from 'vitest';
import { agreesWithKeras } from './support/agreesWithKeras.js';

describe('a Keras model on tfjs-node', () => {
  agreesWithKeras('tfjs-node');
});
