import { stackOf } from '../../../errors/errorText.js';
import type { TrainerOptions } from '../../../protocol/trainer.js';
import type { TfjsAbilities } from '../../../tfjs/checkTfjs.js';
import type { KeptData } from '../../../tfjs/keptData.js';
import { type NodeBackend, nodeBackendOf } from '../../../tfjs/nodeBackend.js';
import type { Tfjs } from '../../../tfjs/tfjs.js';
import type { StatisticsAtOnce, StepData } from '../../tap/statisticsAtOnce.js';
import { callsGraphs } from '../stepChoice.js';
import { loadMessages } from '../tensorflow/messages.js';
import { StatisticsCall } from './statisticsCall.js';
import { type StepVariable, statisticsGraph } from './statisticsGraph.js';

/** Steps of a kind that take operations: a graph takes as long as some of them, and most steps are compiled by then. */
const STEPS_BEFORE = 5;
/** Graphs that are kept. */
const MOST_CALLS = 16;

/** Graphs for the statistics of eager steps, made for variables of the same shapes whatever their model, and used as long as they can be. */
export class StatisticsCalls implements StatisticsAtOnce {
  /** Steps that were seen, or the graph for them; the least recently used first. */
  private readonly known = new Map<string, number | StatisticsCall>();
  private isRefused = false;

  private readonly backend: NodeBackend;

  /** @returns null where no graph can be called */
  static madeFor(
    tf: Tfjs,
    data: KeptData,
    options: TrainerOptions,
    abilities: TfjsAbilities,
    log: (message: string) => void,
  ): StatisticsCalls | null {
    return callsGraphs(options, abilities) ? new StatisticsCalls(tf, data, options.backend.path, log) : null;
  }

  /** @param packageFolder of tfjs-node */
  private constructor(
    tf: Tfjs,
    readonly data: KeptData,
    private readonly packageFolder: string,
    private readonly log: (message: string) => void,
  ) {
    this.backend = nodeBackendOf(tf);
  }

  measure(step: StepData): Float32Array | null {
    if (this.isRefused) return null;
    try {
      return this.callFor(step)?.measure(step) ?? null;
    } catch (error) {
      this.log(stackOf(error));
      this.isRefused = true;
      return null;
    }
  }

  private callFor(step: StepData): StatisticsCall | null {
    const { known, backend } = this;
    const key = keyOf(step);
    if (key === null) return null;
    const found = known.get(key) ?? 0;
    const isDue = typeof found === 'number' && found >= STEPS_BEFORE;
    const variables = isDue ? variablesOf(step) : [];
    const next = isDue
      ? new StatisticsCall(
          backend,
          statisticsGraph(backend.binding, loadMessages(this.packageFolder), variables),
          variables,
        )
      : typeof found === 'number'
        ? found + 1
        : found;
    known.delete(key);
    known.set(key, next);
    this.dropOldest();
    return typeof next === 'number' ? null : next;
  }

  private dropOldest(): void {
    const [oldest] = this.known;
    if (!oldest || this.known.size <= MOST_CALLS) return;
    const [key, call] = oldest;
    if (typeof call !== 'number') call.unload();
    this.known.delete(key);
  }
}

const variablesOf = ({ variables, gradients, last }: StepData): StepVariable[] =>
  variables.map(({ shape }, index) => ({
    shape,
    hasGradient: gradients[index] != null,
    hasLast: gradients[index] != null && last[index] != null,
  }));

/** Null where the sums are not made for such variables. */
function keyOf({ variables, gradients, last }: StepData): string | null {
  if (variables.length === 0 || variables.some(({ dtype, size }) => dtype !== 'float32' || size === 0)) return null;
  const ofEach = variables.map(
    ({ shape }, index) => `${shape.join('x')}${gradients[index] ? (last[index] ? '' : '!') : '-'}`,
  );
  return ofEach.join();
}
