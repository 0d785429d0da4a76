import type { SeededRandom } from '../sampling/seededRandom.js';
import { targetNeed } from '../targetNeed.js';
import type { ModelShapes, TargetDescription } from '../types.js';

interface RandomTarget {
  readonly target: TargetDescription;
  fill(random: SeededRandom, y: Float32Array): void;
}

/** What the model's loss and last layer can be told, by chance. */
export function randomTarget(output: readonly number[], shapes: ModelShapes): RandomTarget {
  const need = targetNeed({ ...shapes, output });
  if (need.kind === 'classes') return classTarget(output, need.classes, need.as);
  if (need.kind === 'binary') {
    if (output.length === 1 && output[0] === 1) return classTarget(output, 2, 'index');
    return numbers(output, (random) => random.below(2));
  }
  if (need.kind === 'signs') return numbers(output, (random) => 2 * random.below(2) - 1);
  switch (need.reach) {
    case 'all':
      return numbers(output, (random) => random.normal());
    case 'positive':
      return numbers(output, (random) => Math.abs(random.normal()));
    case 'symmetric':
      return numbers(output, (random) => 2 * random.uniform() - 1);
    case 'unit':
    case 'shares':
      return numbers(output, (random) => random.uniform());
  }
}

/** A class for a sample, for each step of a sequence, or for each point of a picture. */
function classTarget(output: readonly number[], classes: number, as: 'onehot' | 'index'): RandomTarget {
  const places = output.slice(0, -1);
  const index = (random: SeededRandom) => random.below(classes);
  if (places.length === 0) {
    const labels = Array.from({ length: classes }, (_, label) => String(label));
    return { target: { kind: 'classes', labels, counts: null }, fill: filledBy(index) };
  }
  const [length = 1] = places;
  if (places.length === 1) return { target: { kind: 'tokens', length, vocabulary: classes }, fill: filledBy(index) };
  if (as === 'index') return numbers([...places, 1], index);
  return {
    target: { kind: 'numbers', shape: output },
    fill(random, y) {
      for (let place = 0; place < y.length; place += classes) y[place + index(random)] = 1;
    },
  };
}

function numbers(shape: readonly number[], make: (random: SeededRandom) => number): RandomTarget {
  return { target: { kind: 'numbers', shape }, fill: filledBy(make) };
}

function filledBy(make: (random: SeededRandom) => number): RandomTarget['fill'] {
  return (random, y) => {
    for (let place = 0; place < y.length; place++) y[place] = make(random);
  };
}
