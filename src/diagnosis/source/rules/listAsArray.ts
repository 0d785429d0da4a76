import { fitArgument } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Keras takes a list for one array an input of the model: a list of rows is refused, or split up in the wrong way. Keras's own rule. */
export const listAsArray: SourceRule = {
  id: 'list-as-array',
  find(model) {
    if (model.framework !== 'keras') return [];
    return model.fits.flatMap((fit) =>
      (['x', 'y'] as const).flatMap((name): SourceFinding[] => {
        const argument = fitArgument(model, fit, name);
        const isList = argument?.call && /\.tolist$/.test(argument.call.callee);
        if (!isList) return [];
        const [what, one] = name === 'x' ? ['inputs', 'input'] : ['targets', 'output'];
        return [
          {
            span: argument.valueSpan,
            severity: 'warning',
            category: 'api',
            message: `The ${what} are a list, and Keras takes an array.`,
            why: `A list is one array for each ${one} of a model: Keras takes its rows for these.`,
            help: 'Leave tolist() out, or make an array of it with np.array().',
            fixes: argument.path
              ? [
                  {
                    title: 'Make an array of it',
                    edits: [{ span: argument.valueSpan, newText: `np.array(${argument.path})` }],
                  },
                ]
              : [],
          },
        ];
      }),
    );
  },
};
