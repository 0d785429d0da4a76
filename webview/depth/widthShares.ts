import type { DepthView } from '../../src/protocol/dashboard/depthPart.js';
import type { WidthAnswer } from '../../src/protocol/depth/answers.js';

export type FirstLayer = NonNullable<WidthAnswer['first']>;

/** What a net's layers are made of and take, summed up. */
export interface WidthTotals {
  readonly params: number;
  /** Of the layers of which they are known; `isWhole` where that is all. */
  readonly multiplyAdds: number;
  readonly isWhole: boolean;
  readonly milliseconds: number;
}

export function totalsOf({ times }: WidthAnswer, layers: DepthView['layers']): WidthTotals {
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const adds = times.map(({ layer }) => layers[layer]?.multiplyAdds ?? null);
  return {
    params: sum(times.map(({ layer }) => layers[layer]?.params ?? 0)),
    multiplyAdds: sum(adds.map((each) => each?.count ?? 0)),
    isWhole: !adds.includes(null),
    milliseconds: sum(times.map(({ milliseconds }) => milliseconds ?? 0)),
  };
}

/** A share of 0 to 1; 0 of nothing. */
export const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/** The share of the weights from which on the first layer is what makes a net large: what is written as 50%. */
const HALF = 0.495;

export const isWide = ({ layer }: FirstLayer, layers: DepthView['layers'], { params }: WidthTotals): boolean =>
  shareOf(layers[layer]?.params ?? 0, params) >= HALF;

/** Weights of the first layer, and of the next one's that it feeds, with fewer units. */
export interface Narrower {
  readonly units: number;
  readonly savedParams: number;
  readonly savedMultiplyAdds: number;
}

const DIVISORS = [2, 4, 10];

/**
 * The net with half, a quarter, and a tenth of the first layer's units: computed, not measured. Each unit that goes takes its column of the kernel and its
 * bias with it, and its row of the next layer's kernel.
 */
export function narrower({ inputs, units, hasBias, places, next }: FirstLayer): Narrower[] {
  const fewer = DIVISORS.map((divisor) => Math.max(1, Math.round(units / divisor)));
  return [...new Set(fewer)]
    .filter((left) => left < units)
    .map((left) => {
      const gone = units - left;
      return {
        units: left,
        savedParams: gone * (inputs + (hasBias ? 1 : 0) + (next?.units ?? 0)),
        savedMultiplyAdds: gone * (inputs * places + (next ? next.units * next.places : 0)),
      };
    });
}
