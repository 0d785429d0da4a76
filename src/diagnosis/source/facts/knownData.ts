import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall, SourceOrigins } from '../../../protocol/sourceValue.js';
import { lastPart } from './names.js';
import { isSamePlace } from './places.js';
import { callArgument } from './training.js';

/** Data that come with a library, or that one of its functions makes. */
interface KnownData {
  readonly title: string;
  /** Of the inputs, as they come. */
  readonly range: readonly [least: number, greatest: number] | null;
  readonly samples: number | null;
  /** Of the targets; 0 where they are numbers, null where that is not known. */
  readonly classes: number | null;
  /** Epochs below which no published net has learned it. */
  readonly fewestEpochs?: number;
}

const PICTURES = { range: [0, 255] as const };

/** By the last two parts of the name of what gives them. */
const KNOWN: Readonly<Record<string, KnownData>> = {
  'mnist.load_data': { ...PICTURES, title: 'MNIST', samples: 60_000, classes: 10 },
  'fashion_mnist.load_data': { ...PICTURES, title: 'Fashion-MNIST', samples: 60_000, classes: 10 },
  'cifar10.load_data': { ...PICTURES, title: 'CIFAR-10', samples: 50_000, classes: 10, fewestEpochs: 10 },
  'cifar100.load_data': { ...PICTURES, title: 'CIFAR-100', samples: 50_000, classes: 100, fewestEpochs: 10 },
  'reuters.load_data': { title: 'Reuters', range: null, samples: 8982, classes: 46 },
  'imdb.load_data': { title: 'IMDB', range: null, samples: 25_000, classes: 2 },
  'boston_housing.load_data': { title: 'Boston housing', range: [0, 711], samples: 404, classes: 0 },
  'datasets.load_iris': { title: 'Iris', range: [0.1, 7.9], samples: 150, classes: 3 },
  'datasets.load_wine': { title: 'Wine', range: [0.13, 1680], samples: 178, classes: 3 },
  'datasets.load_breast_cancer': { title: 'Breast cancer', range: [0, 4254], samples: 569, classes: 2 },
  'datasets.load_digits': { title: 'Digits', range: [0, 16], samples: 1797, classes: 10 },
  'datasets.load_diabetes': { title: 'Diabetes', range: [-0.14, 0.2], samples: 442, classes: 0 },
  'datasets.fetch_california_housing': {
    title: 'California housing',
    range: [-125, 35_682],
    samples: 20_640,
    classes: 0,
  },
};
/** The first arguments of scikit-learn's functions that make data, where they take them without their names. */
const ARGUMENTS = ['nSamples', 'nFeatures', 'nInformative', 'nRedundant', 'nRepeated', 'nClasses'];
/** Functions of scikit-learn that make data: what their first argument, the samples, is by default; classes by theirs. */
const MADE: Readonly<Record<string, { readonly samples: number; readonly classes: number }>> = {
  make_regression: { samples: 100, classes: 0 },
  make_friedman1: { samples: 100, classes: 0 },
  make_classification: { samples: 100, classes: 2 },
  make_moons: { samples: 100, classes: 2 },
  make_circles: { samples: 100, classes: 2 },
};

/** The inputs of a model's only fit, or its targets; null where the source does not show where they come from. */
export function originsOf({ fitData }: SourceModel, what: 'inputs' | 'targets'): SourceOrigins | null {
  const [data, ...others] = fitData ?? [];
  const origins = data && others.length === 0 ? data[what] : null;
  return origins && !origins.isOpen ? origins : null;
}

/** The data that all of it comes from; null where it is other data, or of several. */
export function knownData(origins: SourceOrigins): KnownData | null {
  const found = origins.calls.flatMap((call) => knownCall(call) ?? []);
  const [first] = found;
  return first && found.every(({ title }) => title === first.title) ? first : null;
}

function knownCall({ callee, arguments: given }: SourceCall): KnownData | null {
  const name = callee.split('.').slice(-2).join('.');
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (known) return known;
  const maker = lastPart(callee);
  const made = Object.hasOwn(MADE, maker) ? MADE[maker] : undefined;
  if (!made) return null;
  const number = (argument: string, usual: number) => {
    const value = callArgument(given, argument, ARGUMENTS);
    return value === null ? usual : typeof value?.value === 'number' ? value.value : null;
  };
  const classes = made.classes === 0 ? 0 : number('nClasses', made.classes);
  return { title: maker, range: null, samples: number('nSamples', made.samples), classes };
}

/** Whether one of the classes is chosen from targets, by a comparison: then they are two. */
export const choosesClass = ({ calls }: Pick<SourceOrigins, 'calls'>): boolean =>
  calls.some(({ callee }) => /(?:where|equal|greater|less|isin|map|apply|binarize|label_binarize)$/.test(callee));

const ONE_HOT = /^(?:to_categorical|OneHotEncoder|LabelBinarizer|get_dummies|one_hot)$/;

/** Whether targets may have a column for each class. */
export const isOneHot = ({ calls }: Pick<SourceOrigins, 'calls'>): boolean =>
  calls.some(({ callee }) => ONE_HOT.test(lastPart(callee)));

/** The calls that have a part in targets alone: of a table, `get_dummies` makes columns of words among the inputs. */
export function callsOfTargets({ fitData }: SourceModel, { calls }: SourceOrigins): readonly SourceCall[] {
  const ofInputs = fitData?.[0]?.inputs?.calls ?? [];
  const isSame = ({ span }: SourceCall, { span: { start, end } }: SourceCall) =>
    isSamePlace(span.start, start) && isSamePlace(span.end, end);
  return calls.filter((call) => !ofInputs.some((other) => isSame(other, call)));
}

/**
 * Several targets that are columns of a table in which scikit-learn, before 0.22, encoded one column: those of its classes come first. They may be
 * made of the inputs' table, too.
 */
export const areColumnsOfOne = ({ calls }: Pick<SourceOrigins, 'calls'>): boolean =>
  calls.some(({ callee, arguments: given }) => {
    const encoded = callArgument(given, 'categoricalFeatures', ['nValues', 'categoricalFeatures']);
    return lastPart(callee) === 'OneHotEncoder' && encoded?.elements?.length === 1;
  });
