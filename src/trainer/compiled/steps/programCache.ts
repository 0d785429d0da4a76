import { removeLeftGraphs } from '../../../system/stepGraphs.js';
import type { NodeBackend } from '../../../tfjs/nodeBackend.js';
import type { Tfjs } from '../../../tfjs/tfjs.js';
import type { StepDescription } from '../graph/stepDescription.js';
import { stepGraph } from '../graph/stepGraph.js';
import type { Messages } from '../tensorflow/messages.js';
import { Session } from '../tensorflow/session.js';
import { CompiledProgram } from './compiledProgram.js';

/** ProgramCache that are kept: each has a copy of its model's weights. */
const MOST_PROGRAMS = 16;

/** Makes programs, and puts away those that were not used for longest. */
export class ProgramCache {
  /** The least recently used first. */
  private readonly kept = new Set<CompiledProgram>();
  private first = true;

  constructor(
    private readonly tf: Tfjs,
    private readonly backend: NodeBackend,
    private readonly messages: Messages,
    private readonly log: (message: string) => void,
  ) {}

  /** @throws where TensorFlow does not take the graph */
  make(step: StepDescription): CompiledProgram {
    const { tf, backend, messages } = this;
    if (this.first) removeLeftGraphs();
    this.first = false;
    const started = performance.now();
    const graph = stepGraph(backend.binding, messages, step);
    const session = Session.load(backend.binding, graph.savedModel);
    const program = new CompiledProgram(tf, backend, session, graph, step);
    this.use(program);
    const time = Math.round(performance.now() - started);
    this.log(`compiled ${step.trace.ops.length} operations of a step into ${graph.nodes} nodes in ${time} ms`);
    return program;
  }

  use(program: CompiledProgram): void {
    this.kept.delete(program);
    this.kept.add(program);
    const [oldest] = this.kept;
    if (this.kept.size > MOST_PROGRAMS && oldest) this.drop(oldest);
  }

  clear(): void {
    for (const program of [...this.kept]) this.drop(program);
  }

  drop(program: CompiledProgram): void {
    if (this.kept.delete(program)) program.dispose();
  }
}
