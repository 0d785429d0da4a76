import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** `fit` on a model that nothing in the file compiles; another file may. Keras and tfjs throw then. */
export const compileMissing: SourceRule = {
  id: 'compile-missing',
  find({ compileLine, compiles, fits: [fit], layers, builder }): SourceFinding[] {
    if (!fit || compiles.length > 0 || compileLine !== null || builder !== null || layers.length === 0) return [];
    return [
      {
        span: fit.span,
        severity: 'hint',
        category: 'api',
        message: 'Nothing in this file compiles the model before it is fitted.',
        why: 'A model that is not compiled has no loss and no optimizer, and fit throws.',
        help: 'Compile it, unless other code does.',
        fixes: [],
      },
    ];
  },
};
