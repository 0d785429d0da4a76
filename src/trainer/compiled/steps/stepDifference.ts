import type { TensorId } from '../../../tfjs/nodeBackend.js';
import type { Tensor, Tfjs, Variable } from '../../../tfjs/tfjs.js';
import type { StepDescription } from '../graph/stepDescription.js';
import type { CapturedTensor, CreatedTensor } from '../trace/trace.js';
import { agree, allFinite, type ComparedValues, firstDifference, NOT_FINITE } from './agreement.js';
import type { CompiledProgram, ComputedStep } from './compiledProgram.js';
import type { EagerOutcome } from './eagerOutcome.js';
import { nudgedResults, roundingOf } from './rounding.js';
import type { Feed, OtherInputs } from './stepFeed.js';

/**
 * Computes a step once more that was done eagerly. It does not count: tfjs's variables stay as the eager step left them.
 * @returns what differs, as half a sentence, or `NOT_FINITE`; null where nothing does but for float32's rounding
 */
export function stepDifference(tf: Tfjs, program: CompiledProgram, feed: Feed, eager: EagerOutcome): string | null {
  const { binding } = program;
  const made: TensorId[] = [];
  const others: OtherInputs = {
    captured: (index) => (program.step.trace.captured[index] as CapturedTensor).id,
    created: (index) => {
      const { shape, dtype, values } = eager.created[index] as CreatedTensor;
      const id = binding.createTensor([...shape], dtype, values);
      made.push(id);
      return id;
    },
  };
  const valueBefore = (variable: Variable): Tensor => eager.valueBefore(variable) ?? variable;
  try {
    const compiled = program.computed(valueBefore, feed, others);
    if (!compiled) return null;
    const values = [...compiled.values].map(
      ([variable, own]): ComparedValues => ({
        name: variable.name,
        ...partOf(program.step, variable),
        compiled: own,
        eager: variable.dataSync(),
      }),
    );
    if (!allFinite(eager.scalars) || !values.every((each) => allFinite(each.eager))) return NOT_FINITE;
    const first = firstOf(eager, compiled, values, []);
    if (first === null) return null;
    const start = { startOf: valueBefore, tensors: feed.tensors };
    const moved = nudgedResults(tf, start, ({ startOf, tensors }) =>
      program.computed(startOf, { ...feed, tensors }, others),
    );
    return firstOf(eager, compiled, values, moved);
  } finally {
    for (const id of made) binding.deleteTensor(id);
  }
}

/** @param moved what the compiled step gives for nudged values */
function firstOf(
  eager: EagerOutcome,
  compiled: ComputedStep,
  values: readonly ComparedValues[],
  moved: readonly ComputedStep[],
): string | null {
  const scalars = moved.map((each) => each.scalars);
  if (!scalarsAgree(compiled.scalars, eager.scalars, scalars)) return 'loss or metrics';
  const variables = [...compiled.values.keys()];
  const different = firstDifference(values, (each) => {
    const variable = variables[values.indexOf(each)];
    const others = moved.flatMap((step) => (variable && step.values.get(variable)) ?? []);
    return roundingOf(each.compiled, others);
  });
  return different && `the new values of ${different.name}`;
}

/** Whether each of loss and metrics agrees. @param moved what they are for nudged values */
export function scalarsAgree(compiled: Float32Array, eager: Float32Array, moved: readonly Float32Array[]): boolean {
  return compiled.every((value, index) => {
    const rounding = roundingOf(
      [value],
      moved.map((scalars) => [scalars[index] as number]),
    );
    return agree([value], [eager[index] as number], 1e-7 + rounding);
  });
}

function partOf({ trained, optimizer }: StepDescription, variable: Variable): Pick<ComparedValues, 'kind' | 'owner'> {
  for (const [index, { variable: owner }] of trained.entries()) {
    if (owner === variable) return { kind: 'weights', owner };
    const slot = optimizer?.slots(index)?.indexOf(variable) ?? -1;
    if (slot !== -1) return { kind: `slot ${slot}`, owner };
  }
  return { kind: 'other', owner: null };
}
