import type { SourceModel } from '../../../protocol/source.js';
import type { SourceArgument } from '../../../protocol/sourceValue.js';
import { fitArgument } from '../facts/training.js';
import { numpyName } from '../remedies/frameworkNames.js';
import type { SourceFinding, SourceFix, SourceRule } from '../sourceRule.js';

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
            fixes: asArray(model, argument),
          },
        ];
      }),
    );
  },
  lesson: () => [
    'An array knows its shape: so many rows of so many numbers. A list in Python is only one thing after another. Where a model has several inputs, Keras is given a list with an array for each, so it takes any list for that: not for rows of one array.',
    'This model has 1 input and 1 output, and the list has as many entries as there are samples. Keras takes each of them for an input of its own, and there are too many. An array of the same numbers has samples as its first dimension.',
  ],
};

function asArray(model: SourceModel, { valueSpan, text, path }: SourceArgument): SourceFix[] {
  // A call that is not told whole stays as it is.
  const called = /^(.*)\.tolist\(\s*\)$/s.exec(text)?.[1];
  if (called !== undefined) return [{ title: 'Leave tolist() out', edits: [{ span: valueSpan, newText: called }] }];
  const numpy = path && numpyName(model);
  if (!numpy) return [];
  const newText = `${numpy.text}.array(${path})`;
  return [{ title: 'Make an array of it', edits: [...numpy.imports, { span: valueSpan, newText }] }];
}
