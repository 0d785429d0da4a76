import { formatCount, formatNumber } from '../../../protocol/numberText.js';
import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { entryOf, layerArgument } from '../facts/layerArgument.js';
import { layerAt, layerWords } from '../facts/layerWords.js';
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
  lesson: ({ span }, model) => [
    'Dropout sets a random share of the outputs of a layer to 0 in each step of training and makes the rest larger to match, so that no unit can rely on another one alone. That keeps a net from remembering single samples. When the model predicts, nothing is dropped.',
    here(layerAt(model, span), model),
  ],
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
      message: 'Dropout comes after the last layer with weights.',
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
  const said = { message: 'Dropout comes right before batch normalization.', why, help: 'Put the dropout after it.' };
  return [{ ...base, category: 'layers', ...said, severity: 'hint', fixes: [] }];
}

function isBehindOutput(model: SourceModel, index: number): boolean {
  const output = modelOutput(model);
  return output !== null && model.compiles.length > 0 && model.layers.indexOf(output.layer) < index;
}

function here(layer: SourceLayer | undefined, model: SourceModel): string {
  const value = layer && layerArgument(layer, 'rate')?.value;
  const rate = typeof value === 'number' ? value : USUAL_RATE;
  const where = layerWords(model, layer);
  const grown = formatNumber(1 / (1 - rate), 2);
  if (rate >= 1 || rate < 0)
    return `The rate of ${where} is ${rate}, and a share lies between 0 and 1. At 1 nothing would be left of 100 outputs; at 0.3 it is 70 of them.`;
  if (layer && isBehindOutput(model, model.layers.indexOf(layer)))
    return `This dropout is ${where}, with nothing to learn after it. In training a share of ${rate} of the answers is 0 whatever the net found, and the others are ${grown} times what it found: no weights can make up for that.`;
  if (rate > LARGE_RATE)
    return `At the rate ${rate} of ${where}, ${formatCount(100 * rate)} of 100 outputs are dropped in each step, and the rest stand in for them at ${grown} times their size. What is learned from so few differs from step to step.`;
  return `At a rate of ${rate}, dropping outputs and enlarging the rest by ${grown} makes their squares ${grown} times as large on average. The batch normalization after ${where} learns that spread in training, and divides by it when the model predicts, when nothing is dropped.`;
}
