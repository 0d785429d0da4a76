import type { SourceModel } from '../../../protocol/source.js';
import type { SourceArgument, SourceCall, SourceValue } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { callArgument, fitArgument } from '../facts/training.js';
import type { SourceFinding, SourceFix, SourceRule } from '../sourceRule.js';

/** Share of the samples that is usually kept apart. */
const USUAL_SHARE = '0.2';

/** The data that a model learns from as the data that it is validated on: a validation loss that cannot tell over-fitting. */
export const validationOnTraining: SourceRule = {
  id: 'validation-on-training',
  find: (model) =>
    model.fits.flatMap((fit): SourceFinding[] => {
      const [x, validation] = [fitArgument(model, fit, 'x'), callArgument(fit.arguments, 'validationData', [])];
      const [validated] = validation?.elements ?? [];
      if (!validation || !x || !validated || !isOf(validated, x, model.framework)) return [];
      return [
        {
          span: validation.valueSpan,
          severity: 'warning',
          category: 'data',
          message:
            validated.text === x.text
              ? `The model is validated on ${x.text}, the data that it is trained on.`
              : `The model is validated on ${validated.text}, a part of what it is trained on.`,
          why: 'The validation loss falls with the loss, however much the model over-fits.',
          help: 'Keep samples apart for validation, or use a validation split.',
          fixes: splitOff(model, fit, validation),
        },
      ];
    }),
  lesson: () => [
    'Validation data are samples that are kept apart and that the net never learns from. How it does on them tells how it will do on samples that it has not seen. If they are the training data, the test has the answers in it: a net that only remembers does best of all.',
    'Here 100% of the validation data are samples that the model is trained on. Its val_loss is the loss once more, and cannot rise when the net begins to remember. To keep a fifth of the samples apart is usual.',
  ],
};

/** A stretch of something's samples: `x[:100]`, `xs.slice(0, 100)`. */
const STRETCH = {
  keras: /^([\w.]+)\[[^[\]]*:[^[\]]*\]$/,
  tfjs: /^([\w.]+)\.slice\([^()]*\)$/,
} as const satisfies Record<SourceModel['framework'], RegExp>;

/** Whether a value is another one, or a stretch of its samples: in one call a name stands for the same both times. */
function isOf(value: SourceValue, other: SourceValue, framework: SourceModel['framework']): boolean {
  const [, whole] = STRETCH[framework].exec(value.text) ?? [];
  if (other.path !== null) return value.path === other.path || whole === other.path;
  return whole !== undefined && value.text === other.text;
}

/** A split takes arrays and tensors, of which inputs and targets are given apart. */
function splitOff(model: SourceModel, fit: SourceCall, { span }: SourceArgument): SourceFix[] {
  const isOfArrays = /\.fit$/.test(fit.callee) && fitArgument(model, fit, 'y');
  if (!isOfArrays || fitArgument(model, fit, 'validationSplit') !== null) return [];
  const newText = new Edits(model).argument('validationSplit', USUAL_SHARE);
  return [{ title: 'Keep a fifth of the samples apart', edits: [{ span, newText }] }];
}
