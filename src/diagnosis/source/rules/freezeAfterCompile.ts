import type { SourceModel } from '../../../protocol/source.js';
import type { SourceSpan } from '../../../protocol/sourceSpan.js';
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
    return late.slice(0, 1).map((span) => finding(model, span, compile.span.start.line));
  },
};

const isBefore = (first: SourceSpan['start'], second: SourceSpan['start']): boolean =>
  first.line < second.line || (first.line === second.line && first.column < second.column);

function finding({ name }: SourceModel, span: SourceSpan, line: number): SourceFinding {
  return {
    span,
    severity: 'hint',
    category: 'api',
    message: `trainable is changed after ${name} was compiled on line ${line}.`,
    why: 'Which weights are trained is decided when a model is compiled, so this changes nothing until it is compiled again.',
    help: 'Change trainable before compile, or compile once more.',
    fixes: [],
  };
}
