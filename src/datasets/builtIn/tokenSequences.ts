import { memoryRows } from '../rows/memoryRows.js';
import type { RowSource } from '../rows/rowSource.js';
import { seededRandom } from '../sampling/seededRandom.js';
import type { ModelShapes, TargetDescription } from '../types.js';

interface Tokens {
  readonly samples: number;
  readonly seed: number;
}

const STEPS = 12;
const VOCABULARY = 20;
/** How far a sequence moves with each step: two tokens tell all that follow. */
const STRIDES = 3;

/**
 * Sequences that count up in steps of one to three and start over at the vocabulary's end, with the token that follows: after the last
 * one, or, for a model with an output for each step, after each.
 */
export function tokenRows({ samples, seed }: Tokens, shapes: ModelShapes): RowSource {
  const { length, vocabulary, width } = layOut(shapes);
  const each = shapes.output.length > 1;
  const random = seededRandom(seed);
  const x = new Float32Array(samples * length * width);
  const y = new Float32Array(samples * (each ? length : 1));
  for (let row = 0; row < samples; row++) {
    const start = random.below(vocabulary);
    const stride = 1 + random.below(STRIDES);
    const token = (step: number) => (start + stride * step) % vocabulary;
    for (let step = 0; step < length; step++) {
      const place = (row * length + step) * width;
      if (width === 1) x[place] = token(step);
      else x[place + token(step)] = 1;
      if (each) y[row * length + step] = token(step + 1);
    }
    if (!each) y[row] = token(length);
  }
  const inputShape = shapes.input?.length === 2 ? [length, width] : [length];
  return memoryRows({ name: 'tokens', x, y, inputShape, target: targetOf(y, each, length, vocabulary) });
}

/** `width` is 1 for token ids, and the vocabulary's size for one-hot inputs. */
function layOut({ input, output, vocabulary }: ModelShapes): { length: number; vocabulary: number; width: number } {
  const length = input?.[0] ?? STEPS;
  const width = input?.length === 2 ? (input[1] ?? 1) : 1;
  const last = output.at(-1) ?? 1;
  const known =
    vocabulary !== null && last > 1 ? Math.min(vocabulary, last) : (vocabulary ?? (last > 1 ? last : VOCABULARY));
  return { length, vocabulary: width > 1 ? Math.min(width, last > 1 ? last : width) : known, width };
}

function targetOf(y: Float32Array, each: boolean, length: number, vocabulary: number): TargetDescription {
  if (each) return { kind: 'tokens', length, vocabulary };
  const labels = Array.from({ length: vocabulary }, (_, token) => String(token));
  const counts = new Array<number>(vocabulary).fill(0);
  for (const token of y) counts[token] = (counts[token] ?? 0) + 1;
  return { kind: 'classes', labels, counts };
}
