import type { SourceModel } from '../../../protocol/source.js';
import type { SourceSpan } from '../../../protocol/sourceSpan.js';
import type { SourceCall } from '../../../protocol/sourceValue.js';
import { onLine } from '../facts/layerWords.js';
import { isBefore } from '../facts/places.js';
import { compileOnceMore } from '../remedies/addedCompile.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/**
 * `trainable` that is changed between `compile` and `fit`: Keras and tfjs read it when a model is compiled. Their own rule; a hint, as the order of
 * lines need not be that of calls, and a GAN does so on purpose.
 */
export const freezeAfterCompile: SourceRule = {
  id: 'freeze-after-compile',
  find(model): SourceFinding[] {
    const { compiles, fits } = model;
    const [compile, ...others] = compiles;
    const [fit] = fits;
    // A model that is trained batch by batch may be one of a pair.
    if (!compile || !fit || others.length > 0 || fits.some(({ callee }) => !/\.fit(?:Dataset)?$/.test(callee)))
      return [];
    const late = model.freezes.filter(
      ({ start }) => isBefore(compile.span.end, start) && isBefore(start, fit.span.start),
    );
    return late.slice(0, 1).map((span) => finding(model, span, compile));
  },
  lesson: (_, { layers, freezes }) => [
    'With trainable set to false a layer is frozen: its weights stay as they are while the others learn. Which weights are to learn is settled when the model is compiled, and fit goes by that. What is changed later is only remembered for the next time it is compiled.',
    `This model of ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'} is compiled 1 time, and trainable is changed ${freezes.length === 1 ? 'once' : `${freezes.length} times`} in all. Whatever is changed after compile counts for 0 of the batches that fit trains on.`,
  ],
};

function finding(model: SourceModel, span: SourceSpan, compile: SourceCall): SourceFinding {
  return {
    span,
    severity: 'hint',
    category: 'api',
    message: `trainable is changed after ${model.name} was compiled${onLine(model, compile.span.start.line)}.`,
    why: 'Which weights are trained is decided when a model is compiled, so this changes nothing until it is compiled again.',
    help: 'Change trainable before compile, or compile once more.',
    fixes: compileOnceMore(model, compile),
  };
}
