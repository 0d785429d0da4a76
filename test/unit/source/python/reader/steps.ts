import type { KerasStep } from '../../../../../src/protocol/kerasProgram.js';
import type { KerasReading } from '../../../../../src/source/python/reader/reading.js';
import { textOf } from './read.js';

/** The steps of a program as text: `1 fit(epochs=2)`, with the number of the model that each is about. */
export function stepsOf(reading: KerasReading): string[] {
  return (reading.program?.steps ?? []).map((step) => `${step.model} ${stepText(step)}`);
}

/** What is left out or guessed, as `line: text`; `!` where it changes what is learned. */
export function notesOf(reading: KerasReading): string[] {
  return reading.sourceNotes.map(({ line, text, changesLearning }) => `${line}${changesLearning ? '!' : ''}: ${text}`);
}

function stepText(step: KerasStep): string {
  switch (step.kind) {
    case 'make':
      return `make ${step.name} ${step.layers.map(layerText).join(' ')}`;
    case 'addLayer':
      return `addLayer ${layerText(step.layer)}`;
    case 'compile':
    case 'fit':
    case 'trainOnBatch':
    case 'evaluate':
      return textOf(step.call);
    case 'trainable':
      return `trainable ${pathText(step.path)} ${step.value}`;
    case 'learningRate':
      return `learningRate ${step.value}`;
    case 'getWeights':
      return `getWeights ${pathText(step.path)} ${step.weights}`;
    case 'setWeights':
      return `setWeights ${pathText(step.path)} ${typeof step.weights === 'number' ? step.weights : step.weights.map(textOf)}`;
    default:
      return step.kind;
  }
}

function layerText(layer: Extract<KerasStep, { kind: 'addLayer' }>['layer']): string {
  return layer.kind === 'layer' ? `@${layer.model}${pathText(layer.path)}` : textOf(layer);
}

const pathText = (path: readonly number[]) => `[${path.join()}]`;
