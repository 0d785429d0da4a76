import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { activationOf } from '../facts/activation.js';
import { entryOf } from '../facts/layerArgument.js';
import { modelOutput } from '../facts/modelOutput.js';
import { inStyle } from '../facts/names.js';
import type { SourceEdit, SourceFix } from '../sourceRule.js';

/** Activations whose slope is below 1 nearly everywhere, so that gradients shrink. */
const SATURATING = /^(?:sigmoid|hardSigmoid|tanh|softsign)$/;

/** Gives layers another activation: each place once, and none that makes other layers too. */
export function changeActivations(model: SourceModel, layers: readonly SourceLayer[], name: string): SourceFix[] {
  const edits = new Edits(model);
  const places = new Map<string, SourceEdit>();
  for (const layer of layers) {
    const argument = activationOf(layer)?.argument;
    if (!argument || edits.usersOf(argument).some((user) => !layers.includes(user))) return [];
    const { line, column } = argument.valueSpan.start;
    places.set(`${line}:${column}`, { span: argument.valueSpan, newText: edits.named(name) });
  }
  const styled = inStyle(model.framework, name);
  const title =
    layers.length === 1 ? `Change the activation to ${styled}` : `Change ${layers.length} activations to ${styled}`;
  return places.size === 0 ? [] : [{ title, edits: [...places.values()] }];
}

/** Gives all hidden layers relu that have an activation which saturates; recurrent ones keep theirs, which bounds their state. */
export function saturatingToRelu(model: SourceModel): SourceFix[] {
  const output = modelOutput(model)?.activationLayer ?? model.layers.at(-1);
  const hidden = model.layers.filter(
    (layer) =>
      layer !== output &&
      entryOf(layer)?.kind !== 'recurrent' &&
      SATURATING.test(activationOf(layer)?.name ?? '') &&
      activationOf(layer)?.argument,
  );
  return changeActivations(model, hidden, 'relu');
}

/** Takes the last activation away, for a net that puts out numbers of any size. */
export function withoutLastActivation(model: SourceModel): SourceFix[] {
  const output = modelOutput(model);
  return output ? new Edits(model).setActivation(output, 'linear') : [];
}
