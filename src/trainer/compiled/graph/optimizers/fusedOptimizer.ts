import type { OptimizerFields, Slot } from '../../../../tfjs/optimizerFields.js';
import type { Variable } from '../../../../tfjs/tfjs.js';
import type { GraphBuilder, Ref } from '../../tensorflow/graphBuilder.js';
import type { SessionVariable, SessionVariables, Storage } from '../sessionVariables.js';

/** What an update of one variable needs. */
export interface UpdateContext {
  readonly graph: GraphBuilder;
  readonly variables: SessionVariables;
  /** Node of the learning rate, float32 scalar; dead in a step that must not change anything. */
  readonly learningRate: Ref;
}

/** One optimizer's update as TensorFlow has it. */
export interface FusedOptimizer {
  /** The learning rate of the next step. */
  learningRate(): number;
  /** That of the last one, where it is another. */
  lastLearningRate?(): number;
  /** The values that the graph has as constants: where they change, it does not hold any more. */
  constants(): string;
  /** The optimizer's own variables; null for a trained variable that has none yet. */
  slots(index: number): readonly Variable[] | null;
  /** How the graph keeps each slot; none where it keeps all as they are. */
  readonly storage: readonly Storage[];
  /** Variables of the optimizer that belong to no trained one. */
  own(): readonly Variable[];
  /** Nodes that are the same for all variables: once a step. */
  begin(context: UpdateContext): (index: number, variable: SessionVariable, gradient: Ref) => Ref;
  /** Nodes after all updates. @param after the updates */
  end(context: UpdateContext, after: readonly Ref[]): readonly Ref[];
}

export const nothing = () => [];

export function present(...variables: readonly (Variable | undefined)[]): Variable[] {
  return variables.filter((variable) => variable !== undefined);
}

type SlotList = keyof {
  [Key in keyof OptimizerFields as OptimizerFields[Key] extends readonly Slot[] | undefined ? Key : never]: true;
};

/** Looked up anew each time: `setWeights` of an optimizer replaces its lists. */
export function slotsOf(
  fields: OptimizerFields,
  ...lists: readonly SlotList[]
): (index: number) => readonly Variable[] | null {
  return (index) => {
    const slots = lists.map((list) => (fields[list] as readonly Slot[] | undefined)?.[index]?.variable);
    return slots.every((slot) => slot !== undefined) ? slots : null;
  };
}

export function handles(variables: SessionVariables, slots: readonly Variable[] | null): [Ref, ...Ref[]] {
  return (slots ?? []).map((slot) => variables.of(slot).handle) as [Ref, ...Ref[]];
}

/** `variable *= factor`, once the updates have read it. */
export function multiplied(
  { graph, variables, learningRate }: UpdateContext,
  variable: Variable | undefined,
  factor: number | undefined,
  after: readonly Ref[],
): Ref {
  const { TF_FLOAT } = graph.binding;
  const T = graph.type('T', TF_FLOAT);
  const own = variables.of(variable as Variable);
  const value = graph.op('Mul', [own.read, graph.float(factor ?? 0)], [T]);
  const inputs = [own.handle, value, `^${learningRate}`, ...after.map((ref) => `^${ref}`)];
  return graph.op('AssignVariableOp', inputs, [graph.type('dtype', TF_FLOAT)]);
}

export const asItIs: Storage = { scale: 1, offset: 0 };

/**
 * A moving average of TensorFlow's is tfjs's times a factor next to 1: TensorFlow weighs what is new with 1 - decay in float32, where
 * for a decay of 0.999 a hundred-thousandth is lost, and tfjs with the float32 of 1 - decay.
 */
export function averageScale(decay: number): number {
  return Math.fround(1 - Math.fround(decay)) / Math.fround(1 - decay);
}

/** A scalar times a number. */
export function scaled(graph: GraphBuilder, value: Ref, factor: number): Ref {
  return graph.op('Mul', [value, graph.float(factor)], [graph.type('T', graph.binding.TF_FLOAT)]);
}
