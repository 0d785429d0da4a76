import type { BuiltIn } from './builtIn/builtIn.js';
import { builtIns } from './builtIn/catalogue.js';
import { dataStore } from './download/downloadDataset.js';
import { explainMismatch } from './mismatch/explainMismatch.js';
import { inputMismatch } from './mismatch/inputMismatch.js';
import { openRows } from './rows/openRows.js';
import { sizeOf } from './rows/shapes.js';
import { targetNeed } from './targetNeed.js';
import type { DatasetDescription, ModelShapes } from './types.js';

/** One line of what GradLens can train on without a file. */
export type ListedDataset = Omit<BuiltIn, 'open' | 'labels' | 'isOfNumbers'>;

const random: ListedDataset = {
  name: 'random',
  title: 'Random',
  description: 'Noise in exactly these shapes, for a first look at the gradients.',
  inputShape: null,
  target: "whatever the model's loss takes",
  samples: 640,
  download: null,
  license: null,
};

export function listDatasets(): readonly ListedDataset[] {
  return [random, ...builtIns.map(({ open: _, labels: __, isOfNumbers: ___, ...listed }) => listed)];
}

/**
 * What fits a model in the order in which it suits: data of its own shape first, classes behind numbers where it is to tell numbers, noise behind
 * all of it, and last what only a lookup would take, as ids that they are not.
 */
export function bySuit(fitting: readonly ListedDataset[], shapes: KnownShapes): ListedDataset[] {
  const { input, vocabulary } = shapes;
  const looksUp = vocabulary !== null;
  const need = targetNeed({ ...shapes, output: shapes.output ?? [] });
  const tellsNumbers = shapes.loss !== null && need.kind === 'numbers' && need.reach === 'all';
  const rank = (data: ListedDataset): number =>
    tellsNumbers && !OF_NUMBERS.has(data.name) ? Math.max(shapeRank(data), SUITS.classesAsNumbers) : shapeRank(data);
  const shapeRank = ({ name, inputShape }: ListedDataset): number => {
    if (name === 'random') return SUITS.noise;
    if (inputShape !== null) return looksUp ? SUITS.numbersAsIds : SUITS.ownShape;
    if (name !== 'tokens') return SUITS.madeToFit;
    if (looksUp) return SUITS.ownShape;
    // Of one row of numbers an id would be a size, which it is not.
    return input?.length === 1 ? SUITS.idsAsNumbers : SUITS.madeToFit;
  };
  return fitting.toSorted((one, other) => rank(one) - rank(other));
}

const OF_NUMBERS: ReadonlySet<string> = new Set(
  builtIns.filter(({ isOfNumbers }) => isOfNumbers).map(({ name }) => name),
);

const SUITS = { ownShape: 0, madeToFit: 1, classesAsNumbers: 2, idsAsNumbers: 3, noise: 4, numbersAsIds: 5 } as const;

/** So many samples of data that is made show how it is. */
const SHOWN = 64;

/** What is known of a model before it is made: its outputs may be open. */
type KnownShapes = Omit<ModelShapes, 'output'> & { readonly output: ModelShapes['output'] | null };

/** By the name of what does not fit a model, why not, as its run would fail with in more words. */
export async function misfits({ output, ...known }: KnownShapes): Promise<ReadonlyMap<string, string>> {
  const shapes = { ...known, output: output ?? [] };
  const model = { ...shapes, layers: [], compiles: [] };
  const found = await Promise.all(
    builtIns.map(async (data) => {
      const description = await describe(data, shapes);
      const mismatches = output ? explainMismatch(description, model, undefined) : [inputMismatch(description, model)];
      const error = mismatches.filter((each) => each !== null).find(({ severity }) => severity === 'error');
      return error ? [[data.name, error.short] as const] : [];
    }),
  );
  return new Map(found.flat());
}

/** As it would be for the model; of a download, which need not be here, from what is known of it. */
async function describe(data: BuiltIn, shapes: ModelShapes): Promise<DatasetDescription> {
  const { name, title, inputShape, labels } = data;
  if (labels && inputShape) {
    const description = { rows: null, validationRows: null, inputNames: null, inputRange: null };
    const places = { rows: 1, inputSize: sizeOf(inputShape) };
    return { ...description, ...places, name: title, inputShape, target: { kind: 'classes', labels, counts: null } };
  }
  const spec = { kind: 'builtin', name, samples: SHOWN } as const;
  const dataset = openRows(await data.open(spec, shapes, { store: dataStore() }), {}, shapes);
  await dataset.close();
  // A list has one line to say it in.
  return { ...dataset.description, name: title, inputNames: null };
}
