import { formatNumber, formatRound } from '../../src/protocol/numberText.js';
import { valueText } from '../../src/protocol/sweep.js';
import type { SweepColumn } from './sweepColumns.js';

/** A mark on an axis: its share of the height from the bottom, 0 to 1, and what stands there. */
export interface AxisMark {
  readonly share: number;
  readonly text: string;
}

export interface AxisScale {
  /** Share of the height from the bottom of a place; null where there is none to draw. */
  share(place: number | null): number | null;
  readonly marks: readonly AxisMark[];
}

/** More marks than this stand too close. */
const MOST_MARKS = 8;

/** An axis as long as the places that there are. @param isUpsideDown whether the least is at the top, as it is the best */
export function axisScale(column: SweepColumn, places: readonly number[], isUpsideDown: boolean): AxisScale {
  if (column.choices.length > 0) return choiceScale(column.choices.map(valueText));
  // A gradient of exactly 0 has no logarithm: it stands at the bottom, as the least there is.
  const positive = places.filter((place) => place > 0);
  const isLog = column.scale === 'log' && positive.length > 0;
  const measured = isLog ? positive : places;
  const least = Math.min(...measured);
  const along = (place: number): number => (isLog ? Math.log10(Math.max(place, least)) : place);
  const [low, high] = [along(least), along(Math.max(...measured))];
  const shareOf = (place: number): number => {
    const share = high > low ? (along(place) - low) / (high - low) : 0.5;
    return isUpsideDown ? 1 - share : share;
  };
  const values = [...new Set(places)].sort((a, b) => a - b);
  const isListed = values.length <= MOST_MARKS && column.name !== 'best' && column.name !== 'firstGradient';
  const marked = isListed ? values : values.length > 1 ? [values[0] ?? 0, values.at(-1) ?? 0] : values;
  return {
    share: (place) => (place === null ? null : shareOf(place)),
    marks: marked.map((place) => ({
      share: shareOf(place),
      text: isListed ? formatRound(place) : formatNumber(place),
    })),
  };
}

function choiceScale(texts: readonly string[]): AxisScale {
  const shareOf = (index: number): number => (texts.length > 1 ? index / (texts.length - 1) : 0.5);
  return {
    share: (place) => (place === null || place < 0 ? null : shareOf(place)),
    marks: texts.map((text, index) => ({ share: shareOf(index), text })),
  };
}
