/** A figure of one trainable variable on one batch, as every view tells of it. */
interface FigureEntry {
  readonly of: 'gradient' | 'weights';
  /** As the row of a table. */
  readonly label: string;
  readonly help: string;
  /** `share`: 0 to 1. */
  readonly format: 'number' | 'share' | 'count';
  /** As the head of a column in tables of layers; others are told of one layer alone. */
  readonly column?: string;
  /** It compares a batch with the one before: NaN on a fit's first. */
  readonly comparesBatches?: boolean;
  /** From recorded figures; those that have none are recorded. */
  readonly from?: (value: (name: string) => number) => number;
}

/**
 * All that is known of a variable on a batch, in the order in which people read it and records carry it: computed on the backend from the
 * very gradients that the optimizer applied. NaN where a value does not exist. What a file holds is told by these names.
 */
const TABLE = {
  gradNorm: {
    of: 'gradient',
    label: 'L2 norm',
    help: 'L2 norm of the gradient of the layer’s kernel on the last batch, √Σg²: how strongly the loss pulls at it, in loss per unit of weight',
    format: 'number',
    column: 'Gradient norm',
  },
  gradMeanAbs: { of: 'gradient', label: 'mean of |g|', help: 'Mean size of the gradient’s elements', format: 'number' },
  gradMean: { of: 'gradient', label: 'mean', help: 'Mean of the gradient’s elements', format: 'number' },
  gradStd: {
    of: 'gradient',
    label: 'standard deviation',
    help: 'Population standard deviation of the gradient’s elements',
    format: 'number',
  },
  gradMin: { of: 'gradient', label: 'smallest', help: 'Smallest element of the gradient', format: 'number' },
  gradMax: { of: 'gradient', label: 'largest', help: 'Largest element of the gradient', format: 'number' },
  weightNorm: {
    of: 'weights',
    label: 'weight norm',
    help: 'L2 norm of the weights after the update',
    format: 'number',
  },
  updateNorm: {
    of: 'weights',
    label: 'update norm',
    help: 'L2 norm of the change that the optimizer made',
    format: 'number',
  },
  updateRatio: {
    of: 'weights',
    label: 'update ratio',
    help: 'Size of the last step relative to the weights’ size, ‖Δw‖ / ‖w‖ (L2 norms, no unit). About 1e-3 is usual: far less is slow, far more is unstable',
    format: 'number',
    column: 'Update ratio',
    from: (value) => value('updateNorm') / value('weightNorm'),
  },
  gradZeros: {
    of: 'gradient',
    label: 'exact zeros',
    help: 'Share of the gradient’s elements that are exactly zero. Many zeros mean dead units',
    format: 'share',
    column: 'Zeros',
  },
  /** NaN too where one of the two gradients is zero. */
  gradCosine: {
    of: 'gradient',
    label: 'cosine to last batch',
    help: 'Cosine of the angle between this batch’s gradient and the last batch’s, -1 to 1. Near 1, batches agree; near 0, they say different things; near -1, training oscillates, and a smaller learning rate helps',
    format: 'number',
    column: 'Cosine',
    comparesBatches: true,
  },
  /** NaN itself, as all of the gradient's figures, where there was no gradient (a frozen variable). */
  gradNaNs: {
    of: 'gradient',
    label: 'NaN elements',
    help: 'Number of the gradient’s elements that are NaN',
    format: 'count',
  },
  gradInfs: {
    of: 'gradient',
    label: 'infinite elements',
    help: 'Number of the gradient’s elements that are infinite',
    format: 'count',
  },
} as const satisfies Record<string, FigureEntry>;

export type FigureName = keyof typeof TABLE;

/** A figure that records carry. */
export type Statistic = {
  [Name in FigureName]: (typeof TABLE)[Name] extends { from: unknown } ? never : Name;
}[FigureName];

export interface Figure extends FigureEntry {
  readonly name: FigureName;
}

export const FIGURES: readonly Figure[] = Object.entries(TABLE).map(([name, entry]: [string, FigureEntry]) => {
  return { ...entry, name: name as FigureName };
});

const recorded = FIGURES.filter(({ from }) => !from);

export const STATISTICS: readonly Statistic[] = recorded.map(({ name }) => name as Statistic);

export const STATISTIC_COUNT = STATISTICS.length;

/** Those that a variable without a gradient lacks. */
const gradientStatistics = recorded.filter(({ of }) => of === 'gradient').map(({ name }) => name as Statistic);

const comparisons = recorded.filter(({ comparesBatches }) => comparesBatches).map(({ name }) => name as Statistic);

const positions = new Map<Statistic, number>(STATISTICS.map((name, index) => [name, index]));

/** Where a statistic of a variable stands in a record's `statistics` row: variables in order, each with all its statistics. */
export function statisticIndex(variable: number, statistic: Statistic): number {
  return variable * STATISTIC_COUNT + (positions.get(statistic) ?? 0);
}

/** A statistic of a variable in a record's `statistics` row; NaN where there is none. */
export const statisticOf = (statistics: Float32Array, variable: number, statistic: Statistic): number =>
  statistics[statisticIndex(variable, statistic)] ?? Number.NaN;

export const variablesIn = (statistics: Float32Array): number => statistics.length / STATISTIC_COUNT;

/** The row of a batch of which no statistics were measured: an update that was has figures of some gradient. */
export const nothingMeasured = (variables: number): Float32Array<ArrayBuffer> =>
  new Float32Array(variables * STATISTIC_COUNT).fill(Number.NaN);

export const isMeasured = (statistics: Float32Array): boolean => statistics.some((value) => !Number.isNaN(value));

/** Whether a variable had a gradient on a batch, NaN or not: one that is frozen, or left out of what is minimized, has none. */
export const hasGradient = (statistics: Float32Array, variable: number): boolean =>
  !Number.isNaN(statisticOf(statistics, variable, 'gradNaNs'));

/** Writes all statistics of a variable into a record's row. */
export function setStatistics(
  statistics: Float32Array,
  variable: number,
  values: Readonly<Record<Statistic, number>>,
): void {
  let at = variable * STATISTIC_COUNT;
  for (const name of STATISTICS) statistics[at++] = values[name];
}

/** Says in a record's row that a variable had no gradient: all that would describe it is NaN. */
export function setNoGradient(statistics: Float32Array, variable: number): void {
  for (const name of gradientStatistics) statistics[statisticIndex(variable, name)] = Number.NaN;
}

/** Says in a record's row that a variable had no gradient in the batches before. */
export function setNothingToCompare(statistics: Float32Array, variable: number): void {
  for (const name of comparisons) statistics[statisticIndex(variable, name)] = Number.NaN;
}

/** All figures of a variable in a record's `statistics` row, derived ones too. */
export function figuresOf(statistics: Float32Array, variable: number): Readonly<Record<FigureName, number>> {
  const value = (name: string) => statisticOf(statistics, variable, name as Statistic);
  const figures = FIGURES.map(({ name, from }) => [name, from ? from(value) : value(name)]);
  return Object.fromEntries(figures) as Record<FigureName, number>;
}

const figurePositions = new Map<FigureName, number>(FIGURES.map(({ name }, index) => [name, index]));

/** Where a figure of a layer stands among those of all layers: layers in order, each with all figures of the weight that stands for it. */
export function figureIndex(layer: number, name: FigureName): number {
  return layer * FIGURES.length + (figurePositions.get(name) ?? 0);
}

/** Room for all figures of so many layers, NaN until they are set. */
export const emptyFigures = (layers: number): Float32Array<ArrayBuffer> =>
  new Float32Array(layers * FIGURES.length).fill(Number.NaN);

/** How many times smaller a layer's gradient is than the last layer's, by their norms; infinity for none at all. */
export const timesBelowLast = (norm: number, lastNorm: number): number => lastNorm / norm;
