import { isArray } from '../../keras/arguments/isCall.js';
import type { KerasProgram, KerasStep } from '../../protocol/kerasProgram.js';

/** Shape of a sample that a model is going to be used on, as the rest of its program tells; null where it does not. */
export function sampleShapeOf(program: KerasProgram, model: number, depth = 0): readonly number[] | null {
  for (const step of program.steps) {
    if ('call' in step && step.model === model && isArray(step.call.named.x)) return step.call.named.x.shape.slice(1);
  }
  const outer = usesOf(program, model).find(({ index }) => index === 0);
  return outer && depth < 10 ? sampleShapeOf(program, outer.step.model, depth + 1) : null;
}

/** Whether another model has it as a layer. */
export function isUsedInAnother(program: KerasProgram, model: number): boolean {
  return usesOf(program, model).length > 0;
}

function usesOf(
  { steps }: KerasProgram,
  model: number,
): { readonly step: Extract<KerasStep, { kind: 'make' }>; readonly index: number }[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'make') return [];
    const index = step.layers.findIndex((layer) => layer.kind === 'layer' && layer.model === model);
    return index < 0 ? [] : [{ step, index }];
  });
}
