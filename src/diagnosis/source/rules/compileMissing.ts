import { compileBeforeFit } from '../remedies/addedCompile.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** `fit` on a model that nothing in the file compiles; another file may. Keras and tfjs throw then. */
export const compileMissing: SourceRule = {
  id: 'compile-missing',
  find(model): SourceFinding[] {
    const { compileLine, compiles, fits, layers, builder } = model;
    const [fit] = fits;
    if (!fit || compiles.length > 0 || compileLine !== null || builder !== null || layers.length === 0) return [];
    return [
      {
        span: fit.span,
        severity: 'hint',
        category: 'api',
        message: 'Nothing in this file compiles the model before it is fitted.',
        why: 'A model that is not compiled has no loss and no optimizer, and fit throws.',
        help: 'Compile it, unless other code does.',
        fixes: compileBeforeFit(model),
      },
    ];
  },
  lesson: (_, { layers, fits }) => [
    'Compiling gives a model what it needs to learn: a loss, which says how wrong an answer is, and an optimizer, which changes the weights to make it less wrong. Without them fit does not know what to make better, nor how, and ends with an error.',
    `This file makes a model of ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}, calls fit ${fits.length === 1 ? 'once' : `${fits.length} times`}, and has 0 calls of compile for it. If another file compiles it first, all is well.`,
  ],
};
