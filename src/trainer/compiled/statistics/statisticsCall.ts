import { type Statistic, statisticOf } from '../../../protocol/statistics.js';
import type { NodeBackend } from '../../../tfjs/nodeBackend.js';
import type { Tensor } from '../../../tfjs/tfjs.js';
import type { StepData } from '../../tap/statisticsAtOnce.js';
import { RowReader, SMALLEST_NORM } from '../graph/rowLayout.js';
import { Session } from '../tensorflow/session.js';
import { type Comparison, has, ROW, type StatisticsGraph, type StepVariable } from './statisticsGraph.js';

/** A loaded graph of sums: it knows nothing of the step before. */
export class StatisticsCall {
  private readonly session: Session;
  private readonly reader: RowReader;
  private readonly withoutLast: readonly number[];

  /** @throws where TensorFlow does not take the graph */
  constructor(
    private readonly backend: NodeBackend,
    private readonly graph: StatisticsGraph,
    private readonly variables: readonly StepVariable[],
  ) {
    const missing = [...variables.keys()].filter((index) => !variables[index]?.hasGradient);
    this.withoutLast = [...variables.keys()].filter((index) => !variables[index]?.hasLast);
    this.reader = new RowReader(graph.layout, variables.length, new Set(missing));
    this.session = Session.load(backend.binding, graph.savedModel);
  }

  /** @returns null where sums of float32 tell the step only roughly, or something is not finite */
  measure({ variables, gradients, last, before }: StepData): Float32Array | null {
    const { backend, graph, session, reader } = this;
    const { binding } = backend;
    const fed = this.variables.flatMap((own, index) =>
      [
        has(own, 'gradient') ? gradients[index] : null,
        has(own, 'last') ? last[index] : null,
        before[index],
        variables[index],
      ].filter((each) => each != null),
    );
    const ids = backend.getInputTensorIds(fed as unknown as Tensor[]);
    const [output] = session.run(ids, graph.inputNames, ROW);
    if (!output) return null;
    const row = binding.tensorDataSync(output.id) as Float32Array;
    binding.deleteTensor(output.id);
    const unclear = this.compare(row);
    reader.rough = false;
    const statistics = reader.read(row);
    const of = (variable: number, name: Statistic) => statisticOf(statistics, variable, name);
    const isKnown = this.variables.every(
      ({ hasGradient }, index) =>
        Number.isFinite(of(index, 'weightNorm')) &&
        Number.isFinite(of(index, 'updateNorm')) &&
        (!hasGradient || (Number.isFinite(of(index, 'gradNorm')) && Number.isFinite(of(index, 'gradMeanAbs')))),
    );
    return isKnown && !reader.rough && unclear.every((variable) => of(variable, 'gradNorm') === 0) ? statistics : null;
  }

  unload(): void {
    this.session.unload();
  }

  /** Tells the reader what a row is compared with. @returns variables whose last gradient is told only roughly by its squares */
  private compare(row: Float32Array): number[] {
    const { comparisons } = this.graph;
    let at = row.length - comparisons.reduce((sum, each) => sum + lengthOf(each), 0);
    for (const index of this.withoutLast) this.reader.setLastNorm(index, Number.NaN);
    return comparisons.flatMap(({ kind, variables, sizes }) =>
      variables.filter((variable, index) => {
        const size = kind === 'squares' ? 1 : (sizes[index] ?? 0);
        at += size;
        return !this.isTold(kind, variable, row.subarray(at - size, at));
      }),
    );
  }

  private isTold(kind: Comparison['kind'], variable: number, values: Float32Array): boolean {
    const { reader } = this;
    if (kind === 'before') reader.setWeights(variable, values);
    else if (kind === 'last') reader.setLastGradient(variable, values);
    if (kind !== 'squares') return true;
    const norm = Math.sqrt(2 * (values[0] ?? Number.NaN));
    reader.setLastNorm(variable, norm);
    return norm >= SMALLEST_NORM && norm < Number.POSITIVE_INFINITY;
  }
}

function lengthOf({ kind, variables, sizes }: Comparison): number {
  return kind === 'squares' ? variables.length : sizes.reduce((sum, size) => sum + size, 0);
}
