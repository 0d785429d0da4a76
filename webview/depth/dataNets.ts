import type { DataAnswer, ShareNet } from '../../src/protocol/depth/answers.js';
import { formatCounted, formatNumber } from '../../src/protocol/numberText.js';

/** Part of what guessing gives that the lowest of many losses is below it by luck, on one sample; on n it is that over the root of n. */
const LUCK = 0.5;

/** The net of a share and a depth, by their indices; as far as it is trained. */
export const netAt = ({ nets }: DataAnswer, share: number, depth: number): ShareNet | undefined =>
  nets.find((net) => net.share === share && net.depth === depth);

export const isWhole = ({ steps, every }: DataAnswer, { validation }: ShareNet): boolean =>
  validation.length > steps / every;

/** The lowest validation loss; NaN where there is none. */
export const bestOf = ({ best, validation }: ShareNet): number =>
  best === null ? Number.NaN : (validation[best] ?? Number.NaN);

export const hasLearned = ({ guess, validation }: DataAnswer, net: ShareNet): boolean =>
  bestOf(net) < (1 - LUCK / Math.sqrt(validation)) * (guess ?? 0);

/** The pass through its share that a net is in at a measurement, from 1; 0 before the first step. */
export function epochAt({ every, batch, shares }: DataAnswer, { share }: Pick<ShareNet, 'share'>, at: number): number {
  return Math.ceil((at * every * batch) / (shares[share]?.samples ?? 1));
}

/** Where a net began to over-fit: `from epoch 6 on`. */
export const turnText = (answer: DataAnswer, net: ShareNet): string =>
  turnedIn(answer, net) === 0 ? 'from the start' : `${shortTurn(answer, net)} on`;

/** The same where there is little room. */
export const shortTurn = (answer: DataAnswer, net: ShareNet): string =>
  turnedIn(answer, net) === 0 ? 'from the start' : `from epoch ${turnedIn(answer, net)}`;

const turnedIn = (answer: DataAnswer, net: ShareNet): number => epochAt(answer, net, net.best ?? 0);

/** `5% of the data (19 samples)`, or `all of it (375 samples)`. */
export function shareText({ shares }: DataAnswer, index: number): string {
  const { percent = 0, samples = 0 } = shares[index] ?? {};
  return `${percent === 100 ? 'all of it' : `${percent}% of the data`} (${formatCounted(samples, 'sample')})`;
}

export const layersText = ({ depths }: DataAnswer, index: number): string => formatCounted(depths[index] ?? 0, 'layer');

/** What the numbers of a net are: formula and values. */
export function netTitle(answer: DataAnswer, net: ShareNet): string {
  const { guess, margin, every, validation: held } = answer;
  const { best, validation, training, hasTurned } = net;
  if (best === null) return 'Its validation loss is no number: the training failed.';
  const lowest = bestOf(net);
  const limit = lowest + Math.max(margin.overBest * Math.abs(lowest), margin.overGuessing * (guess ?? 0));
  const [end, own] = [validation.at(-1) ?? Number.NaN, training.at(-1) ?? Number.NaN];
  const over = `lowest + max(${margin.overBest * 100}% of it, ${margin.overGuessing * 100}% of guessing's ${formatNumber(guess ?? Number.NaN)}) = ${formatNumber(limit)}`;
  const turn = hasTurned
    ? `It turned: its last ${margin.last} measurements are on average at or above ${over}, and the training loss fell meanwhile, to ${formatNumber(own)}.`
    : `It has not turned: for that, its last ${margin.last} would all have to come after its lowest, and would have to be at or above ${over} on average while the training loss falls; that is ${formatNumber(own)} at the end.`;
  return `Validation loss, the mean over the same ${formatCounted(held, 'sample')} for all nets: lowest ${formatNumber(lowest)} of ${formatCounted(validation.length, 'measurement')}, after step ${best * every}, in epoch ${epochAt(answer, net, best)}; ${formatNumber(end)} at the end. ${turn}`;
}
