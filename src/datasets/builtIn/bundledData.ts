import { brotliDecompressSync } from 'node:zlib';
import digits from '../../arrays/sklearn/files/digits.json' with { type: 'json' };
import iris from '../../arrays/sklearn/files/iris.json' with { type: 'json' };
import { byteRows } from '../rows/byteRows.js';
import { memoryRows } from '../rows/memoryRows.js';
import type { BuiltIn } from './builtIn.js';

const IRIS_NAMES = ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'];
const IRIS_SPECIES = ['setosa', 'versicolor', 'virginica'];
/** Flowers of each species, one species after the other. */
const EACH_SPECIES = 50;

/** Brightness of a white pixel in the 8x8 digits. */
const DIGITS_WHITE = 16;
const DIGIT_LABELS = Array.from({ length: 10 }, (_, digit) => String(digit));

/** Data sets that GradLens brings along. */
export const bundledData: readonly BuiltIn[] = [
  {
    name: 'iris',
    title: 'Iris',
    description: 'Sepals and petals of 150 flowers, and their species (Fisher, 1936).',
    inputShape: [4],
    target: '3 species',
    samples: 150,
    download: null,
    license: 'CC BY 4.0, UCI Machine Learning Repository',
    open: ({ normalize }) =>
      memoryRows(
        {
          name: 'iris',
          x: Float32Array.from(iris.measures.flat()),
          y: Float32Array.from(iris.measures, (_, row) => Math.floor(row / EACH_SPECIES)),
          inputShape: [4],
          inputNames: IRIS_NAMES,
          target: { kind: 'classes', labels: IRIS_SPECIES, counts: IRIS_SPECIES.map(() => EACH_SPECIES) },
        },
        normalize,
      ),
  },
  {
    name: 'digits',
    title: 'Digits, 8x8',
    description: 'Handwritten digits as 8x8 grayscale images (Alpaydin and Kaynak, 1998).',
    inputShape: [8, 8, 1],
    target: '10 digits',
    samples: 1797,
    download: null,
    license: 'CC BY 4.0, UCI Machine Learning Repository',
    open: ({ normalize }) => {
      const labels = Uint8Array.from(digits.labels, Number);
      return byteRows(
        {
          name: 'digits',
          pixels: brotliDecompressSync(Buffer.from(digits.pixels, 'base64')),
          labels,
          inputShape: [8, 8, 1],
          white: DIGITS_WHITE,
          target: { kind: 'classes', labels: DIGIT_LABELS, counts: countsOf(labels, DIGIT_LABELS.length) },
        },
        normalize,
      );
    },
  },
];

function countsOf(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
