import { beginning } from '../../../protocol/sentenceText.js';
import type { SourceLayer } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { entryOf, layerArgument } from '../facts/layerArgument.js';
import { layerAt, layerWords, onLine } from '../facts/layerWords.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Dimensions of a batch of sequences: samples, steps, numbers. */
const OF_SEQUENCES = 3;

/** A recurrent layer that gives its last output only, before a layer that takes one for each step: it throws. The framework's own rule. */
export const returnSequences: SourceRule = {
  id: 'return-sequences',
  find: (model) =>
    model.layers.flatMap((layer, index): SourceFinding[] => {
      const next = model.layers.slice(index + 1).find((other) => !keepsShape(other));
      const between = model.layers.slice(index + 1, next ? model.layers.indexOf(next) + 1 : undefined);
      if (!next || !isPlainRecurrent(layer) || entryOf(next)?.rank !== OF_SEQUENCES) return [];
      if (layer.repeated || between.some(({ follows }) => !follows)) return [];
      const given = layerArgument(layer, 'returnSequences');
      if (given === undefined || (given && given.value !== false)) return [];
      const yes = model.framework === 'tfjs' ? 'true' : 'True';
      return [
        {
          span: given?.valueSpan ?? layer.span,
          severity: 'error',
          category: 'shape',
          message: `This ${layer.className} gives its last output only, and the ${next.className}${onLine(model, next.line, ' after it')} takes one for each step.`,
          why: 'The model cannot be made.',
          help: 'Let it return sequences.',
          fixes: new Edits(model).set(layer, 'returnSequences', given, yes, 'Return sequences'),
        },
      ];
    }),
  lesson({ span }, model) {
    const layer = layerAt(model, span);
    return [
      'A recurrent layer reads a sequence step by step and has an output at each. Unless it is asked for all of them, it passes on the last one only: one row of numbers that stands for the whole sequence. A layer that reads a sequence itself has nothing to step through then.',
      `${beginning(layerWords(model, layer))} passes on 2 dimensions, samples and numbers, and what comes after it takes 3: samples, steps and numbers. With all of its outputs there is a row for each step again.`,
    ];
  },
};

/** Not one of convolutions, whose steps are images. */
function isPlainRecurrent(layer: SourceLayer): boolean {
  const entry = entryOf(layer);
  return entry?.kind === 'recurrent' && entry.sizedBy === 'units';
}

const keepsShape = (layer: SourceLayer): boolean =>
  /^(?:regularization|normalization|activation)$/.test(entryOf(layer)?.kind ?? '');
