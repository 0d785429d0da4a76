import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { entryOf, layerArgument } from '../facts/layerArgument.js';
import { modelOutput } from '../facts/modelOutput.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Above it more units are dropped than stay. UMLAUT. */
const LARGE_RATE = 0.5;
/** From it on less than a third of the units is left to learn with. */
const HUGE_RATE = 0.7;
const USUAL_RATE = 0.3;

/** How much dropout drops, and where it stands. UMLAUT; NeuraLint, rule 6; Li and others, Understanding the Disharmony between Dropout and Batch Normalization. */
export const dropout: SourceRule = {
  id: 'dropout',
  find: (model) => model.layers.flatMap((layer, index) => findingFor(model, layer, index)),
};

function findingFor(model: SourceModel, layer: SourceLayer, index: number): SourceFinding[] {
  const rate = entryOf(layer)?.kind === 'regularization' ? layerArgument(layer, 'rate') : null;
  if (!rate) return [];
  const edits = new Edits(model);
  const set = (value: number) => edits.set(layer, 'rate', rate, String(value), `Set the rate to ${value}`);
  const base = { span: rate.valueSpan, category: 'regularization' as const };
  const amount = typeof rate.value === 'number' ? rate.value : null;
  if (amount === 0) return [];
  if (amount !== null && (amount >= 1 || amount < 0)) {
    const what =
      amount >= 1 ? 'Every unit is dropped, so nothing reaches the next layer.' : 'A share cannot be negative.';
    const said = { message: `The dropout rate is ${amount}.`, why: what, help: 'Use a share between 0.2 and 0.5.' };
    return [{ ...base, ...said, severity: 'error', evidence: { rate: amount, threshold: 1 }, fixes: set(USUAL_RATE) }];
  }
  if (isBehindOutput(model, index)) {
    const why =
      'In training the predictions themselves are set to 0 at random, and the loss is counted on what is left.';
    const said = {
      message: 'Dropout stands behind the last layer with weights.',
      why,
      help: 'Move it before that layer.',
    };
    return [
      {
        ...base,
        category: 'layers',
        ...said,
        severity: 'warning',
        fixes: edits.set(layer, 'rate', rate, '0', 'Turn this dropout off'),
      },
    ];
  }
  if (amount !== null && amount > LARGE_RATE) {
    const why = 'More is dropped than stays, which slows learning and often costs accuracy.';
    const said = {
      message: `The dropout rate is ${amount}, above ${LARGE_RATE}.`,
      why,
      help: 'Use a share between 0.2 and 0.5.',
    };
    return [
      {
        ...base,
        ...said,
        severity: amount >= HUGE_RATE ? 'warning' : 'hint',
        evidence: { rate: amount, threshold: LARGE_RATE },
        fixes: set(LARGE_RATE),
      },
    ];
  }
  const next = model.layers[index + 1];
  if (next?.className !== 'BatchNormalization' || !next.follows) return [];
  const why = 'Dropout changes the variance that batch normalization learns, and predicts with none of it.';
  const said = { message: 'Dropout stands right before batch normalization.', why, help: 'Put the dropout behind it.' };
  return [{ ...base, category: 'layers', ...said, severity: 'hint', fixes: [] }];
}

function isBehindOutput(model: SourceModel, index: number): boolean {
  const output = modelOutput(model);
  return output !== null && model.compiles.length > 0 && model.layers.indexOf(output.layer) < index;
}
