import { type SweepAxis, type SweepView, sweptFigure } from '../../src/protocol/dashboard/sweepPart.js';
import { formatNumber } from '../../src/protocol/numberText.js';
import { type SweepValue, valueText } from '../../src/protocol/sweep.js';
import { byValue } from '../format/order.js';

/** A number of each trial that the table sorts by and the plot has an axis for. */
export interface SweepColumn {
  readonly name: string;
  readonly label: string;
  /** What it is, on hover. */
  readonly help: string;
  readonly scale: SweepAxis['scale'];
  /** Of a choice what there is to choose from. */
  readonly choices: readonly SweepValue[];
  /** Its place on the axis; null where the trial has none. */
  place(index: number): number | null;
  text(index: number): string;
}

/** What is varied, then the measure, then the first layer's gradient. */
export function sweepColumns(sweep: SweepView): SweepColumn[] {
  const { axes, trials, measure } = sweep;
  const varied = axes.map(({ id, scale, values }, at): SweepColumn => {
    const givenTo = (index: number) => trials[index]?.values[at];
    return {
      name: id,
      label: id,
      help: 'What the trainings differ in',
      scale,
      choices: scale === 'choice' ? values : [],
      place(index) {
        const value = givenTo(index);
        if (scale === 'choice') return value === undefined ? null : values.indexOf(value);
        return typeof value === 'number' ? value : null;
      },
      text: (index) => givenText(givenTo(index)),
    };
  });
  const figure = (of: Parameters<typeof sweptFigure>[2], column: Omit<SweepColumn, 'place' | 'text' | 'choices'>) => ({
    ...column,
    choices: [],
    place(index: number) {
      const value = sweptFigure(sweep, index, of);
      return Number.isFinite(value) ? value : null;
    },
    text: (index: number) => figureText(sweptFigure(sweep, index, of)),
  });
  const name = measure?.name ?? 'value';
  const data = measure && !measure.isValidation ? ', on the training data: there is no validation data' : '';
  return [
    ...varied,
    figure('best', { name: 'best', label: `best ${name}`, help: `${name} of the best epoch${data}`, scale: 'linear' }),
    figure('firstGradient', {
      name: 'firstGradient',
      label: 'first gradient',
      help: 'L2 norm of the loss’s gradient with respect to the first layer’s kernel, mean over the last 32 batches: near 0, it has vanished',
      scale: 'log',
    }),
  ];
}

/** Indices of the trials in the order of a column; what has no value comes last. */
export function orderedTrials({ trials }: SweepView, column: SweepColumn | undefined, isDescending: boolean): number[] {
  const indices = trials.map((_, index) => index);
  if (!column) return indices;
  return indices.sort((one, other) => byValue(column.place(one), column.place(other), isDescending));
}

/** A dash for none. */
export const givenText = (value: SweepValue | undefined): string => (value === undefined ? '–' : valueText(value));

const figureText = (value: number): string => (Number.isNaN(value) ? '–' : formatNumber(value));
