import type { SeededRandom } from '../sampling/seededRandom.js';
import type { ModelShapes } from '../types.js';

interface RandomInput {
  readonly range: readonly [number, number] | null;
  fill(random: SeededRandom, x: Float32Array): void;
}

/** Token ids for an embedding, from 0 to 1 for pictures, else standard normal. */
export function randomInput(shape: readonly number[], { vocabulary }: Pick<ModelShapes, 'vocabulary'>): RandomInput {
  if (vocabulary !== null) return each([0, Math.max(0, vocabulary - 1)], (random) => random.below(vocabulary));
  if (isPicture(shape)) return each([0, 1], (random) => random.uniform());
  return each(null, (random) => random.normal());
}

function isPicture(shape: readonly number[]): boolean {
  return shape.length === 3 && (shape[2] ?? 0) <= 4;
}

function each(range: RandomInput['range'], make: (random: SeededRandom) => number): RandomInput {
  return {
    range,
    fill(random, x) {
      for (let place = 0; place < x.length; place++) x[place] = make(random);
    },
  };
}
