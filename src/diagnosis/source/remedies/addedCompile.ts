import type { SourceModel } from '../../../protocol/source.js';
import { MOST_ARGUMENT_TEXT, type SourceCall } from '../../../protocol/sourceValue.js';
import type { LossName } from '../../losses.js';
import { Edits } from '../edits.js';
import { isOneHot, knownData, originsOf } from '../facts/knownData.js';
import { modelOutput } from '../facts/modelOutput.js';
import { inStyle } from '../facts/names.js';
import type { SourceFix } from '../sourceRule.js';

/** Compiles a model before its first fit, with the loss that its last activation is for; none where that is open. */
export function compileBeforeFit(model: SourceModel): SourceFix[] {
  const edits = new Edits(model);
  return lossesFor(model).flatMap((loss) => {
    const given = [
      edits.argument('optimizer', edits.named('adam')),
      edits.argument('loss', edits.named(loss)),
      ...(loss === 'meanSquaredError' ? [] : [edits.argument('metrics', `[${edits.named('accuracy')}]`)]),
    ];
    return beforeFit(model, given, `Compile it with adam and ${inStyle(model.framework, loss)}`);
  });
}

/** Compiles a model once more right before its first fit, with what it was compiled with; none where the source does not show all of that. */
export function compileOnceMore(model: SourceModel, { arguments: { list, complete } }: SourceCall): SourceFix[] {
  if (!complete || list.some(({ text }) => text.length >= MOST_ARGUMENT_TEXT)) return [];
  const edits = new Edits(model);
  const given = list.map(({ name, text }) => (name === null ? text : edits.argument(name, text)));
  if (model.framework === 'tfjs' && list.some(({ name }) => name === null)) return [];
  return beforeFit(model, given, 'Compile it once more before fit');
}

function beforeFit({ framework, fits: [fit] }: SourceModel, given: readonly string[], title: string): SourceFix[] {
  const owner = fit && /^(.+)\.\w+$/s.exec(fit.callee)?.[1];
  if (!fit?.statement || !owner) return [];
  const { start, indent, semicolon } = fit.statement;
  const options = given.join(', ');
  const call = `${owner}.compile(${framework === 'tfjs' ? `{ ${options} }` : options})`;
  const newText = `${call}${semicolon ? ';' : ''}\n${indent}`;
  return [{ title, edits: [{ span: { file: fit.span.file, start, end: start }, newText }] }];
}

/** Losses for what comes out of a model, the likelier one first. */
function lossesFor(model: SourceModel): LossName[] {
  const output = modelOutput(model);
  switch (output?.activation.name) {
    case 'softmax': {
      if (output.units === 1) return [];
      const targets = originsOf(model, 'targets');
      const isSparse = targets !== null && !isOneHot(targets) && (knownData(targets)?.classes ?? 0) > 0;
      return isSparse
        ? ['sparseCategoricalCrossentropy', 'categoricalCrossentropy']
        : ['categoricalCrossentropy', 'sparseCategoricalCrossentropy'];
    }
    case 'sigmoid':
      return ['binaryCrossentropy'];
    case 'linear':
      return ['meanSquaredError'];
    default:
      return [];
  }
}
