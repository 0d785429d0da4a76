import type { DataAnswer, ShareNet } from '../../src/protocol/depth/answers.js';
import { formatCount, formatCounted, formatNumber } from '../../src/protocol/numberText.js';
import { bestOf, epochAt, hasLearned, isWhole, layersText, netAt, shareText, turnText } from './dataNets.js';

/** Share of what guessing gives within which the best losses of all depths are the same. */
const ALIKE = 0.05;

/** What the lesson comes to, in a sentence or two. @param isBusy whether it still trains */
export function dataConclusion(answer: DataAnswer, isBusy: boolean): string {
  const { shares, depths, guess } = answer;
  const all = shares.length * depths.length;
  const whole = answer.nets.filter((net) => isWhole(answer, net));
  const [few, most] = [wholeAt(answer, 0, depths.length - 1), wholeAt(answer, shares.length - 1, depths.length - 1)];
  const left = isBusy || whole.length === all ? '' : `Ended with ${formatCount(whole.length)} of ${all} nets trained. `;
  if (!few || !most)
    return left || `Training ${all} small nets: ${shares.length} shares of the data, ${depths.length} depths.`;
  if (!whole.some((net) => hasLearned(answer, net))) {
    const heart = whole.some(({ hasTurned }) => hasTurned) ? ', and over-fitting is all there is' : '';
    return `${left}Nothing that these nets learn holds for samples that they have not seen: no validation loss is clearly below guessing's ${formatNumber(guess ?? Number.NaN)}. To them the data are noise${heart}.`;
  }
  const end = whole.length === all ? ` ${depthsCompared(answer)}` : '';
  return `${left}${overFitted(answer, few, most)}${end}`;
}

function wholeAt(answer: DataAnswer, share: number, depth: number): ShareNet | null {
  const net = netAt(answer, share, depth);
  return net && isWhole(answer, net) ? net : null;
}

/** The deepest nets, with the least data and with all. */
function overFitted(answer: DataAnswer, few: ShareNet, most: ShareNet): string {
  const layers = layersText(answer, few.depth);
  const [little, all] = [shareText(answer, few.share), shareText(answer, most.share)];
  if (!hasLearned(answer, few) && !hasLearned(answer, most))
    return `${layers} get no better than guessing, with ${little} or with ${all}.`;
  const epochs = `in ${formatCounted(epochAt(answer, most, most.validation.length - 1), 'epoch')}`;
  if (few.hasTurned)
    return most.hasTurned
      ? `With ${little}, ${layers} over-fit ${turnText(answer, few)}; with ${all}, ${turnText(answer, most)}.`
      : `With ${little}, ${layers} over-fit ${turnText(answer, few)}; with ${all}, they do not turn ${epochs}.`;
  return most.hasTurned
    ? `With ${little}, ${layers} do not turn; with ${all}, they over-fit ${turnText(answer, most)}.`
    : `${layers} do not over-fit here, with ${little} or with ${all}.`;
}

/** Which depth is best with the least data, and which with all. */
function depthsCompared(answer: DataAnswer): string {
  const { shares, depths, guess } = answer;
  const [few, most] = [0, shares.length - 1].map((share) => bestDepth(answer, share));
  if (!few || !most) return '';
  const range = `${depths[0]} to ${layersText(answer, depths.length - 1)}`;
  const spread = Math.max(few.spread, most.spread);
  if (spread < ALIKE * (guess ?? 0))
    return `Depth hardly matters: with as much data, the lowest validation losses of ${range} are within ${formatNumber(spread, 2)} of each other.`;
  const [little, all] = [`${shares[0]?.percent}% (${formatNumber(few.loss)})`, `all (${formatNumber(most.loss)})`];
  const verb = (depth: number) => `${layersText(answer, depth)} ${depths[depth] === 1 ? 'does' : 'do'} best`;
  return few.depth === most.depth
    ? `On validation, ${verb(few.depth)} with ${little} and with ${all}.`
    : `On validation, ${verb(few.depth)} with ${little}, ${layersText(answer, most.depth)} with ${all}.`;
}

function bestDepth(
  answer: DataAnswer,
  share: number,
): { readonly depth: number; readonly loss: number; readonly spread: number } | null {
  const nets = answer.nets.filter((net) => net.share === share && Number.isFinite(bestOf(net)));
  const [first, ...others] = nets;
  if (!first) return null;
  const best = others.reduce((least, net) => (bestOf(net) < bestOf(least) ? net : least), first);
  return { depth: best.depth, loss: bestOf(best), spread: Math.max(...nets.map(bestOf)) - bestOf(best) };
}
