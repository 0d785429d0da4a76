import { findLayer } from '../../../../layers/catalogue.js';
import type { KerasCall, KerasValue } from '../../../../protocol/keras.js';
import {
  adaptNotDone,
  argumentNotDone,
  asksForSomething,
  augmentationNotDone,
  layerWeightsNotDone,
} from '../../../../protocol/kerasNotDone.js';
import type { KerasStep } from '../../../../protocol/kerasProgram.js';
import type { LeftOut } from '../declaration/writer.js';

/** Arguments that change what is learned and that neither tfjs nor GradLens has, of layers and optimizers. */
const lacking = ['time_major', 'zero_output_for_mask', 'use_ema', 'gradient_accumulation_steps', 'lora_rank'];

/** What making the models and optimizers of some steps leaves out although it changes what is learned. */
export function notDoneIn(steps: readonly KerasStep[]): LeftOut[] {
  return steps.flatMap((step) => {
    if (step.kind === 'make') return step.layers.flatMap((layer) => (layer.kind === 'call' ? notDoneBy(layer) : []));
    if (step.kind === 'addLayer') return step.layer.kind === 'call' ? notDoneBy(step.layer) : [];
    return step.kind === 'compile' ? notDoneBy(step.call) : [];
  });
}

function notDoneBy(call: KerasCall): LeftOut[] {
  const { name, named, positional, span } = call;
  const inner = [...positional, ...Object.values(named)].flatMap(callsIn).flatMap(notDoneBy);
  const texts = [
    ...(findLayer(name)?.kind === 'augmentation' ? [augmentationNotDone(name)] : []),
    ...(name === 'Normalization' && !asksForSomething(named.mean) ? [adaptNotDone] : []),
    ...('weights' in named && asksForSomething(named.weights) ? [layerWeightsNotDone] : []),
    ...lacking.filter((each) => asksForSomething(named[each])).map((each) => argumentNotDone(name, each)),
  ];
  return [...texts.map((text) => ({ text, span, changesLearning: true })), ...inner];
}

function callsIn(value: KerasValue): readonly KerasCall[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isList(value)) return value.flatMap(callsIn);
  return 'kind' in value && value.kind === 'call' ? [value as KerasCall] : [];
}

const isList = (value: KerasValue): value is readonly KerasValue[] => Array.isArray(value);
