import {
  type SweepAxis,
  type SweepView,
  type SweptFigure,
  type SweptTrial,
  sweptFigure,
} from '../../src/protocol/dashboard/sweepPart.js';
import { formatNumber } from '../../src/protocol/numberText.js';
import { type SweepValue, valueText } from '../../src/protocol/sweep.js';
import { byValue } from '../format/order.js';

/** A training, or several with the same values. */
type Placed = Pick<SweptTrial, 'values' | 'figures'>;

/** A number of each trial that the table sorts by and the plot has an axis for. */
export interface SweepColumn {
  readonly name: string;
  readonly label: string;
  /** What it is, on hover. */
  readonly help: string;
  /** Whether it is what the trainings differ in, not what they came to. */
  readonly isVaried: boolean;
  readonly scale: SweepAxis['scale'];
  /** Of a choice what there is to choose from. */
  readonly choices: readonly SweepValue[];
  /** Its place on the axis; null where the trial has none. */
  place(trial: Placed): number | null;
  text(trial: Placed): string;
}

/** What is varied, then the measure, then the first layer's gradient. */
export function sweepColumns({
  axes,
  measure,
  hasSeeds,
}: Pick<SweepView, 'axes' | 'measure' | 'hasSeeds'>): SweepColumn[] {
  const varied = axes.map(({ id, scale, values }, at): SweepColumn => {
    return {
      name: id,
      label: id,
      help: 'What the trainings differ in',
      isVaried: true,
      scale,
      choices: scale === 'choice' ? values : [],
      place({ values: given }) {
        const value = given[at];
        if (scale === 'choice') return value === undefined ? null : values.indexOf(value);
        return typeof value === 'number' ? value : null;
      },
      text: ({ values: given }) => givenText(given[at]),
    };
  });
  const figure = (of: SweptFigure, column: Omit<SweepColumn, 'place' | 'text' | 'choices' | 'isVaried'>) => ({
    ...column,
    isVaried: false,
    choices: [],
    place(trial: Placed) {
      const value = sweptFigure(trial, of);
      return Number.isFinite(value) ? value : null;
    },
    text: (trial: Placed) => figureText(sweptFigure(trial, of)),
  });
  const name = measure?.name ?? 'value';
  const [mean, over] = hasSeeds ? ['mean ', ', mean over the seeds that are done'] : ['', ''];
  const data = measure && !measure.isValidation ? ', on the training data: there is no validation data' : '';
  return [
    ...varied,
    figure('best', {
      name: 'best',
      label: `${mean}best ${name}`,
      help: `${name} of the best epoch${over}${data}`,
      scale: 'linear',
    }),
    figure('firstGradient', {
      name: 'firstGradient',
      label: 'first gradient',
      help: 'L2 norm of the loss’s gradient with respect to the first layer’s kernel, mean over the last 32 batches: near 0, it has vanished',
      scale: 'log',
    }),
  ];
}

/** In the order of a column; what has no value comes last. */
export function ordered<Row extends Placed>(
  rows: readonly Row[],
  column: SweepColumn | undefined,
  isDescending: boolean,
): readonly Row[] {
  if (!column) return rows;
  return rows.toSorted((one, other) => byValue(column.place(one), column.place(other), isDescending));
}

/** A dash for none. */
export const givenText = (value: SweepValue | undefined): string => (value === undefined ? '–' : valueText(value));

const figureText = (value: number): string => (Number.isNaN(value) ? '–' : formatNumber(value));
