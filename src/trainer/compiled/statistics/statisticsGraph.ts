import type { Binding } from '../../../tfjs/nodeBackend.js';
import { gradientSums, halfSquares, type SummedGroup } from '../graph/gradientSums.js';
import type { RowLayout } from '../graph/rowLayout.js';
import { elements, variablePacks } from '../graph/variablePacks.js';
import { GraphBuilder, type Ref } from '../tensorflow/graphBuilder.js';
import type { Messages } from '../tensorflow/messages.js';
import { Vectors } from '../tensorflow/vectors.js';

/** A variable of a step whose update is done. */
export interface StepVariable {
  readonly shape: readonly number[];
  readonly hasGradient: boolean;
  /** Whether the gradient before this one is known, too. */
  readonly hasLast: boolean;
}

/** What is fed of each variable, where it is there. */
export const FED = ['gradient', 'last', 'before', 'after'] as const;
export type Fed = (typeof FED)[number];

/** What follows the sums in the row, of the step before: all elements of weights or of gradients, or half the sum of a gradient's squares. */
export interface Comparison {
  readonly kind: 'before' | 'last' | 'squares';
  readonly variables: readonly number[];
  /** Elements of each. */
  readonly sizes: readonly number[];
}

export interface StatisticsGraph {
  readonly savedModel: Uint8Array;
  /** Separated by commas, in the order of `FED` for each variable. */
  readonly inputNames: string;
  readonly layout: RowLayout;
  readonly comparisons: readonly Comparison[];
}

export const ROW = 'row';

export function has({ hasGradient, hasLast }: StepVariable, fed: Fed): boolean {
  return fed === 'gradient' ? hasGradient : fed === 'last' ? hasLast : true;
}

/** Writes the sums of a compiled step as a graph of their own, which is fed what an eager step has made. */
export function statisticsGraph(
  binding: Binding,
  messages: Messages,
  variables: readonly StepVariable[],
): StatisticsGraph {
  const graph = new GraphBuilder(messages, binding);
  const vectors = new Vectors(graph);
  const names = variables.flatMap((variable, index) => FED.filter((fed) => has(variable, fed)).map(nameOf(index)));
  for (const name of names) graph.placeholder(binding.TF_FLOAT, name);

  const groups = groupsOf(variables, vectors);
  const sums = gradientSums(graph, groups);
  const compared = groups.flatMap((group) => comparisonsOf(graph, group));
  const row = vectors.concatenated([...sums.vectors, ...compared.map(({ vector }) => vector)]);
  graph.op('Identity', [row], [graph.type('T', binding.TF_FLOAT)], ROW);
  return {
    savedModel: graph.savedModel(),
    inputNames: names.join(),
    layout: sums.layout,
    comparisons: compared.map(({ comparison }) => comparison),
  };
}

function comparisonsOf(graph: GraphBuilder, group: SummedGroup): { vector: Ref; comparison: Comparison }[] {
  const { kind, members, shapes, before, last } = group;
  const own = { variables: members, sizes: shapes.map(elements) };
  if (kind === 'flat') {
    const weights = { vector: before, comparison: { kind: 'before', ...own } } as const;
    return last === null ? [weights] : [weights, { vector: last, comparison: { kind: 'last', ...own } }];
  }
  if (last === null) return [];
  return [{ vector: halfSquares(graph, group, last), comparison: { kind: 'squares', ...own } }];
}

const nameOf = (index: number) => (fed: Fed) => `${fed}${index}`;

/** Variables with a gradient go together as they do in a compiled step. */
function groupsOf(variables: readonly StepVariable[], vectors: Vectors): SummedGroup[] {
  const ref = (index: number, fed: Fed) => nameOf(index)(fed);
  const shapeOf = (index: number) => variables[index]?.shape ?? [];
  const packable = [...variables.keys()].filter((index) => variables[index]?.hasGradient);
  const packs = variablePacks(packable.map(shapeOf)).map(({ kind, members }): SummedGroup => {
    const own = members.map((member) => packable[member] as number);
    const shapes = own.map(shapeOf);
    const together = (fed: Fed) => {
      const refs = own.map((index) => ref(index, fed));
      return kind === 'flat' ? vectors.flat(refs, shapes) : vectors.stacked(refs);
    };
    const [gradient, before, after] = [together('gradient'), together('before'), together('after')];
    const last = own.every((index) => variables[index]?.hasLast) ? together('last') : null;
    return { kind, members: own, shapes, gradient, last, before, after };
  });
  const packed = new Set(packs.flatMap(({ members }) => members));
  const alone = [...variables.keys()].filter((index) => !packed.has(index));
  return [
    ...packs,
    ...alone.map((index): SummedGroup => {
      const { hasGradient, hasLast, shape } = variables[index] as StepVariable;
      const [before, after] = [ref(index, 'before'), ref(index, 'after')];
      const last = hasLast ? ref(index, 'last') : null;
      const gradient = hasGradient ? ref(index, 'gradient') : before;
      return { kind: 'single', members: [index], shapes: [shape], gradient, last, before, after };
    }),
  ];
}
