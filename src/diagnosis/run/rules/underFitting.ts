import type { Lesson } from '../../../protocol/lesson.js';
import { formatCount, formatNumber, formatShare } from '../../../protocol/numberText.js';
import { UPDATE_RATIO } from '../../gradientThresholds.js';
import { widen } from '../../source/remedies/changedLayers.js';
import type { FitFigures } from '../fitFigures.js';
import { median, trainedLayers, updateRatio } from '../layerWindow.js';
import { isAtRest } from '../lossCurve.js';
import { isDeceived, type Progress } from '../progress.js';
import type { RunFinding, RunRule } from '../runRule.js';
import { isUnderFit, LITTLE } from '../underFit.js';

/** Share of the loss of guessing by which another is told to be the same. */
const HARDLY = 0.005;

/** It no longer gets better, and is little better than guessing, or its weights have come to rest far from the best: too simple, or the data tell no more. */
export const underFitting: RunRule = {
  id: 'under-fitting',
  wantsFall: true,
  find(fit, reached) {
    const { guess, last } = reached;
    if (fit.isRandom || guess.loss === null) return [];
    const explained = 1 - last / guess.loss;
    if (isUnderFit(fit, reached)) return [tooSimple(reached, guess.loss, explained)];
    const ratio = ratioAtRest(fit, reached);
    return ratio === null ? [] : [atRest(reached, guess.loss, explained, ratio)];
  },
  fixes: (_, { model }) => widen(model),
  lesson({ evidence }, { series }) {
    const { loss = Number.NaN, guessing = Number.NaN, explained = Number.NaN, updateRatio: ratio } = evidence;
    const batches = formatCount(series.length);
    if (ratio !== undefined) return restLesson(batches, loss, explained, ratio);
    return [
      'A net under-fits when it is poor even on the samples that it learns from, and gets no better. Either it is too simple for the task, with too few units or with nothing between its layers that bends, as a relu does; or its inputs do not tell what the targets depend on. More epochs help with neither.',
      `Giving the best fixed answer to every sample would cost ${formatNumber(guessing)} on this data. After ${batches} batches this net is at ${formatNumber(loss)} and no longer moves: ${
        explained >= HARDLY
          ? `all that it has learned from its inputs has taken ${formatShare(explained)} off that`
          : 'nothing that it has learned from its inputs makes up for what it still gets wrong'
      }.`,
    ];
  },
};

const common = ({ last }: Progress, guessing: number, explained: number) => ({
  rule: underFitting.id,
  category: 'layers' as const,
  layer: null,
  since: null,
  evidence: { loss: last, guessing, explained },
});

/** Start weights may be worse than the best fixed answer, and a net may rest there. */
function besideGuessing(explained: number): string {
  const share = Math.abs(explained);
  return share < HARDLY ? 'as much as guessing' : `${formatShare(share)} ${explained < 0 ? 'above' : 'below'} guessing`;
}

function tooSimple(reached: Progress, guessing: number, explained: number): RunFinding {
  const told = common(reached, guessing, explained);
  return {
    ...told,
    severity: 'warning',
    message: `It under-fits: the loss stays at ${formatNumber(reached.last)}, ${besideGuessing(explained)} (${formatNumber(guessing)}; too little below ${formatShare(LITTLE)}).`,
    why: 'It gets no better on the very samples it is trained on: it is too simple for them, or they hold no more.',
    help: 'Add units or layers with an activation between them, or give it inputs that tell more.',
    evidence: { ...told.evidence, threshold: LITTLE },
  };
}

/** By what share of their size a batch moves the weights at the end of a fit that came to rest; null of others, and where good figures are not to be trusted. */
function ratioAtRest(fit: FitFigures, { learned, guess, curve }: Progress): number | null {
  if (!fit.end || learned !== 'some' || !guess.isMeasured || isDeceived(fit) || !isAtRest(curve)) return null;
  const ratio = median(trainedLayers(fit).map((layer) => updateRatio(fit, layer, 'late')));
  return ratio < UPDATE_RATIO.slow ? ratio : null;
}

function atRest(reached: Progress, guessing: number, explained: number, ratio: number): RunFinding {
  const told = common(reached, guessing, explained);
  return {
    ...told,
    severity: 'hint',
    message: `It has come to rest: the loss stays at ${formatNumber(reached.last)}, ${besideGuessing(explained)} (${formatNumber(guessing)}), and a batch moves the weights by ${formatNumber(ratio, 2)} of their size (at rest below ${formatNumber(UPDATE_RATIO.slow, 1)}).`,
    why: 'No small step makes it better: it is in a minimum, of which small nets have several, or the data hold no more.',
    help: 'Train it from other start weights, or add units: with more of them it is rarely caught.',
    evidence: { ...told.evidence, updateRatio: ratio, threshold: UPDATE_RATIO.slow },
  };
}

const restLesson = (batches: string, loss: number, explained: number, ratio: number): Lesson => [
  'Training goes downhill from where chance put the weights, in small steps, and ends where each small step would lead up. Such a place is a minimum, and not always the best one: a net of few units has several, in which some samples stay wrong for good. Which one it comes to depends on the start weights. With more units there is nearly always a way on.',
  `After ${batches} batches this net rests at a loss of ${formatNumber(loss)}, ${besideGuessing(explained)}: giving the best fixed answer to every sample. A batch now moves the weights by ${formatNumber(ratio, 2)} of their size, as there is hardly a gradient left, so a larger learning rate would not take it further. If other start weights end at the same loss, the data hold no more.`,
];
