import type { FitFigures } from './fitFigures.js';
import { inShareByChance } from './inShareByChance.js';
import { BY_CHANCE, FEWEST_HELD, mayShuffle } from './unlikeTraining.js';

/** A class that is more, or less, of the validation than of what is trained on. */
export interface HeldShare {
  readonly label: number;
  /** Of the validation samples, and of those trained on. */
  readonly share: number;
  readonly trainedShare: number;
  /** That a random draw of all samples is as far off in one of its classes. */
  readonly chance: number;
}

/**
 * The class whose share differs most, of those that no random draw explains. Null where the split is a person's own, who may have balanced
 * the one part alone, and of windows of a series, whose classes come in stretches.
 */
export function heldShare({
  data,
  summary,
  isRandom,
}: Pick<FitFigures, 'data' | 'summary' | 'isRandom'>): HeldShare | null {
  const { setup } = summary;
  if (!setup?.isSplit || !data?.validation || isRandom || !mayShuffle({ data })) return null;
  const { targets, validation } = data;
  const held = counted(validation);
  const given = counted(targets ?? {});
  const drawn = sum(held);
  // TensorFlow.js splits what it is given, Keras before it trains.
  const isInside = (targets?.samples ?? 0) > (setup.samples ?? Number.POSITIVE_INFINITY);
  const trainedOf = (label: number) => Math.max(0, (given.get(label) ?? 0) - (isInside ? (held.get(label) ?? 0) : 0));
  const labels = [...new Set([...given.keys(), ...held.keys()])];
  const trained = labels.reduce((total, label) => total + trainedOf(label), 0);
  if (drawn < FEWEST_HELD || trained === 0 || labels.length < 2) return null;
  const shares = labels.map((label): HeldShare => {
    const [found, other] = [held.get(label) ?? 0, trainedOf(label)];
    const chance = inShareByChance({ all: drawn + trained, ofClass: found + other, drawn, found });
    return { label, share: found / drawn, trainedShare: other / trained, chance: Math.min(1, chance * labels.length) };
  });
  return shares
    .filter(({ chance }) => chance < BY_CHANCE)
    .reduce<HeldShare | null>((most, each) => (most && difference(most) >= difference(each) ? most : each), null);
}

export const difference = ({ share, trainedShare }: Pick<HeldShare, 'share' | 'trainedShare'>): number =>
  Math.abs(share - trainedShare);

const counted = ({
  labels = [],
  classes = [],
}: {
  labels?: readonly number[] | undefined;
  classes?: readonly number[];
}) => new Map(labels.map((label, index) => [label, classes[index] ?? 0]));

const sum = (counts: ReadonlyMap<number, number>): number =>
  [...counts.values()].reduce((all, count) => all + count, 0);
